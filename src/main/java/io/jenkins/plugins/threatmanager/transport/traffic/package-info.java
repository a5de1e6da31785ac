/** What conversations with remote services cost: round trips and waits, counted. */
@Internal
package io.jenkins.plugins.threatmanager.transport.traffic;

import io.jenkins.plugins.threatmanager.Internal;
