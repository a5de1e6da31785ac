package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class OffboardTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void onboard(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        // The same console under another name: what is on it would be on a server that was not named.
        ControllerFixture.removeServer("tm-user");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void assertGone() {
        assertThat(world.world().tenant().applications())
                .containsExactly(world.world().bootstrap());
        assertThat(world.world().threatManager().console().profiles()).isEmpty();
        assertThat(world.world().threatManager().console().syncs()).isEmpty();
    }

    @Test
    void aPlanThenTheRunThenNothingToDo() throws Exception {
        WorkflowRun plan = jenkins.buildAndAssertSuccess(pipeline(
                "echo \"would make ${threatManagerOffboard(" + ARGUMENTS + ", plan: true).changes.size()} changes\""));
        jenkins.assertLogContains("would make 17 changes", plan);
        assertThat(world.app().secrets()).hasSize(1);

        WorkflowRun run = jenkins.buildAndAssertSuccess(
                pipeline("echo \"made ${threatManagerOffboard(" + ARGUMENTS + ").changes.size()} changes\""));
        jenkins.assertLogContains("made 17 changes", run);
        jenkins.assertLogContains("done: Jenkins: remove credential '" + CREDENTIALS_ID + "'", run);
        jenkins.assertLogContains("can be restored until", run);
        assertGone();
        String page = jenkins.createWebClient()
                .getPage(run, "threat-manager")
                .getWebResponse()
                .getContentAsString();
        assertThat(page).contains("to the recycle bin", "remove credential");

        WorkflowRun again =
                jenkins.buildAndAssertSuccess(pipeline("threatManagerOffboard(" + ARGUMENTS + ", purge: true)"));
        jenkins.assertLogContains("1. Entra: delete app registration", again);
        assertThat(world.world().tenant().deletedApplications()).isEmpty();
        jenkins.assertLogContains(
                "no change needed",
                jenkins.buildAndAssertSuccess(pipeline("threatManagerOffboard(" + ARGUMENTS + ")")));
    }

    @Test
    void somebodyElsesSecretStopsIt() throws Exception {
        world.world()
                .tenant()
                .addSecretByHand(
                        world.app(), "backup script", java.time.Instant.now().plus(Duration.ofDays(30)));
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("threatManagerOffboard(" + ARGUMENTS + ", purge: true)"));
        jenkins.assertLogContains("the client secret 'backup script'", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(world.app().secrets()).hasSize(2);
    }

    @Test
    void aServerThatIsNotNamedStopsIt() throws Exception {
        world.configure();
        WorkflowRun run =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOffboard(" + ARGUMENTS + ")"));
        jenkins.assertLogContains("on 'tm-user', a server that was not named", run);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void byHandTheBuildFailsUntilItIsConfirmed() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "offboard");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("SECOND", "tm-hand")));
        OffboardStep operation = new OffboardStep("contoso", "tm-prod, ${SECOND}", CREDENTIALS_ID);
        job.getBuildersList().add(new ThreatManagerBuilder(operation));

        FreeStyleBuild first = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("The integrations on 'tm-hand' have to be removed", first);
        jenkins.assertLogContains("To do by hand", first);
        assertThat(world.world().threatManager().console().syncs()).hasSize(1);

        operation.setConfirm(true);
        jenkins.buildAndAssertSuccess(job);
        assertGone();
    }
}
