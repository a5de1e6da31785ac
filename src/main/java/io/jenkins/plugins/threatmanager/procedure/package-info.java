/**
 * Observe, plan, apply, verify: what onboarding, rotation and off-boarding share. Imports nothing of Jenkins; sees it
 * through {@code SecretVault}, {@code ProcedureListener} and the clock of the operation.
 */
@Internal
package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.Internal;
