/** Signing in without a secret: tokens of another issuer, and what Entra must say to take them. */
@Internal
package io.jenkins.plugins.threatmanager.entra.federation;

import io.jenkins.plugins.threatmanager.Internal;
