package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class RestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerWorld world = new ControllerWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRestartInTheMiddleEndsTheStepClearlyAndTheNextRunConverges() throws Throwable {
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        world.inRealTime();
        sessions.then(jenkins -> {
            world.configure();
            WorkflowJob job = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
            job.renameTo("onboard");
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("waiting", run);
        });
        world.world().entra().behaviour().lag(Duration.ZERO);
        sessions.then(jenkins -> {
            WorkflowJob job = Jenkins.get().getItemByFullName("security/onboard", WorkflowJob.class);
            WorkflowRun run = job.getBuildByNumber(1);
            jenkins.waitForCompletion(run);
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("threatManagerOnboard", run);
            OperationReport page =
                    run.getAction(OnboardingReport.class).getOperations().get(0);
            assertThat(page.isCutOff() || page.getFailure() != null).isTrue();
            assertThat(page.getChanges()).anyMatch(change -> change.isDone());

            jenkins.buildAndAssertSuccess(job);
            assertThat(world.app().secrets()).hasSize(1);
        });
    }
}
