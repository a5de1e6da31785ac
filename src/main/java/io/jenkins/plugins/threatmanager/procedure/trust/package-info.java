/** Whether an app registration is in trusted hands: what plans say about it, and the last look before granting. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.trust;

import io.jenkins.plugins.threatmanager.Internal;
