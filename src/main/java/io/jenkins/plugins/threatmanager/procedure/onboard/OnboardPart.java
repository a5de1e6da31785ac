package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run does without giving its lock away: from one observation, by one plan. Most runs have one part.
 *
 * @param plan what this part is to do
 * @param state what is known: begins as observed, follows each change
 * @param before what earlier parts have done
 */
record OnboardPart(
        OnboardRequest request,
        Observation observed,
        List<AppRole> wanted,
        Plan plan,
        ApplyState state,
        Before before) {

    OnboardPart {
        wanted = List.copyOf(wanted);
    }

    /**
     * What earlier parts of a run have done.
     *
     * @param settled their changes, with the consents that they left to a person
     * @param made those that they made themselves
     * @param renewed whether they have stored a new secret in place of another
     */
    record Before(List<Change> settled, List<Change> made, boolean renewed) {

        static final Before NOTHING = new Before(List.of(), List.of(), false);

        Before {
            settled = List.copyOf(settled);
            made = List.copyOf(made);
        }
    }

    /** What is done once this part has come as far as its applier has. */
    Before then(OnboardApplier applier) {
        return new Before(plus(before.settled(), applier.settled()), plus(before.made(), applier.done()), renewed());
    }

    /** The plan of the whole run: what earlier parts have done, and what was planned after that. */
    Plan whole() {
        List<Change> earlier = before.settled().stream()
                .filter(change -> !plan.changes().contains(change))
                .toList();
        return new Plan(plus(earlier, plan.changes()), plan.obstacles(), plan.remarks(), plan.findings());
    }

    /** Whether the run has stored a new secret in place of another. */
    boolean renewed() {
        return before.renewed()
                || state.issued().isPresent() && observed.stored().isPresent();
    }

    private static List<Change> plus(List<Change> some, List<Change> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
