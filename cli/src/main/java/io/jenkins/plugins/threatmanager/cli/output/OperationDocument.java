package io.jenkins.plugins.threatmanager.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * @param tenant as named in the arguments
 * @param planOnly whether nothing was to be changed
 */
public record OperationDocument(Operation operation, String tenant, boolean planOnly) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String ended(Outcome outcome, int exitCode) {
        Plan plan = outcome.plan();
        String word;
        if (operation.readsOnly()) {
            word = plan.differences() == 0 ? "inWantedState" : "differs";
        } else if (planOnly) {
            word = plan.obstacles().isEmpty() ? "planned" : "failed";
        } else {
            word = outcome.done().isEmpty() ? "unchanged" : "done";
        }
        return document(word, exitCode, Optional.of(plan), outcome.done(), Optional.of(outcome.overview()))
                .toPrettyString();
    }

    String failed(
            ProblemException problem,
            Optional<Plan> plan,
            List<Change> done,
            Optional<Overview> overview,
            int exitCode) {
        ObjectNode document = document("failed", exitCode, plan, done, overview);
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
                .put("operation", operation.command())
                .put("tenant", tenant)
                .put("planOnly", planOnly || operation.readsOnly())
                .put("outcome", word)
                .put("exitCode", exitCode);
        ArrayNode planned = document.putArray("plan");
        ArrayNode changes = document.putArray("changes");
        ArrayNode obstacles = document.putArray("obstacles");
        ArrayNode findings = document.putArray("findings");
        ArrayNode notes = document.putArray("notes");
        plan.ifPresent(known -> {
            known.changes().forEach(change -> describe(planned.addObject(), change));
            known.obstacles().forEach(obstacle -> describe(obstacles.addObject(), obstacle));
            known.findings()
                    .forEach(finding -> findings.addObject()
                            .put("resource", finding.resource().word())
                            .put("sentence", CommandLineWords.of(finding.sentence())));
            known.remarks().forEach(remark -> notes.add(CommandLineWords.of(remark)));
        });
        done.forEach(change -> describe(changes.addObject(), change));
        overview.ifPresent(known -> OverviewDocument.describe(document.putObject("overview"), known));
        return document;
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
