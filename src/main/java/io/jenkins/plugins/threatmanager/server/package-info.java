/**
 * Netwrix Threat Manager: its Credential Profiles and Entra ID Sync integrations, through its REST interface as an API
 * profile describes it, or by hand through its console. Imports nothing of Jenkins and nothing of the packages above.
 */
package io.jenkins.plugins.threatmanager.server;
