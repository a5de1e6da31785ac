/** Onboarding: app registration, client secret, Credential Profile, Entra ID Sync, first sync. */
package io.jenkins.plugins.threatmanager.procedure.onboard;
