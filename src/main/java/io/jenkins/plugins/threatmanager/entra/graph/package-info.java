/**
 * {@code EntraDirectory} on the Microsoft Graph SDK and azure-identity: requests, batches, retries, odd answers, tokens.
 * Only {@code GraphEntraDirectory} is public.
 */
@Internal
package io.jenkins.plugins.threatmanager.entra.graph;

import io.jenkins.plugins.threatmanager.Internal;
