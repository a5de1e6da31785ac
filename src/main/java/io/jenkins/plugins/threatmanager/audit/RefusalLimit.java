package io.jenkins.plugins.threatmanager.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many refusals are written for one top folder. A job that asks for what it may not have, over and over, would
 * otherwise fill file after file of the audit log, until the oldest, with what really happened, are gone.
 */
final class RefusalLimit {

    /** Some kilobytes each: a file of default size lasts for days. */
    static final int MOST = 20;

    static final Duration WITHIN = Duration.ofHours(1);

    /** What becomes of a refusal. */
    enum Verdict {
        WRITTEN,
        LAST,
        LEFT_OUT
    }

    private record Window(Instant end, int count) {}

    private final Map<String, Window> byFolder = new HashMap<>();

    /** @param job full name; empty outside a build, which no job can cause */
    synchronized Verdict of(String job, Instant now) {
        if (job.isEmpty()) {
            return Verdict.WRITTEN;
        }
        byFolder.values().removeIf(window -> !window.end().isAfter(now));
        int count = byFolder.merge(
                        topFolder(job),
                        new Window(now.plus(WITHIN), 1),
                        (before, one) -> new Window(before.end(), Math.min(before.count() + 1, MOST + 1)))
                .count();
        return count < MOST ? Verdict.WRITTEN : count == MOST ? Verdict.LAST : Verdict.LEFT_OUT;
    }

    private static String topFolder(String job) {
        int end = job.indexOf('/');
        return end < 0 ? job : job.substring(0, end);
    }
}
