package io.jenkins.plugins.threatmanager.audit;

import java.time.Duration;

/**
 * When a file of the audit log is closed, and how many closed ones are kept.
 *
 * @param largest size in bytes from which on the next line begins another file
 * @param oldest age of a file's first line from which on the next line begins another file
 * @param kept closed files; the oldest go first
 */
record Retention(long largest, Duration oldest, int kept) {}
