package io.jenkins.plugins.threatmanager.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes where: lines for people, one document for programs, problems. */
class OperationOutputTest {

    private static final ProblemException NOT_MANAGED =
            new ProblemException(ProcedureProblem.NOT_MANAGED, "The app is not managed.", "Run again with 'adopt'.");
    private static final ProblemException NO_CONSENT =
            new ProblemException(ProcedureProblem.CONSENT_MISSING, "A consent is missing.", "Let somebody consent.");
    private static final Change REMOVE =
            new Change.RemoveCredential("contoso-tm", "vault file vault.p12", "it is not needed any more");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private OperationOutput output(OutputFormat format, Operation operation) {
        return new OperationOutput(
                format, operation.readsOnly(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static OperationDocument document(Operation operation, boolean planOnly) {
        return new OperationDocument(operation, "contoso", planOnly, "");
    }

    private static Plan plan(List<Change> changes, ProblemException... obstacles) {
        return new Plan(changes, List.of(obstacles), List.of(), List.of());
    }

    private static Overview overview() {
        return Overview.builder("contoso", "contoso.onmicrosoft.com", "aaaaaaaa-0000-0000-0000-000000000000")
                .app(Optional.of(new Overview.App("TM", "client-id", "object-id")))
                .permissions(List.of(new Overview.Permission("User.Read.All", true, false)))
                .secret(Optional.of(new Overview.Secret(
                        "contoso-tm", "vault file vault.p12", "key-id", Instant.parse("2028-11-23T08:00:00Z"))))
                .byHand(List.of(
                        new Instruction("Page", "Password", Instruction.Kind.COPY_FROM_JENKINS, "contoso-tm", "")))
                .handOff(Optional.of(new Overview.HandOff(DoneByHand.Task.ENTER, "key", List.of("tm-hand"))))
                .build();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void aPersonReadsTheTableAndHowToGetAtTheSecret() {
        OperationOutput output = output(OutputFormat.TEXT, Operation.ONBOARD);
        Plan plan = plan(List.of(REMOVE));
        output.planned(plan);
        output.lines(plan).forEach(output::say);
        output.ended(new Outcome(plan, List.of(REMOVE), overview()), document(Operation.ONBOARD, false), 0);
        assertThat(out.toString())
                .contains("1. Vault: remove", "Client ID           client-id")
                .contains(
                        "In \"Password\", paste the client secret, which 'threat-manager vault get contoso-tm' shows.")
                .doesNotContain("Jenkins");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aPlanThatCannotBeCarriedOutSaysEachObstacleOnce() {
        OperationOutput output = output(OutputFormat.TEXT, Operation.ONBOARD);
        Plan plan = plan(List.of(REMOVE), NOT_MANAGED, NO_CONSENT);
        output.planned(plan);
        output.lines(plan).forEach(output::say);
        output.ended(new Outcome(plan, List.of(), overview()), document(Operation.ONBOARD, true), 1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "The app is not managed. Run again with --adopt. [onboarding-not-managed]",
                        "A consent is missing. Let somebody consent. [onboarding-consent-missing]");
        assertThat(out.toString()).contains("1. Vault: remove").doesNotContain("not managed", "consent is missing");
    }

    @Test
    void aRunThatObstaclesStopSaysEachOnce() {
        OperationOutput output = output(OutputFormat.TEXT, Operation.ONBOARD);
        Plan plan = plan(List.of(), NOT_MANAGED, NO_CONSENT);
        output.planned(plan);
        output.lines(plan).forEach(output::say);
        output.failed(NOT_MANAGED, document(Operation.ONBOARD, false), 1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aStatusIsNoListOfThingsToDo() {
        OperationOutput output = output(OutputFormat.TEXT, Operation.STATUS);
        Plan plan = plan(List.of(REMOVE), NOT_MANAGED).with(new Plan.Finding(Resource.CONSENT, "A consent is extra."));
        output.planned(plan);
        output.lines(plan).forEach(output::say);
        output.ended(new Outcome(plan, List.of(), overview()), document(Operation.STATUS, false), 0);
        assertThat(out.toString().lines())
                .startsWith(
                        "What differs from the wanted state, and what a run would do:",
                        "- " + CommandLineWords.of(REMOVE.line()),
                        "- a run would fail: The app is not managed. Run again with --adopt. [onboarding-not-managed]",
                        "note: A consent is extra.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aStatusWithoutDifference() {
        assertThat(output(OutputFormat.TEXT, Operation.STATUS).lines(plan(List.of())))
                .containsExactly("no difference from the wanted state that a run would change");
    }

    @Test
    void aProgramReadsOneDocument() throws IOException {
        OperationOutput output = output(OutputFormat.JSON, Operation.ONBOARD);
        Plan plan = plan(List.of(REMOVE)).with(new Plan.Finding(Resource.CONSENT, "See 'adopt'."));
        output.say("reading tenant contoso.onmicrosoft.com");
        output.planned(plan);
        output.lines(plan).forEach(output::say);
        output.ended(new Outcome(plan, List.of(REMOVE), overview()), document(Operation.ONBOARD, false), 0);
        assertThat(err.toString()).contains("reading tenant", "1. Vault: remove");
        JsonNode json = json();
        assertThat(json.path("operation").asText()).isEqualTo("onboard");
        assertThat(json.path("tenant").asText()).isEqualTo("contoso");
        assertThat(json.path("outcome").asText()).isEqualTo("done");
        assertThat(json.path("exitCode").asInt(-1)).isZero();
        assertThat(json.path("plan")).isEqualTo(json.path("changes"));
        assertThat(json.at("/changes/0/place").asText()).isEqualTo("Vault");
        assertThat(json.at("/changes/0/reason").asText()).isEqualTo("it is not needed any more");
        assertThat(json.at("/findings/0/sentence").asText()).isEqualTo("See --adopt.");
        assertThat(json.at("/overview/app/clientId").asText()).isEqualTo("client-id");
        assertThat(json.at("/overview/permissions/0/granted").asBoolean(true)).isFalse();
        assertThat(json.at("/overview/secret/expires").asText()).isEqualTo("2028-11-23T08:00:00Z");
        assertThat(json.at("/overview/byHand/0").asText()).contains("threat-manager vault get contoso-tm");
    }

    @Test
    void aProgramReadsWhyItFailed() throws IOException {
        OperationOutput output = output(OutputFormat.JSON, Operation.ROTATE_SECRET);
        output.planned(plan(List.of(REMOVE)));
        output.done(REMOVE);
        output.failed(NO_CONSENT.withReference("request-id 1"), document(Operation.ROTATE_SECRET, false), 1);
        JsonNode json = json();
        assertThat(json.path("outcome").asText()).isEqualTo("failed");
        assertThat(json.path("exitCode").asInt()).isEqualTo(1);
        assertThat(json.path("changes")).hasSize(1);
        assertThat(json.at("/problem/code").asText()).isEqualTo("onboarding-consent-missing");
        assertThat(json.at("/problem/cause").asText()).isEqualTo("A consent is missing.");
        assertThat(json.at("/problem/remedy").asText()).isEqualTo("Let somebody consent.");
        assertThat(json.at("/problem/reference").asText()).isEqualTo("request-id 1");
        assertThat(err.toString().lines())
                .containsExactly(
                        "A consent is missing. Let somebody consent. (request-id 1) [onboarding-consent-missing]");
    }

    /** The sentences of findings are those of the plan's remarks, too. */
    @Test
    void aFindingIsNoNote() throws IOException {
        Plan plan = plan(List.of())
                .with(new Plan.Finding(Resource.CONSENT, "A consent is extra."))
                .with("Something else.");
        OperationOutput output = output(OutputFormat.JSON, Operation.STATUS);
        output.ended(new Outcome(plan, List.of(), overview()), document(Operation.STATUS, false), 0);
        assertThat(json().path("findings")).hasSize(1);
        assertThat(json().path("notes")).hasSize(1);
        assertThat(json().at("/notes/0").asText()).isEqualTo("Something else.");
    }

    /** Otherwise a person who copies the command looks into another file. */
    @Test
    void anInstructionNamesTheVaultFileThatWasGiven() throws IOException {
        OperationDocument elsewhere =
                new OperationDocument(Operation.ONBOARD, "contoso", false, " --vault /etc/threat-manager/v.p12");
        String command = "threat-manager vault get contoso-tm --vault /etc/threat-manager/v.p12";
        Outcome outcome = new Outcome(plan(List.of()), List.of(), overview());
        output(OutputFormat.TEXT, Operation.ONBOARD).ended(outcome, elsewhere, 0);
        assertThat(out.toString()).contains(command);
        out.getBuffer().setLength(0);
        output(OutputFormat.JSON, Operation.ONBOARD).ended(outcome, elsewhere, 0);
        assertThat(json().at("/overview/byHand/0").asText()).contains(command);
    }

    /** An off-boarding fails until a person has done what is listed. */
    @Test
    void aPersonReadsWhatToDoAfterAFailureToo() {
        OperationOutput output = output(OutputFormat.TEXT, Operation.OFFBOARD);
        output.overview(overview());
        output.failed(NO_CONSENT, document(Operation.OFFBOARD, false), 1);
        assertThat(out.toString())
                .contains("To do by hand")
                .contains("paste the client secret")
                .contains("When all of this is done, run again with --confirm.");
    }

    @Test
    void aProgramReadsThatItWasStopped() throws IOException {
        output(OutputFormat.JSON, Operation.ONBOARD).stopped(document(Operation.ONBOARD, false));
        assertThat(json().path("outcome").asText()).isEqualTo("stopped");
        assertThat(json().has("exitCode")).isFalse();
    }
}
