/**
 * The procedure: observe, plan, apply, verify, over Entra, Jenkins Credentials and Threat Manager. Imports nothing of
 * Jenkins; sees it through {@link io.jenkins.plugins.threatmanager.onboarding.SecretVault}.
 */
package io.jenkins.plugins.threatmanager.onboarding;
