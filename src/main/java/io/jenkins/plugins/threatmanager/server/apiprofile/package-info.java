/**
 * The API profile: the JSON document that holds every path, field name and word of a server's REST interface. Read,
 * checked, and filled in here.
 */
@Internal
package io.jenkins.plugins.threatmanager.server.apiprofile;

import io.jenkins.plugins.threatmanager.Internal;
