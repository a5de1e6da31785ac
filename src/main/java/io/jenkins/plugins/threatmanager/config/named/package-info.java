/** Lists of the configuration: of things that have a name, and of names. */
package io.jenkins.plugins.threatmanager.config.named;
