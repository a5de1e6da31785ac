/** What the bootstrap identity signs in with, and until when. */
@Internal
package io.jenkins.plugins.threatmanager.entra.signin;

import io.jenkins.plugins.threatmanager.Internal;
