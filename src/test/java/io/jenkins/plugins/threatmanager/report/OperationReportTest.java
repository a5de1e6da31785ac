package io.jenkins.plugins.threatmanager.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a build's page shows of a plan that is made again. */
class OperationReportTest {

    private static final Change PRINCIPAL = new Change.CreateServicePrincipal("missing");
    private static final Change PROFILE = new Change.CreateProfile("Entra", "missing");
    private static final Change OTHER = new Change.CreateProfile("Other", "missing");

    private static Plan plan(Change... changes) {
        return new Plan(List.of(changes), List.of(), List.of(), List.of());
    }

    /** After a wait for a person the rest is planned again: what was done until then stays done. */
    @Test
    void whatWasDoneStaysDone() {
        OperationReport report = new OperationReport("onboard", false);
        report.planned(plan(PRINCIPAL, PROFILE));
        report.done(PRINCIPAL);

        report.planned(plan(PRINCIPAL, OTHER));

        assertThat(report.getChanges()).extracting(PlannedChange::isDone).containsExactly(true, false);
        report.done(OTHER);
        assertThat(report.getChanges()).extracting(PlannedChange::isDone).containsExactly(true, true);
    }

    private static Change grant(String permission) {
        return new Change.GrantPermission(new AppRole(permission, permission), "not granted yet");
    }

    private static OperationReport failed(OperationReport report) {
        ProblemException problem =
                new ProblemException(ProcedureProblem.CONSENT_MISSING, "A consent is missing.", "Grant it.");
        report.failed(problem);
        report.ended(problem.getMessage());
        return report;
    }

    /** Twelve lines of consents say no more than one. */
    @Test
    void consentsThatFollowEachOtherAreOneLine() {
        OperationReport report = new OperationReport("onboard", false);
        report.planned(plan(PRINCIPAL, grant("A.Read"), grant("B.Read"), grant("C.Read"), PROFILE, OTHER));
        report.done(PRINCIPAL);
        report.done(grant("A.Read"));

        assertThat(report.getLines())
                .extracting(ChangeLine::getWhat)
                .containsExactly(
                        "create service principal",
                        "grant admin consent to 3 permissions",
                        "add Credential Profile 'Entra'",
                        "add Credential Profile 'Other'");
        ChangeLine consents = report.getLines().get(1);
        assertThat(consents.isPartlyDone()).isTrue();
        assertThat(consents.isDone()).isFalse();
        assertThat(consents.getReason()).isEqualTo("not granted yet");
        assertThat(consents.getChanges()).extracting(PlannedChange::isDone).containsExactly(true, false, false);
        assertThat(report.getLines().get(0).isDone()).isTrue();
    }

    @Test
    void oneConsentIsALineAsItIs() {
        OperationReport report = new OperationReport("onboard", false);
        report.planned(plan(grant("A.Read"), PROFILE));

        assertThat(report.getLines())
                .extracting(ChangeLine::getWhat)
                .containsExactly("grant admin consent to A.Read", "add Credential Profile 'Entra'");
        assertThat(report.getLines()).noneMatch(ChangeLine::isGroup);
    }

    @Test
    void aFailureHalfWaySaysWhatIsLeftAndWhatToDo() {
        OperationReport report = new OperationReport("onboard", false);
        report.planned(plan(PRINCIPAL, PROFILE, OTHER));
        report.done(PRINCIPAL);

        Aftermath aftermath = failed(report).getAftermath();

        assertThat(aftermath).isNotNull();
        assertThat(aftermath.getSentence()).isEqualTo("1 of 3 changes were made, and stay.");
        assertThat(aftermath.getMade()).extracting(ChangeLine::getWhat).containsExactly("create service principal");
        assertThat(aftermath.getOpen()).hasSize(2);
        assertThat(aftermath.getNext())
                .satisfiesExactly(
                        remedy -> assertThat(remedy).isEqualTo("Grant it."),
                        again -> assertThat(again)
                                .startsWith("Run the job again.")
                                .contains("interrupted"));
        assertThat(report.getTroubles()).containsExactly("A consent is missing. [onboarding-consent-missing]");
    }

    @Test
    void whatIsLeftDependsOnHowFarItCame() {
        OperationReport before = new OperationReport("onboard", false);
        OperationReport none = new OperationReport("onboard", false);
        none.planned(plan(PRINCIPAL, PROFILE));
        OperationReport all = new OperationReport("onboard", false);
        all.planned(plan(PRINCIPAL));
        all.done(PRINCIPAL);
        OperationReport plan = new OperationReport("onboard", true);
        plan.planned(plan(PRINCIPAL));

        assertThat(failed(before).getAftermath().getSentence()).isEqualTo("Nothing was changed.");
        assertThat(failed(none).getAftermath().getSentence())
                .isEqualTo("None of the 2 changes is known to have been made.");
        assertThat(failed(all).getAftermath().getSentence()).contains("The one change of the plan was made, and stays");
        assertThat(failed(plan).getAftermath().getSentence()).isEqualTo("Nothing was changed.");
        assertThat(plan.getAftermath().getOpen()).isEmpty();
    }

    @Test
    void nothingIsLeftToDoOfWhatWentWellOrStillRuns() {
        OperationReport report = new OperationReport("onboard", false);
        assertThat(report.getAftermath()).isNull();
        report.ended("");
        assertThat(report.getAftermath()).isNull();
        report.ended("An unexpected error.");
        assertThat(report.getAftermath().getNext()).containsExactly("Run the job again.");
    }

    @Test
    void theStatusNamesTheChangeThatWasMadeLast() {
        OperationReport report = new OperationReport("onboard", false);
        report.says("reading");
        assertThat(report.getNow()).isEqualTo("reading");
        assertThat(report.getSummary().getStatus()).isEqualTo("Reading how it stands.");
        report.planned(plan(PRINCIPAL, PROFILE));
        assertThat(report.getSummary().getStatus()).isEqualTo("0 of 2 changes made.");
        report.done(PRINCIPAL);
        assertThat(report.getSummary().getStatus()).isEqualTo("1 of 2 changes made. Last: create service principal.");
        report.ended("");
        assertThat(report.getNow()).isNull();
        assertThat(report.getSummary().getLines()).containsExactly("1 of 2 changes made.");
    }
}
