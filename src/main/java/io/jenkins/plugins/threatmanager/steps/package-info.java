/**
 * Pipeline steps and freestyle build steps: arguments in, an operation of the engine, a result out. Thin on purpose;
 * what an operation does is in {@code onboarding}.
 */
package io.jenkins.plugins.threatmanager.steps;
