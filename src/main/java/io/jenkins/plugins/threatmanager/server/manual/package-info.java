/** Instructions for a person who sets a server up in its console. */
@Internal
package io.jenkins.plugins.threatmanager.server.manual;

import io.jenkins.plugins.threatmanager.Internal;
