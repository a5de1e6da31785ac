/** Verifying a bootstrap identity that signs in with tokens of another issuer, such as Jenkins itself. */
package io.jenkins.plugins.threatmanager.config.federation;
