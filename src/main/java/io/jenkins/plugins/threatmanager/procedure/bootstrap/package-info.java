/** Rotation of the bootstrap identity's own client secret: kept by the plugin first, used then, the old one removed last. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.Internal;
