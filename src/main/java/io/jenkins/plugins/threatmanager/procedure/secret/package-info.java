/** Plans client secrets: which are ours, in use, of no use, and whether there is room for another. Pure. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.Internal;
