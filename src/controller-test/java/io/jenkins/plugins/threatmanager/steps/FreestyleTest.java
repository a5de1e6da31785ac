package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.tasks.Builder;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.OperationReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The same operations as freestyle build steps. */
@WithJenkins
class FreestyleTest {

    private final ControllerWorld world = new ControllerWorld();
    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        folder = world.folder("security");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void oneBuildStepAfterTheOther() throws Exception {
        StatusStep status = new StatusStep("contoso", "tm-test", "contoso-tm");
        status.setFailOnDrift(true);
        FreeStyleProject job = job(
                new RegisterAppBuilder(new RegisterAppStep("contoso")),
                new StoreSecretBuilder(new StoreSecretStep("contoso", "contoso-tm")),
                new ConfigureSyncBuilder(new ConfigureSyncStep("contoso", "tm-test", "contoso-tm")),
                new OnboardBuilder(new OnboardStep("contoso", "tm-test", "contoso-tm")),
                new StatusBuilder(status));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("no change needed", build);
        assertThat(build.getAction(OnboardingReport.class).getOperations())
                .extracting(OperationReport::getTitle)
                .containsExactly(
                        "Threat Manager: register the Entra app",
                        "Threat Manager: store a client secret",
                        "Threat Manager: configure Entra ID Sync",
                        "Threat Manager: onboard an Entra tenant",
                        "Threat Manager: status of an Entra tenant");
        assertThat(world.threatManager().console().syncs()).hasSize(1);
    }

    @Test
    void parametersOfTheBuildAreReplaced() throws Exception {
        OnboardStep step = new OnboardStep("${TENANT}", "tm-hand", "${TENANT}-tm");
        step.setAppName("Sync of $TENANT");
        FreeStyleProject job = job(new OnboardBuilder(step));
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("TENANT", "none")));

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("TENANT", "contoso"))));

        jenkins.assertLogContains("'contoso-tm' in the credentials store of folder security", build);
        assertThat(world.app().orElseThrow().displayName()).isEqualTo("Sync of contoso");
    }

    @Test
    void aBuildThatChangesNothingIsThatAfterARestartToo() throws Exception {
        OnboardStep step = new OnboardStep("contoso", "tm-test", "contoso-tm");
        step.setPlan(true);
        FreeStyleProject job = job(new OnboardBuilder(step));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);
        build.reload();

        assertThat(world.isUntouched()).isTrue();
        assertThat(build.getAction(OnboardingReport.class).getOperations())
                .singleElement()
                .satisfies(part -> assertThat(part.isPlanOnly()).isTrue())
                .satisfies(part -> assertThat(part.getChanges()).hasSize(18));
    }

    private FreeStyleProject job(Builder... builders) throws Exception {
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "freestyle");
        for (Builder builder : builders) {
            job.getBuildersList().add(builder);
        }
        return job;
    }
}
