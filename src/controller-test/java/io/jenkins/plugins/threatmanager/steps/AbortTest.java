package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What is waited for here never comes: that a build ends at all shows that the abort ended the wait. */
@WithJenkins
class AbortTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aWaitEndsAtOnceAndTheNextRunGoesOn() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        world.waitingWith(wait -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        WorkflowJob job = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        waiting.await();

        run.doStop();
        interrupted.await();

        assertAborted(run);
        assertThat(page(run).getFailure()).startsWith("The build was aborted. Run again");
        assertThat(page(run).getChanges()).anyMatch(change -> change.isDone()).anyMatch(change -> !change.isDone());

        world.world().entra().behaviour().lag(Duration.ZERO);
        world.quickly();
        jenkins.buildAndAssertSuccess(job);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void aRequestWithoutAnswerIsGivenUpToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        world.world().threatManager().http().faults(request -> {
            asked.countDown();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        FreeStyleProject job = ControllerFixture.folder().createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList()
                .add(new ThreatManagerBuilder(new OnboardStep("contoso", "tm-prod", ControllerFixture.CREDENTIALS_ID)));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        asked.await();

        build.doStop();

        assertAborted(build);
        assertThat(page(build).getFailure()).startsWith("The build was aborted.");
        closing.countDown();
    }

    private void assertAborted(Run<?, ?> run) throws Exception {
        jenkins.waitForCompletion(run);
        jenkins.assertBuildStatus(Result.ABORTED, run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    /** The step's thread may end a little later than the build. */
    private static OperationReport page(Run<?, ?> run) {
        OperationReport page =
                run.getAction(OnboardingReport.class).getOperations().get(0);
        while (page.isRunning()) {
            Thread.onSpinWait();
        }
        return page;
    }
}
