/**
 * Microsoft Entra ID through Microsoft Graph: reads and changes app registrations, grants permissions, issues client
 * secrets and proves that they work. Imports nothing of Jenkins and nothing of the packages above it.
 */
package io.jenkins.plugins.threatmanager.entra;
