/**
 * One operation over many tenants: which of them, in which order, how many at a time, when to stop, and how far it has
 * come. Knows neither what an operation is nor where it runs.
 */
@Internal
package io.jenkins.plugins.threatmanager.procedure.fleet;

import io.jenkins.plugins.threatmanager.Internal;
