package io.jenkins.plugins.threatmanager.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan as what differs, resource by resource, in words that a Pipeline can compare. Pure. */
public final class Drift {

    private Drift() {}

    /**
     * Planned changes and remaining differences; obstacles come first, as {@code
     * obstacle}.
     */
    public static LinkedHashMap<String, ArrayList<String>> of(Plan plan) {
        LinkedHashMap<String, ArrayList<String>> drift = new LinkedHashMap<>();
        plan.obstacles().forEach(obstacle -> add(drift, "obstacle", obstacle.getMessage()));
        plan.changes().forEach(change -> add(drift, change.resource().word(), change.line()));
        plan.findings().forEach(finding -> add(drift, finding.resource().word(), finding.sentence()));
        return drift;
    }

    private static void add(Map<String, ArrayList<String>> drift, String resource, String line) {
        drift.computeIfAbsent(resource, key -> new ArrayList<>()).add(line);
    }
}
