package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a step cannot do is one sentence of cause and one of remedy, in the log and on the page; never a stack trace. */
@WithJenkins
class StepFailureTest {

    private static JenkinsRule jenkins;
    private static ControllerWorld world;
    private static Folder folder;
    private static int jobs;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerWorld();
        folder = world.folder("security");
    }

    @BeforeEach
    void forget() {
        world.entra().forget();
        world.threatManager().http().forget();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aJobOutsideTheAllowedFoldersLearnsNothing() throws Exception {
        Folder other = jenkins.createProject(Folder.class, "other");
        Run<?, ?> known = fails(pipeline(other, "known", "threatManagerRegisterApp tenant: 'contoso'"));
        Run<?, ?> unknown = fails(pipeline(other, "unknown", "threatManagerRegisterApp tenant: 'fabrikam'"));

        assertThat(error(known))
                .isEqualTo("There is no tenant 'contoso' that the job 'other/known' may use. Let an administrator add"
                        + " it, or this job's folder to its allowed folders, under Manage Jenkins, System, Threat"
                        + " Manager.");
        assertThat(error(unknown))
                .isEqualTo(error(known).replace("contoso", "fabrikam").replace("known", "unknown"));
        assertThat(world.entra().exchanges()).isZero();
    }

    @Test
    void aServerThatIsNotAllowed() throws Exception {
        assertThat(error(fails(script(
                        "threatManagerOnboard tenant: 'contoso', server: 'other', credentialsId: 'contoso-tm'"))))
                .startsWith("There is no server 'other' that the job 'security/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secretLifetime: 'soon'           | soon",
                "renewBefore: '3 parsecs'         | 3 parsecs",
                "timeoutMinutes: 0                | timeoutMinutes must be 1 or more",
                "consentWaitMinutes: -1           | consentWaitMinutes 0 or more",
                "credentialsId: ''                | redentials",
                "credentialsId: 'no good id'      | no good id",
                "permissions: 'No.Such.Permission'| No.Such.Permission",
            })
    void anArgumentWithoutSense(String argument, String said) throws Exception {
        String script = "threatManagerStoreSecret tenant: 'contoso', " + argument
                + (argument.startsWith("credentialsId") ? "" : ", credentialsId: 'x'");

        String error = error(fails(script(script)));

        assertThat(error).contains(said);
        assertThat(world.isUntouched()).isTrue();
    }

    @Test
    void aBootstrapSecretThatIsGone() throws Exception {
        var store = SystemCredentialsProvider.getInstance();
        var before = List.copyOf(store.getCredentials());
        store.getCredentials().clear();
        try {
            assertThat(error(fails(script("threatManagerRegisterApp tenant: 'contoso'"))))
                    .startsWith("There is no credential 'contoso-bootstrap' of the right kind in the root store.");
        } finally {
            store.getCredentials().addAll(before);
        }
    }

    @Test
    void aJobWithoutAFolder() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        var before = configuration.getTenants();
        var everybody = world.tenant("contoso");
        everybody.setAllowAllFolders(true);
        configuration.setTenants(List.of(everybody));
        try {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "top");
            job.setDefinition(new CpsFlowDefinition(
                    "threatManagerStoreSecret tenant: 'contoso', credentialsId: 'contoso-tm'", true));
            assertThat(error(fails(job))).startsWith("The job 'top' is not in a folder that has a credentials store.");
        } finally {
            configuration.setTenants(before);
        }
    }

    @Test
    void freestyleSaysTheSame() throws Exception {
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "free");
        job.getBuildersList().add(new StoreSecretBuilder(new StoreSecretStep("fabrikam", "contoso-tm")));

        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(error(run)).startsWith("There is no tenant 'fabrikam' that the job 'security/free' may use.");
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void anEntraThatIsAway() throws Exception {
        var elsewhere = world.tenant("away", "security");
        elsewhere.setAuthorityUrl("https://localhost:1");
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        var before = configuration.getTenants();
        configuration.setTenants(List.of(elsewhere));
        try {
            Run<?, ?> run = fails(script("threatManagerRegisterApp tenant: 'away', timeoutMinutes: 1"));
            assertThat(error(run)).contains("localhost");
        } finally {
            configuration.setTenants(before);
        }
    }

    private static WorkflowJob script(String script) throws Exception {
        return pipeline(folder, "job" + jobs++, script);
    }

    private static Run<?, ?> fails(WorkflowJob job) throws Exception {
        Run<?, ?> run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogNotContains("\tat ", run);
        jenkins.assertLogNotContains("Exception", run);
        return run;
    }

    /** The sentence after {@code ERROR: }, which the page must show too. */
    private static String error(Run<?, ?> run) throws Exception {
        String error = JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sentence in the log"))
                .substring("ERROR: ".length());
        assertThat(run.getAction(OnboardingReport.class).getOperations())
                .singleElement()
                .satisfies(part -> assertThat(part.getFailure()).isEqualTo(error));
        return error;
    }
}
