/**
 * What people do where a server is set up by hand: they see the client secret once, and say when they are done. Kept for
 * the secret that was stored then, by its identifier in Entra.
 */
package io.jenkins.plugins.threatmanager.handoff;
