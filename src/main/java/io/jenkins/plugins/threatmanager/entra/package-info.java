/**
 * Microsoft Entra ID as the procedures see it: {@code EntraDirectory}, its records, and its catalogue of problems.
 * The one implementation is in {@code graph}. Imports nothing of Jenkins and nothing of the packages above it.
 */
package io.jenkins.plugins.threatmanager.entra;
