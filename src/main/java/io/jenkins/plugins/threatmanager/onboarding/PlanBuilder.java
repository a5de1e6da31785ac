package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.remote.Failure;
import java.util.ArrayList;
import java.util.List;

/** Collects a plan while the parts of the planner look at their resources one after the other. */
final class PlanBuilder {

    private final List<Change> changes = new ArrayList<>();
    private final List<Failure> obstacles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void change(Change change) {
        changes.add(change);
    }

    /** Whether a client secret is planned to be removed. */
    boolean removes(String keyId) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.RemoveSecret remove
                        && remove.secret().keyId().equals(keyId));
    }

    void obstacle(OnboardingProblem problem, String cause, String remedy) {
        obstacles.add(new Failure(problem, cause, remedy));
    }

    /** @param what with its article: {@code The app registration 'x'} */
    void managedElsewhere(String what, Signer signer, Controller self) {
        managedElsewhere(what, signer, self, "Run the job there, or run again with 'adopt' to take it over.");
    }

    /** @param remedy where 'adopt' is not what helps */
    void managedElsewhere(String what, Signer signer, Controller self, String remedy) {
        obstacle(OnboardingProblem.MANAGED_ELSEWHERE, what + " is managed by " + signer.words(self) + ".", remedy);
    }

    void obstacle(Failure failure) {
        obstacles.add(failure);
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    /** What differs and is not changed; it is remarked on as well. */
    void finding(String resource, String sentence) {
        findings.add(new Finding(resource, sentence));
        remark(sentence);
    }

    /** Those so far, obstacles or not. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** With an obstacle nothing is changed at all, so there are no changes to speak of. */
    Plan build() {
        return new Plan(obstacles.isEmpty() ? changes : List.of(), obstacles, remarks, findings);
    }
}
