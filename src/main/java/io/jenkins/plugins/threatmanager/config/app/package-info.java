/** What the configuration says of the app registration itself, for the administrators of the tenant. */
package io.jenkins.plugins.threatmanager.config.app;
