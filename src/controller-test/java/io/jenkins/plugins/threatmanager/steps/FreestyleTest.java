package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditRecord;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FreestyleTest {

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
    void aBuildStepDoesWhatTheStepDoesWithVariablesReplaced() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("TENANT", "contoso"), new StringParameterDefinition("NAME", "Our app")));
        OnboardStep operation = new OnboardStep("${TENANT}", "tm-prod", "$TENANT-tm");
        operation.setAppName("$NAME of $JOB_BASE_NAME");
        job.getBuildersList().add(new ThreatManagerBuilder(operation));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("store client secret as '" + CREDENTIALS_ID + "'", build);
        jenkins.assertLogContains("✓ User.Read.All", build);
        assertThat(world.app().displayName()).isEqualTo("Our app of freestyle");
    }

    @Test
    void eachOperationIsABuildStep() throws Exception {
        FreeStyleProject job = AllOperations.job("freestyle");

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        List<OperationReport> parts = build.getAction(OnboardingReport.class).getOperations();
        assertThat(parts).hasSize(7).noneMatch(OperationReport::isRunning);
        assertThat(parts.subList(0, 3)).allMatch(part -> !part.getChanges().isEmpty());
        assertThat(parts.subList(3, 6)).allMatch(part -> part.getChanges().isEmpty());
        assertThat(parts.get(6).getChanges()).as("planned").isNotEmpty();
        assertThat(world.app().secrets()).hasSize(1);
        assertThat(AuditLog.get()
                        .search("create client secret", "contoso", "", "", "")
                        .getFound())
                .extracting(AuditRecord::getBuild)
                .containsExactly(
                        build.getParent().getFullName() + " #1",
                        build.getParent().getFullName() + " #1");
    }

    @Test
    void variablesAreReplacedInEveryText() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        OnboardStep operation = new OnboardStep("contoso", "${X}-prod", "${X}-secret");
        operation.setPermissions("User.Read.All Group.Read.$SCOPE");
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("X", "tm"),
                new StringParameterDefinition("PERIOD", "6 months"),
                new StringParameterDefinition("SCOPE", "All")));
        operation.setSecretLifetime("$PERIOD");
        operation.setRenewBefore("${PERIOD}");
        operation.setProfileName("Profile of $X");

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job(job, operation));
        jenkins.assertLogContains("renewBefore", build);

        operation.setRenewBefore("");
        build = jenkins.buildAndAssertSuccess(job(job, operation));
        jenkins.assertLogContains("'tm-secret'", build);
        jenkins.assertLogContains("✓ Group.Read.All", build);
        assertThat(world.world().threatManager().console().profile("Profile of tm"))
                .isNotNull();
    }

    private static FreeStyleProject job(FreeStyleProject job, OnboardStep operation) throws Exception {
        job.getBuildersList().replace(new ThreatManagerBuilder(operation));
        return job;
    }

    @Test
    void aStepWithoutAnOperationSaysSo() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(new ThreatManagerBuilder(null));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("ERROR: The build step has no operation", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void aFailureIsASentenceWithoutStackTrace() throws Exception {
        FreeStyleProject job = folder().createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(new ThreatManagerBuilder(new StoreSecretStep("contoso", CREDENTIALS_ID)));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("ERROR: The tenant contoso.onmicrosoft.com has no complete app registration", build);
        jenkins.assertLogNotContains("\tat ", build);
    }
}
