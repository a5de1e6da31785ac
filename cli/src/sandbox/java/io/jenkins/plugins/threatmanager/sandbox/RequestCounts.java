package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.util.ArrayList;
import java.util.List;

/**
 * How many requests each operation took. One thread sends one after the other, so each is a sequential round trip. The
 * least possible number is that of requests that each need the answer of the one before: a token, the app registration,
 * its service principal, consents and secret, and a token with that secret.
 */
final class RequestCounts {

    private static final String ROW = "  %-24s  %5s  %5s  %6s  %14s  %10s";

    private final StandInWorld world;
    private final List<String> lines = new ArrayList<>();
    private boolean asExpected = true;

    RequestCounts(StandInWorld world) {
        this.world = world;
        lines.add(String.format(
                ROW, "sequential round trips", "Entra", "least", "checks", "Threat Manager", "first sync"));
    }

    /**
     * Counts what was sent since the last call.
     *
     * @param least possible round trips to Entra
     * @param entra expected round trips to Entra, repeated checks of a new secret left out
     * @param checks expected repeated checks
     * @param threatManager expected requests to Threat Manager
     */
    void count(String what, int least, int entra, int checks, int threatManager) {
        int all = world.entra().httpRequests();
        int repeated = Math.max(0, world.entra().tokenRequests() - 2);
        List<StandInRequest> received = world.threatManager().http().received();
        long looks = received.stream()
                .filter(request -> request.path().endsWith("/History"))
                .count();
        lines.add(String.format(ROW, what, all - repeated, least, repeated, received.size() - looks, looks));
        asExpected &= all - repeated == entra && repeated == checks && received.size() == threatManager;
        forget();
    }

    /** What was sent until now is not counted. */
    void forget() {
        world.entra().forget();
        world.threatManager().http().forget();
    }

    /** A heading, a row for each operation, and what the columns mean. */
    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add("  least: requests that each need the answer of the one before; checks: further tokens with the new");
        all.add("  secret, since one proves nothing while Entra replicates; first sync: reads of its history, every 15"
                + " s.");
        return all;
    }

    boolean asExpected() {
        return asExpected;
    }
}
