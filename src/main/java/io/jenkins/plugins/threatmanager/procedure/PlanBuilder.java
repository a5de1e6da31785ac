package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Collects a plan while the parts of the planner look at their resources one after the other. */
public final class PlanBuilder {

    private final List<Change> changes = new ArrayList<>();
    private final List<ProblemException> obstacles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<Plan.Finding> findings = new ArrayList<>();

    public void change(Change change) {
        changes.add(change);
    }

    /** Whether a client secret is planned to be removed. */
    public boolean removes(String keyId) {
        return changes.stream()
                .anyMatch(change -> change instanceof Change.RemoveSecret remove
                        && remove.secret().keyId().equals(keyId));
    }

    public void obstacle(ProcedureProblem problem, String cause, String remedy) {
        obstacles.add(new ProblemException(problem, cause, remedy));
    }

    /** @param what with its article: {@code The app registration 'x'} */
    public void managedElsewhere(String what, Signer signer, Controller self) {
        managedElsewhere(what, signer, self, "Run it there, or run again with 'adopt' to take it over.");
    }

    /** @param remedy where 'adopt' is not what helps */
    public void managedElsewhere(String what, Signer signer, Controller self, String remedy) {
        obstacle(ProcedureProblem.MANAGED_ELSEWHERE, what + " is managed by " + signer.words(self) + ".", remedy);
    }

    /** @return whether it may obtain tokens; if not, an administrator has switched it off, and nobody works around that */
    public boolean requireEnabled(Application app) {
        boolean signIn =
                app.servicePrincipal().filter(principal -> !principal.enabled()).isEmpty();
        if (!app.disabled() && signIn) {
            return true;
        }
        obstacle(
                ProcedureProblem.SWITCHED_OFF,
                (app.disabled()
                                ? "The app registration '" + app.displayName() + "' (" + app.appId()
                                        + ") has been deactivated in Entra"
                                : "Sign-in of the enterprise application '" + app.displayName() + "' (" + app.appId()
                                        + ") is disabled in Entra")
                        + ", so it obtains no tokens and is left as it is.",
                "If the sync is to continue, let an administrator lift it on the page Threat Manager, or"
                        + " enable it in the Entra admin center.");
        return false;
    }

    public void obstacle(ProblemException failure) {
        obstacles.add(failure);
    }

    public void remark(String sentence) {
        remarks.add(sentence);
    }

    /** What differs and is not changed; it is remarked on as well. */
    public void finding(Resource resource, String sentence) {
        findings.add(new Plan.Finding(resource, sentence));
        remark(sentence);
    }

    /** Those so far, obstacles or not. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** With an obstacle nothing is changed at all, so there are no changes to speak of. */
    public Plan build() {
        return new Plan(obstacles.isEmpty() ? changes : List.of(), obstacles, remarks, findings);
    }
}
