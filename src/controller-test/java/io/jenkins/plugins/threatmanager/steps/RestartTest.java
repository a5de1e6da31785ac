package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A restart of the controller in the middle of a step ends the build clearly, and running again goes on from there. */
class RestartTest {

    private static final String JOB = "security/onboard";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerWorld world = new ControllerWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aRestartDuringTheFirstSync() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = pipeline(world.folder("security"), "onboard", "threatManagerOnboard(" + ARGUMENTS + ")");
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("waiting 15 s: the first sync goes on", run);
        });
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class);
            WorkflowRun interrupted = job.getBuildByNumber(1);
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(interrupted));
            jenkins.assertLogContains("cannot be resumed after a controller restart", interrupted);
            jenkins.assertLogContains("retry(conditions: [nonresumable()]", interrupted);
            assertThat(interrupted.getAction(OnboardingReport.class).getOperations())
                    .singleElement()
                    .satisfies(part -> assertThat(part.getChanges()).hasSize(18))
                    .satisfies(part -> assertThat(part.getChanges()).allMatch(change -> change.isDone()));

            WorkflowRun again = jenkins.buildAndAssertSuccess(job);
            jenkins.assertLogContains("no change needed", again);
        });
        assertThat(world.clientSecrets()).hasSize(1);
    }

    @Test
    void retryRunsItAgainByItself() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = pipeline(
                    world.folder("security"),
                    "onboard",
                    "retry(count: 2, conditions: [nonresumable()]) { threatManagerOnboard(" + ARGUMENTS + ") }");
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("done: Jenkins: store client secret", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName(JOB, WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("enabled, first sync", run);
        });
        assertThat(world.clientSecrets()).hasSize(1);
        assertThat(world.threatManager().console().syncs()).hasSize(1);
    }
}
