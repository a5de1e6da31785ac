/** Onboarding: app registration, client secret, Credential Profile, Entra ID Sync, first sync. */
@Internal
package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.Internal;
