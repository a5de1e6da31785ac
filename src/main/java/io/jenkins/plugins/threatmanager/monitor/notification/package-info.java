/**
 * Notifications: tells people and programs outside of Jenkins what the expiry watch has newly found, and once a day all of
 * it. Never blocks the watch, and remembers on disk what was sent.
 */
package io.jenkins.plugins.threatmanager.monitor.notification;
