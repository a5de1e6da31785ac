package io.jenkins.plugins.threatmanager.monitor.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What one notifier was sent. Kept in a file; never changed, only replaced. */
final class NotificationMemory {

    private final String notifier;
    private final ArrayList<Remembered> sent;
    private final long lastSent;
    private final long digestChecked;
    private final boolean newSinceDigest;

    /**
     * @param notifier digest of the notifier's class and address
     * @param lastSent when an event was sent; the beginning of time if none was
     * @param digestChecked when the last digest was sent, or found not to be needed; the beginning of time at first
     * @param newSinceDigest whether anything was sent as new since the last digest
     */
    NotificationMemory(
            String notifier, List<Remembered> sent, Instant lastSent, Instant digestChecked, boolean newSinceDigest) {
        this.notifier = notifier;
        this.sent = new ArrayList<>(sent);
        this.lastSent = lastSent.toEpochMilli();
        this.digestChecked = digestChecked.toEpochMilli();
        this.newSinceDigest = newSinceDigest;
    }

    static NotificationMemory none(String notifier) {
        return new NotificationMemory(notifier, List.of(), Instant.EPOCH, Instant.EPOCH, false);
    }

    String notifier() {
        return notifier;
    }

    /** By the finding's ID, those sent longest ago first. */
    Map<String, Remembered> sent() {
        Map<String, Remembered> byId = new LinkedHashMap<>();
        sent.forEach(each -> byId.put(each.id(), each));
        return byId;
    }

    Instant lastSent() {
        return Instant.ofEpochMilli(lastSent);
    }

    Instant digestChecked() {
        return Instant.ofEpochMilli(digestChecked);
    }

    boolean isNewSinceDigest() {
        return newSinceDigest;
    }

    /** Whether there is nothing in it that the other does not say. */
    boolean isSameAs(NotificationMemory other) {
        return notifier.equals(other.notifier)
                && lastSent == other.lastSent
                && digestChecked == other.digestChecked
                && newSinceDigest == other.newSinceDigest
                && sent.size() == other.sent.size()
                && IntStream.range(0, sent.size()).allMatch(i -> sent.get(i).isSameAs(other.sent.get(i)));
    }

    /** A file that was edited by hand may lack what is always written. */
    boolean isComplete() {
        return notifier != null && sent != null && sent.stream().allMatch(Remembered::isComplete);
    }
}
