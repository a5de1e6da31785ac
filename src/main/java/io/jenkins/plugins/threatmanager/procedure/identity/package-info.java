/** Which texts stand for the tenant that an operation is about. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.identity;

import io.jenkins.plugins.threatmanager.Internal;
