/** Rotation: a new client secret before the old one expires, moved to every server, the old one removed last. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.Internal;
