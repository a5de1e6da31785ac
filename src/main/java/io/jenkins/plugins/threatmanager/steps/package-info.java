/**
 * Pipeline steps and freestyle build steps: arguments in, an operation of the engine, a result out. Thin on purpose;
 * the operations themselves are in {@code procedure}.
 */
package io.jenkins.plugins.threatmanager.steps;
