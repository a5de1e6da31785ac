package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes in order, obstacles, and findings.
 *
 * @param changes in the order in which they would be made
 * @param obstacles reasons for which nothing at all may be changed; where only the plan was asked for, and there are
 *     changes besides, also what keeps a run from being carried out to its end
 * @param remarks full sentences, those of the findings included
 * @param findings differences that no change fixes
 */
public record Plan(
        List<Change> changes, List<ProblemException> obstacles, List<String> remarks, List<Finding> findings) {

    public Plan {
        changes = List.copyOf(changes);
        obstacles = List.copyOf(obstacles);
        remarks = remarks.stream().map(RemoteText::printable).toList();
        findings = List.copyOf(findings);
    }

    /**
     * Something that differs from what is wanted and that no change of the plan fixes: it takes a person, or another
     * argument.
     *
     * @param sentence what differs and what to do about it; no secret
     */
    public record Finding(Resource resource, String sentence) {
        public Finding {
            sentence = RemoteText.printable(sentence);
        }
    }

    /** The same with one more finding. */
    public Plan with(Finding finding) {
        return new Plan(changes, obstacles, plus(remarks, finding.sentence()), plus(findings, finding));
    }

    /** The same with one more remark. */
    public Plan with(String remark) {
        return new Plan(changes, obstacles, plus(remarks, remark), findings);
    }

    /** Nothing of it is done. */
    Plan stoppedBy(ProblemException obstacle) {
        return new Plan(List.of(), plus(obstacles, obstacle), remarks, findings);
    }

    /** Its changes are those of a run, which fails all the same in the end. */
    Plan notToTheEnd(ProblemException obstacle) {
        return new Plan(changes, plus(obstacles, obstacle), remarks, findings);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        return Stream.concat(list.stream(), Stream.of(item)).toList();
    }

    /** The number of differences from the wanted state; an obstacle counts as one, too. */
    public int differences() {
        return changes.size() + obstacles.size() + findings.size();
    }

    public boolean changesNothing() {
        return changes.isEmpty();
    }

    /**
     * Whether it might be another plan if one more Credential Profile turned out to hold the app's client ID: it
     * changes something in Threat Manager, a secret comes or goes, or it cannot be carried out.
     */
    public boolean dependsOnProfiles() {
        return !obstacles.isEmpty()
                || changes.stream()
                        .anyMatch(change -> change.place() == Resource.Place.THREAT_MANAGER
                                || change instanceof Change.AddSecret
                                || change instanceof Change.RemoveSecret);
    }

    /**
     * @throws ProblemException the first obstacle, if there is any
     */
    public void requirePossible() {
        if (!obstacles.isEmpty()) {
            throw obstacles.get(0);
        }
    }

    /** The same where nothing is going to be done: what differs from what is wanted, a line each; says so if nothing does. */
    public List<String> differenceLines() {
        List<String> lines = new java.util.ArrayList<>();
        if (changes.isEmpty() && obstacles.isEmpty()) {
            lines.add("no difference from the wanted state that a run would change");
        } else {
            lines.add("What differs from the wanted state, and what a run would do:");
        }
        for (Change change : changes) {
            lines.add("- " + change.line());
        }
        for (ProblemException obstacle : obstacles) {
            lines.add("- a run would fail: " + obstacle.getMessage());
        }
        for (String remark : remarks) {
            lines.add("note: " + remark);
        }
        return lines;
    }

    /** The plan as people read it, a line each; says so if there is nothing to do. */
    public List<String> lines() {
        List<String> lines = new java.util.ArrayList<>();
        for (ProblemException obstacle : obstacles) {
            lines.add("cannot continue: " + obstacle.getMessage());
        }
        if (changes.isEmpty() && obstacles.isEmpty()) {
            lines.add("no change needed");
        }
        for (int i = 0; i < changes.size(); i++) {
            lines.add((i + 1) + ". " + changes.get(i).line());
        }
        for (String remark : remarks) {
            lines.add("note: " + remark);
        }
        return lines;
    }
}
