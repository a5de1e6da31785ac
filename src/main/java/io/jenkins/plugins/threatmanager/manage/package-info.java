/**
 * The plugin's place under Manage Jenkins: the dashboard, with the same as data. Shows what is known; a page makes no
 * remote calls.
 */
package io.jenkins.plugins.threatmanager.manage;
