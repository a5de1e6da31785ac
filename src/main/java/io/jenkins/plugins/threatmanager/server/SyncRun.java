package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of Sync History: one object type in one run.
 *
 * @param type the object class, in the server's words
 * @param started by the server's clock; of a row that has not begun, the latest time known
 * @param ended empty while it runs
 * @param state what the API profile says the status word means
 * @param statusWord the server's own word
 * @param totalObjects as counted by the server; 0 if unknown
 */
public record SyncRun(
        String type, Instant started, Optional<Instant> ended, State state, String statusWord, long totalObjects) {

    public SyncRun {
        type = RemoteText.printable(type);
        statusWord = RemoteText.printable(statusWord);
    }

    /** Without an end it runs, whatever its word says. */
    public boolean isRunning() {
        return ended.isEmpty() || state == State.RUNNING;
    }

    /** Whether it is the same row, perhaps at another time. */
    boolean isSameAs(SyncRun other) {
        return type.equals(other.type) && started.equals(other.started);
    }

    /** What a status word means. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** A word that the API profile does not list. */
        UNKNOWN
    }
}
