/**
 * Microsoft Entra ID as the procedures see it: {@code EntraDirectory}, its records, and its catalogue of problems.
 * The one implementation is in {@code graph}. Imports nothing of Jenkins and nothing of the packages above it.
 */
@Internal
package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.Internal;
