/** Learning an API profile on the command line: the card, the profile, and a copy of a recording that can be shown. */
package io.jenkins.plugins.threatmanager.cli.learn;
