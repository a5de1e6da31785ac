package io.jenkins.plugins.threatmanager.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * How an operation ended, as one JSON document: docs/command-line.md describes it. Never holds a secret. Times are
 * ISO-8601 in UTC; what is not known is absent, and lists are always there.
 *
 * @param command as the command line calls the operation
 * @param readsOnly whether it never does what it plans
 * @param tenant as named in the arguments
 * @param planOnly whether nothing was to be changed
 * @param vaultOption which vault file, as an option after a blank; empty for the usual one
 */
public record OperationDocument(
        String command, boolean readsOnly, String tenant, boolean planOnly, String vaultOption) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LISTS = List.of("plan", "changes", "obstacles", "findings", "notes");
    private static final String FAILED = "failed";

    public OperationDocument(Operation operation, String tenant, boolean planOnly, String vaultOption) {
        this(operation.command(), operation.readsOnly(), tenant, planOnly, vaultOption);
    }

    /** Of a command that failed before it was known what it is about, or that is no operation. */
    public static String failed(ProblemException problem, int exitCode) {
        ObjectNode document = JSON.createObjectNode().put("outcome", FAILED).put("exitCode", exitCode);
        LISTS.forEach(document::putArray);
        describe(document.putObject("problem"), problem);
        return document.toPrettyString();
    }

    String ended(Outcome outcome, Optional<String> digest, int exitCode) {
        Plan plan = outcome.plan();
        String word;
        if (readsOnly) {
            word = plan.differences() == 0 ? "inWantedState" : "differs";
        } else if (planOnly) {
            word = plan.obstacles().isEmpty() ? "planned" : FAILED;
        } else {
            word = outcome.done().isEmpty() ? "unchanged" : "done";
        }
        ObjectNode document =
                document(word, exitCode, Optional.of(plan), outcome.done(), Optional.of(outcome.overview()));
        digest.ifPresent(shown -> document.put("digest", shown));
        return document.toPrettyString();
    }

    String failed(
            ProblemException problem,
            Optional<Plan> plan,
            List<Change> done,
            Optional<Overview> overview,
            int exitCode) {
        ObjectNode document = document(FAILED, exitCode, plan, done, overview);
        describe(document.putObject("problem"), problem);
        return document.toPrettyString();
    }

    /** Its exit code is the signal's. */
    String stopped(Optional<Plan> plan, List<Change> done, Optional<Overview> overview) {
        ObjectNode document = document("stopped", 0, plan, done, overview);
        document.remove("exitCode");
        return document.toPrettyString();
    }

    private ObjectNode document(
            String word, int exitCode, Optional<Plan> plan, List<Change> done, Optional<Overview> overview) {
        ObjectNode document = JSON.createObjectNode()
                .put("operation", command)
                .put("tenant", tenant)
                .put("planOnly", planOnly || readsOnly)
                .put("outcome", word)
                .put("exitCode", exitCode);
        LISTS.forEach(document::putArray);
        plan.ifPresent(known -> describe(document, known));
        done.forEach(change -> describe(document.withArray("changes").addObject(), change));
        overview.ifPresent(known -> OverviewDocument.describe(document.putObject("overview"), known, vaultOption));
        return document;
    }

    private static void describe(ObjectNode document, Plan plan) {
        plan.changes().forEach(change -> describe(document.withArray("plan").addObject(), change));
        plan.obstacles()
                .forEach(obstacle -> describe(document.withArray("obstacles").addObject(), obstacle));
        plan.findings()
                .forEach(finding -> document.withArray("findings")
                        .addObject()
                        .put("resource", finding.resource().word())
                        .put("sentence", CommandLineWords.of(finding.sentence())));
        List<String> found =
                plan.findings().stream().map(Plan.Finding::sentence).toList();
        plan.remarks().stream()
                .filter(remark -> !found.contains(remark))
                .forEach(remark -> document.withArray("notes").add(CommandLineWords.of(remark)));
    }

    private static void describe(ObjectNode node, Change change) {
        node.put("place", CommandLineWords.place(change.place()))
                .put("change", CommandLineWords.of(change.what()))
                .put("reason", CommandLineWords.of(change.reason()));
    }

    private static void describe(ObjectNode node, ProblemException problem) {
        node.put("code", problem.problem().code())
                .put("cause", CommandLineWords.of(problem.cause()))
                .put("remedy", CommandLineWords.of(problem.remedy()));
        if (!problem.reference().isEmpty()) {
            node.put("reference", problem.reference());
        }
    }
}
