package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one tenant of a fleet. Never a secret.
 *
 * @param tenant its name, as the configuration or the step's argument has it
 * @param planned whether its plan was made: from then on a failure is one of the operation itself
 * @param sentence why it failed or was refused; empty otherwise
 * @param changes those planned or made, a line each
 * @param facts names and values of what the operation returns, such as {@code expires}
 * @param at since when it is in this state
 */
public record FleetEntry(
        String tenant,
        FleetState state,
        boolean planned,
        String sentence,
        List<String> changes,
        Map<String, String> facts,
        Instant at) {

    /** More than any operation makes; a bound for what is kept with a build. */
    static final int MOST_CHANGES = 100;

    public FleetEntry {
        changes = List.copyOf(changes.subList(0, Math.min(changes.size(), MOST_CHANGES)));
        facts = Map.copyOf(facts);
    }

    /** One that is selected. */
    public static FleetEntry of(String tenant, Instant now) {
        return new FleetEntry(tenant, FleetState.WAITING, false, "", List.of(), Map.of(), now);
    }

    /** The same in another state, for no reason that has to be said. */
    public FleetEntry now(FleetState next, Instant since) {
        return new FleetEntry(tenant, next, planned || next == FleetState.PLANNED, sentence, changes, facts, since);
    }

    /** The same, with a sentence that says why. */
    public FleetEntry because(String why) {
        return new FleetEntry(tenant, state, planned, why, changes, facts, at);
    }

    /** The same, with what the operation returned. */
    public FleetEntry with(List<String> made, Map<String, String> returned) {
        return new FleetEntry(tenant, state, planned, sentence, made, returned, at);
    }

    /** As texts, in the order in which {@link #ofFields} takes them. */
    List<String> fields() {
        return List.of(
                tenant,
                state.name(),
                Boolean.toString(planned),
                at.toString(),
                sentence,
                FleetLine.list(changes),
                FleetLine.map(facts));
    }

    /** @throws RuntimeException if these are no fields */
    static FleetEntry ofFields(List<String> fields) {
        return new FleetEntry(
                fields.get(0),
                FleetState.valueOf(fields.get(1)),
                Boolean.parseBoolean(fields.get(2)),
                fields.get(4),
                FleetLine.list(fields.get(5)),
                FleetLine.map(fields.get(6)),
                Instant.parse(fields.get(3)));
    }

    /** A value of the operation's result. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }
}
