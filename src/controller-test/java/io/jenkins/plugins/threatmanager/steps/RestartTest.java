package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
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

    private final ControllerFixture world = new ControllerFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRestartInTheMiddleEndsTheStepClearlyAndTheNextRunConverges() throws Throwable {
        world.world().entra().behaviour().lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofDays(1));
        Cut cut = new Cut();
        world.waitingWith(cut);
        sessions.then(jenkins -> {
            world.configure();
            WorkflowJob job = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
            job.renameTo("onboard");
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            cut.waiting.await();
            jenkins.waitForMessage("tokens in a row are needed", run);
        });
        // What the thread still writes when it is stopped, a controller that is gone would not.
        Path build = sessions.getHome().toPath().resolve("jobs/security/jobs/onboard/builds/1/build.xml");
        byte[] left = Files.readAllBytes(build);
        cut.stop();
        Files.write(build, left);
        world.world().entra().behaviour().lag(Duration.ZERO);
        world.quickly();
        sessions.then(jenkins -> {
            WorkflowJob job = Jenkins.get().getItemByFullName("security/onboard", WorkflowJob.class);
            WorkflowRun run = job.getBuildByNumber(1);
            jenkins.waitForCompletion(run);
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("threatManagerOnboard", run);
            OperationReport page =
                    run.getAction(OnboardingReport.class).getOperations().get(0);
            assertThat(page.isCutOff()).isTrue();
            assertThat(page.getChanges()).anyMatch(change -> change.isDone());

            String lost = world.app().secrets().get(0).keyId();
            jenkins.assertLogContains(
                    lost + " is managed but not stored, and may be one that another run is about to store",
                    jenkins.buildAndAssertSuccess(job));
            assertThat(world.app().secrets()).hasSize(2);

            world.pass(Duration.ofDays(2));
            ControllerFixture.removeServer("tm-hand");
            jenkins.assertLogContains("done: Entra: remove client secret " + lost, jenkins.buildAndAssertSuccess(job));
            assertThat(world.app().secrets()).extracting(StandInSecret::text).containsExactly(world.held());
        });
    }

    /** From the first secret on, keeps a run waiting until it is stopped. */
    private final class Cut implements Sleeper {

        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile Thread runner;

        @Override
        public void sleep(Duration wait) throws InterruptedException {
            if (world.app().secrets().isEmpty()) {
                Sleeper.REAL.sleep(wait.dividedBy(20));
                return;
            }
            runner = Thread.currentThread();
            waiting.countDown();
            stopped.await();
            // No abort, on which the run would still take its secret back: nothing runs any more.
            throw new Error("the controller is gone");
        }

        /** Comes back when the run's thread, which is one of a pool, does nothing more for the run. */
        private void stop() throws InterruptedException {
            stopped.countDown();
            while (Stream.of(runner.getStackTrace())
                    .anyMatch(call -> call.getClassName().equals(OperationExecution.class.getName()))) {
                Thread.sleep(10);
            }
        }
    }
}
