/**
 * The command line: the same operations as the Pipeline steps, with the same settings, over a vault file instead of
 * Jenkins Credentials. Built by {@code cli/pom.xml} only and not part of the plugin.
 */
package io.jenkins.plugins.threatmanager.cli;
