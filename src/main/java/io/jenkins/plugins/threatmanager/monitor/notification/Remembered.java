package io.jenkins.plugins.threatmanager.monitor.notification;

import java.time.Instant;

/** A finding that a notifier was sent. Kept in a file; never changed, only replaced. */
final class Remembered {

    private final String id;
    private final String kind;
    private final boolean severe;
    private final String tenant;
    private final String server;
    private final String folder;
    private final String credentialsId;
    private final String text;
    private final long sentAt;
    private final long goneSince;
    private final boolean resolvedSent;

    private Remembered(NotifiedFinding finding, long sentAt, long goneSince, boolean resolvedSent) {
        this.id = finding.id();
        this.kind = finding.kind();
        this.severe = finding.severe();
        this.tenant = finding.tenant();
        this.server = finding.server();
        this.folder = finding.folder();
        this.credentialsId = finding.credentialsId();
        this.text = finding.text();
        this.sentAt = sentAt;
        this.goneSince = goneSince;
        this.resolvedSent = resolvedSent;
    }

    static Remembered sent(NotifiedFinding finding, Instant at) {
        return new Remembered(finding, at.toEpochMilli(), 0, false);
    }

    String id() {
        return id;
    }

    String kind() {
        return kind;
    }

    boolean severe() {
        return severe;
    }

    String tenant() {
        return tenant;
    }

    String server() {
        return server;
    }

    String folder() {
        return folder;
    }

    String credentialsId() {
        return credentialsId;
    }

    String text() {
        return text;
    }

    NotifiedFinding finding() {
        return NotifiedFinding.of(this);
    }

    Instant sentAt() {
        return Instant.ofEpochMilli(sentAt);
    }

    /** Since when scans have not found it; only if {@link #isGone}. */
    Instant goneSince() {
        return Instant.ofEpochMilli(goneSince);
    }

    boolean isGone() {
        return goneSince != 0;
    }

    /** Whether the receiver was sent that it is over. */
    boolean isResolvedSent() {
        return resolvedSent;
    }

    /** The same, not found by a scan. */
    Remembered gone(Instant at) {
        return isGone() ? this : new Remembered(finding(), sentAt, at.toEpochMilli(), resolvedSent);
    }

    /** The same, found again by a scan. */
    Remembered back() {
        return isGone() ? new Remembered(finding(), sentAt, 0, resolvedSent) : this;
    }

    /** The same, after the receiver was sent that it is over. */
    Remembered resolved() {
        return resolvedSent ? this : new Remembered(finding(), sentAt, goneSince, true);
    }

    boolean isSameAs(Remembered other) {
        return finding().equals(other.finding())
                && sentAt == other.sentAt
                && goneSince == other.goneSince
                && resolvedSent == other.resolvedSent;
    }

    /** A file that was edited by hand may lack what is always written. */
    boolean isComplete() {
        return id != null
                && kind != null
                && tenant != null
                && server != null
                && folder != null
                && credentialsId != null
                && text != null;
    }
}
