/** Folders of jobs that the configuration allows something, by their full names, and what becomes of those names. */
package io.jenkins.plugins.threatmanager.config.folder;
