/** Break glass: an app that may be in wrong hands is disabled and loses its credentials; and how that is lifted. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.Internal;
