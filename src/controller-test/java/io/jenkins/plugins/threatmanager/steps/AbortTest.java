package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** An abort ends whatever a step waits for, at once. */
@WithJenkins
class AbortTest {

    /** A second, and what a busy machine needs to write a build's end. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final ControllerWorld world = new ControllerWorld();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = world.folder("security");
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        world.close();
    }

    @Test
    void whileThreatManagerDoesNotAnswer() throws Exception {
        blockThreatManager(path -> true);
        WorkflowRun run = pipeline(folder, "job", "threatManagerOnboard(" + ARGUMENTS + ")")
                .scheduleBuild2(0)
                .waitForStart();
        assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();

        assertEndsAtOnce(run, run::doStop);
    }

    @Test
    void whileEntraDoesNotAnswer() throws Exception {
        world.entra().http().faults(request -> block());
        WorkflowRun run = pipeline(folder, "job", "threatManagerRegisterApp tenant: 'contoso'")
                .scheduleBuild2(0)
                .waitForStart();
        assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();

        assertEndsAtOnce(run, run::doStop);
    }

    @Test
    void whileTheFirstSyncGoesOn() throws Exception {
        WorkflowRun run = pipeline(folder, "job", "threatManagerOnboard(" + ARGUMENTS + ")")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("waiting 15 s: the first sync goes on", run);

        assertEndsAtOnce(run, run::doStop);
    }

    @Test
    void inFreestyle() throws Exception {
        blockThreatManager(path -> true);
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "job");
        job.getBuildersList().add(new OnboardBuilder(new OnboardStep("contoso", "tm-test", "contoso-tm")));
        FreeStyleBuild run = job.scheduleBuild2(0).waitForStart();
        assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();

        assertEndsAtOnce(run, run::doStop);
    }

    private void blockThreatManager(Predicate<String> path) {
        world.serverFaults(request -> path.test(request.path()) ? block() : Optional.empty());
    }

    private <T> Optional<T> block() {
        reached.countDown();
        try {
            goOn.await(5, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void assertEndsAtOnce(Run<?, ?> run, Abort abort) throws Exception {
        Instant before = Instant.now();
        abort.now();
        jenkins.waitForCompletion(run);
        Duration took = Duration.between(before, Instant.now());
        System.err.println("aborted after " + took.toMillis() + " ms");

        jenkins.assertBuildStatus(Result.ABORTED, run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(took).isLessThan(AT_ONCE);
    }

    @FunctionalInterface
    private interface Abort {
        void now() throws Exception;
    }
}
