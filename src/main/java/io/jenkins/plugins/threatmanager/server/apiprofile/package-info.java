/**
 * The API profile: the JSON document that holds every path, field name and word of a server's REST interface. Read,
 * checked, and filled in here.
 */
package io.jenkins.plugins.threatmanager.server.apiprofile;
