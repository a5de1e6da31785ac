/** What the administrators of a tenant demand of app registrations: app management policies, and what each is to say of itself. */
@Internal
package io.jenkins.plugins.threatmanager.entra.policy;

import io.jenkins.plugins.threatmanager.Internal;
