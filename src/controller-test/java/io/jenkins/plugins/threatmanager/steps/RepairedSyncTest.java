package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A sync that failed as its secret was removed in Entra; the server's clock is years ahead of the controller's. */
@WithJenkins
class RepairedSyncTest {

    private static final String FAILED = row("Device", "2040-01-01T08:00:00Z", "2040-01-01T08:00:05Z", 0, "Failed");

    private JenkinsRule jenkins;
    private ControllerFixture world;
    private boolean repaired;
    private int looks;

    @BeforeEach
    void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        world.world().threatManager().http().faults(this::answer);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Optional<Fault> answer(StandInRequest request) {
        repaired |= request.method().equals("PUT") && request.path().contains("/Credential/");
        return request.path().endsWith("/History")
                ? Optional.of(new Fault.Refused(StandInAnswer.json(200, history())))
                : Optional.empty();
    }

    /** The failed sync; from the second look after the repair on, the next one, too. */
    private String history() {
        looks += repaired ? 1 : 0;
        List<String> rows = new ArrayList<>();
        if (looks > 2) {
            rows.add(row("Group", "2040-01-01T08:15:20Z", "2040-01-01T08:15:30Z", 7, "Complete"));
        }
        if (looks > 1) {
            rows.add(row("Device", "2040-01-01T08:15:00Z", "2040-01-01T08:15:20Z", 12, "Complete"));
        }
        rows.add(FAILED);
        return "{\"data\": [" + String.join(",", rows) + "], \"recordsTotal\": " + rows.size() + "}";
    }

    private static String row(String type, String start, String end, int objects, String status) {
        return ("{\"type\": \"%s\", \"startTime\": \"%s\", \"endTime\": \"%s\", \"totalObjects\": %d,"
                        + " \"status\": \"%s\"}")
                .formatted(type, start, end, objects, status);
    }

    @Test
    void isJudgedByTheSyncThatBeganAfterTheRepair() throws Exception {
        world.world()
                .tenant()
                .removeSecretByHand(world.app(), world.app().secrets().get(0).keyId());

        WorkflowRun run = jenkins.buildAndAssertSuccess(
                pipeline("echo \"last ${threatManagerOnboard(" + ARGUMENTS + ").lastSyncStatus}\""));

        jenkins.assertLogContains("the next sync: not started yet", run);
        jenkins.assertLogContains("last SUCCEEDED", run);
        jenkins.assertLogContains("Group: 7 objects, Complete", run);
        jenkins.assertLogNotContains("0 objects, Failed", run);
    }

    @Test
    void whereThereIsNothingToRepairTheFailureIsTold() throws Exception {
        WorkflowRun status = jenkins.buildAndAssertSuccess(
                pipeline("echo \"last ${threatManagerStatus(" + ARGUMENTS + ").lastSyncStatus}\""));
        jenkins.assertLogContains("last FAILED", status);

        WorkflowRun failed =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        jenkins.assertLogContains("ERROR: Threat Manager's sync failed: Device: 0 objects, Failed.", failed);
    }
}
