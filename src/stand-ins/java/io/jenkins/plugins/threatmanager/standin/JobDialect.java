package io.jenkins.plugins.threatmanager.standin;

import static io.jenkins.plugins.threatmanager.standin.RelativeDialect.SYNC;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Test Connection begins a job whose state is asked for by its number; there is no OpenAPI document. */
public final class JobDialect extends DialectVariation {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JobDialect() {
        this(new PendingTests());
    }

    private JobDialect(PendingTests jobs) {
        super(
                "jobs",
                new RelativeDialect(),
                List.of("POST " + SYNC + "/TestConnection"),
                List.of(
                        ThreatManagerRoute.of("POST", SYNC + "/TestConnection", call -> begin(call, jobs)),
                        ThreatManagerRoute.of("GET", "/api/v1/Job/{job}", call -> state(call, jobs))));
    }

    @Override
    public boolean documented() {
        return false;
    }

    private static StandInAnswer begin(ThreatManagerCall call, PendingTests jobs) {
        JsonNode body = call.body("tenant", "azureCloud", "credentialProfileId");
        long id = jobs.begin(call.console()
                .testConnection(
                        ThreatManagerCall.text(body, "tenant"),
                        RelativeDialect.cloud(body),
                        ThreatManagerCall.number(body, "credentialProfileId")));
        ObjectNode answer = JSON.createObjectNode().put("status", "Accepted");
        answer.putObject("job").put("id", id);
        return StandInAnswer.json(202, answer.toString());
    }

    private static StandInAnswer state(ThreatManagerCall call, PendingTests jobs) {
        PendingTests.State state = jobs.state(call.number("job"));
        ObjectNode answer = JSON.createObjectNode();
        state.result()
                .ifPresentOrElse(
                        result -> answer.put("state", result.passed() ? "Succeeded" : "Failed")
                                .put("error", result.passed() ? null : result.message()),
                        () -> answer.put("state", state.asked() == 1 ? "Queued" : "Running"));
        return RelativeDialect.ok(answer);
    }
}
