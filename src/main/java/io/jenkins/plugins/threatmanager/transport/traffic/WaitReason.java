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
     * By the words of the tables of what is repeated; other waits say it themselves.
     *
     * @param words as {@code OperationContext.pause} takes them
     */
    public static WaitReason of(String words) {
        if (has(words, "fewer requests", "slow down", "says for how long")) {
            return THROTTLED;
        }
        if (has(words, "not reached", "not in tokens yet")) {
            return REPLICATION;
        }
        return OTHER;
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
