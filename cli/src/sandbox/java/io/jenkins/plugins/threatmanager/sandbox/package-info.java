/**
 * Demo and sandbox: the command line's first minute, on stand-ins for Entra ID and Threat Manager. In a jar of its own
 * beside the command line, so that no real operation has a stand-in on its class path.
 */
package io.jenkins.plugins.threatmanager.sandbox;
