/**
 * What every conversation with a remote service shares: the time it may take, who hears of its progress, what is
 * repeated after a refusal, how a failure is worded, and secret text that never prints itself.
 *
 * <p>Lowest package of the plugin; imports nothing of Jenkins and nothing of the packages above it.
 */
@Internal
package io.jenkins.plugins.threatmanager.transport;

import io.jenkins.plugins.threatmanager.Internal;
