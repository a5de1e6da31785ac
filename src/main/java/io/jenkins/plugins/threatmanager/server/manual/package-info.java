/** Instructions for a person who sets a server up in its console. */
package io.jenkins.plugins.threatmanager.server.manual;
