package io.jenkins.plugins.threatmanager.transport.traffic;

import java.util.Locale;

/** Why an operation waits, as far as those who count waits tell reasons apart. */
public enum WaitReason {
    /** The other side asks for fewer requests. */
    THROTTLED,
    /** What was just written has not reached all of Entra, or all of a server, yet. */
    REPLICATION,
    /** An administrator has not consented yet. */
    CONSENT,
    /** Threat Manager has not begun or ended a sync yet. */
    SYNC,
    /** Something is broken, busy, or being changed by somebody else. */
    OTHER;

    /**
     * By the words that the operation says.
     *
     * @param words as {@code OperationContext.pause} takes them
     */
    public static WaitReason of(String words) {
        if (has(words, "fewer requests", "slow down", "says for how long")) {
            return THROTTLED;
        }
        if (has(words, "not reached", "known everywhere", "not in tokens yet", "before the next token")) {
            return REPLICATION;
        }
        if (has(words, "to consent")) {
            return CONSENT;
        }
        return has(words, "sync to start", "sync to finish") ? SYNC : OTHER;
    }

    private static boolean has(String words, String... some) {
        for (String each : some) {
            if (words.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** For programs: {@code throttled}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
