package io.jenkins.plugins.threatmanager.procedure.approval;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A plan that a person approved, and how much of it is done. Until it is begun it serves the very same plan; from then
 * on what is left of it, since an interruption can come between any two changes: each change once, and what finishes a
 * change of it. Once all of it is done, that is the removal of the client secrets that were replaced, and nothing else:
 * what others have changed since, such as a sync that a person has disabled, is no rest of it.
 *
 * @param done {@link StatedChange#exact} of the changes that need not be made again
 * @param begun whether a run has begun to carry it out
 */
public record ApprovedPlan(PlanStatement plan, Set<String> done, boolean begun) {

    public ApprovedPlan {
        done = Set.copyOf(done);
    }

    /** Nothing of it is done. */
    public static ApprovedPlan of(PlanStatement plan) {
        return new ApprovedPlan(plan, Set.of(), false);
    }

    /**
     * What a plan has that was not approved, or lacks of it, in words; empty if it may be carried out.
     *
     * @param now a plan for the present state
     */
    public List<String> differences(PlanStatement now) {
        if (!now.terms().equals(plan.terms())) {
            return now.terms().stream()
                    .filter(term -> !plan.terms().contains(term))
                    .map(term -> "asked for now: " + term)
                    .toList();
        }
        if (begun) {
            return words(now, change -> !isCovered(change), "beyond it: ");
        }
        List<String> differences = words(now, change -> !contains(plan, change), "beyond it: ");
        return differences.isEmpty()
                ? words(plan, change -> !contains(now, change), "no longer needed: ")
                : differences;
    }

    /** Whether all that a plan does is what comes long after the rest: it removes what was replaced. */
    public boolean isLastPhase(PlanStatement now) {
        return begun && now.changes().stream().allMatch(this::isOfLastPhase);
    }

    /** The same from the moment on in which a plan for the present state is carried out: what that lacks is done. */
    public ApprovedPlan begunWith(PlanStatement now) {
        Set<String> all = new HashSet<>(done);
        plan.changes().stream()
                .filter(change -> !contains(now, change))
                .map(StatedChange::exact)
                .forEach(all::add);
        return new ApprovedPlan(plan, all, true);
    }

    /** The same with one more change made. */
    public ApprovedPlan with(StatedChange made) {
        Set<String> all = new HashSet<>(done);
        all.add(made.exact());
        return new ApprovedPlan(plan, all, begun);
    }

    public boolean isCarriedOut() {
        return begun && plan.changes().stream().map(StatedChange::exact).allMatch(done::contains);
    }

    private boolean isCovered(StatedChange change) {
        return isFinish(change) || contains(plan, change) && !done.contains(change.exact());
    }

    private boolean isFinish(StatedChange change) {
        return isOfLastPhase(change) || !isCarriedOut() && finishesAny(change, made -> true);
    }

    private boolean isOfLastPhase(StatedChange change) {
        return finishesAny(change, StatedChange::gives);
    }

    private boolean finishesAny(StatedChange change, Predicate<StatedChange> which) {
        return !change.finishes().isEmpty()
                && plan.changes().stream()
                        .filter(which)
                        .anyMatch(made -> made.reaches().equals(change.finishes()));
    }

    private static boolean contains(PlanStatement plan, StatedChange change) {
        return plan.changes().stream().anyMatch(other -> other.exact().equals(change.exact()));
    }

    private static List<String> words(PlanStatement plan, Predicate<StatedChange> which, String before) {
        return plan.changes().stream()
                .filter(which)
                .map(change -> before + change.words())
                .collect(Collectors.toList());
    }
}
