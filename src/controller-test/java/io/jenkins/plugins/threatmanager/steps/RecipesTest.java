package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.GroovyShell;
import hudson.FilePath;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Groovy blocks of {@code docs/recipes}, each as it stands, on stand-ins. */
@WithJenkins
class RecipesTest {

    private static final List<String> NAMES = List.of("contoso-emea", "contoso-apac", "contoso-lab");

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture();
        FleetSettings.in(world.world(), JvmTrust.tls(), NAMES).configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> blocks(String recipe) {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```groovy\n(.*?)^```$").matcher(Docs.read("recipes/" + recipe + ".md"));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).as(recipe).isNotEmpty();
        return blocks;
    }

    private static String block(String recipe, int number) {
        return blocks(recipe).get(number);
    }

    private void onboardAll() throws Exception {
        jenkins.buildAndAssertSuccess(
                ControllerFixture.pipeline("threatManagerFleet operation: 'onboard', tenants: '*',"
                        + " server: 'tm-prod', credentialsId: '{tenant}-tm'"));
    }

    private boolean isOnboarded(String tenant) {
        return world.world()
                .entra()
                .tenant(tenant + ".onmicrosoft.com")
                .orElseThrow()
                .named(ProcedureRequest.DEFAULT_UNIQUE_NAME)
                .isPresent();
    }

    @Test
    void everyNight() throws Exception {
        onboardAll();
        WorkflowJob job = ControllerFixture.pipeline(block("nightly-fleet", 0));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("0 tenants: 0 done", run);
        jenkins.assertLogContains("3 tenants: 3 done", run);

        world.world()
                .threatManager()
                .console()
                .deleteSync(
                        world.world().threatManager().console().syncs().get(0).id());
        WorkflowRun different = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);
        jenkins.assertLogContains("1 tenants differ from what is wanted", different);
    }

    @Test
    void matrix() throws Exception {
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline(block("matrix-and-parallel", 0)));
        assertThat(NAMES).filteredOn(this::isOnboarded).containsExactly("contoso-emea", "contoso-apac");
    }

    @Test
    void parallel() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(ControllerFixture.pipeline(block("matrix-and-parallel", 1)));
        jenkins.assertLogContains("emea: 1 tenant: 1 done", run);
        assertThat(NAMES).filteredOn(this::isOnboarded).containsExactly("contoso-emea", "contoso-apac");
    }

    /** Brings the function of the recipe. */
    public static final class Recipe extends LibraryRetriever {

        @Override
        public void retrieve(
                String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            target.child("vars/entraFleet.groovy").write(block("shared-library", 0), "UTF-8");
        }

        @Override
        public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            retrieve(name, version, false, target, run, listener);
        }
    }

    @Test
    void sharedLibrary() throws Exception {
        LibraryConfiguration library = new LibraryConfiguration("entra", new Recipe());
        library.setDefaultVersion("main");
        GlobalLibraries.get().setLibraries(List.of(library));
        WorkflowRun run = jenkins.buildAndAssertSuccess(ControllerFixture.pipeline(block("shared-library", 1)));
        jenkins.assertLogContains("entraFleet: 1 tenant: 0 done, 1 planned", run);
        jenkins.assertLogContains("entraFleet: 1 tenant: 1 done", run);
        jenkins.assertLogContains(
                "entraFleet takes [labels, plan], not [tenants]",
                jenkins.buildAndAssertStatus(
                        Result.FAILURE,
                        ControllerFixture.pipeline("@Library('entra') _\nentraFleet labels: 'emea', tenants: '*'")));
    }

    @Test
    void approval() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        List<Tenant> tenants = configuration.getTenants();
        Policy policy = new Policy();
        policy.setApproval("GRANTS");
        tenants.get(1).setPolicy(policy);
        configuration.setTenants(tenants);
        WorkflowRun run = jenkins.buildAndAssertSuccess(ControllerFixture.pipeline(block("approval", 0)));
        jenkins.assertLogContains("contoso-apac: to be approved on ", run);
        assertThat(NAMES).filteredOn(this::isOnboarded).containsExactly("contoso-emea", "contoso-lab");
    }

    @Test
    void aNewTenantFromAForm() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        List<Tenant> all = configuration.getTenants();
        configuration.setTenants(all.subList(0, 2));
        WorkflowJob job = ControllerFixture.pipeline(block("new-tenant", 0));
        // The first build of a Declarative Pipeline tells Jenkins its parameters.
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        ParametersAction form = new ParametersAction(
                new StringParameterValue("TENANT", "contoso-lab"),
                new StringParameterValue("DOMAIN", "contoso-lab.onmicrosoft.com"),
                new StringParameterValue("CLIENT_ID", "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c"));

        WorkflowRun early = job.scheduleBuild2(0, form).waitForStart();
        proceed(early);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(early));
        jenkins.assertLogContains("There is no tenant 'contoso-lab' that the job", early);

        WorkflowRun run = job.scheduleBuild2(0, form).waitForStart();
        jenkins.waitForMessage("  - name: contoso-lab", run);
        configuration.setTenants(all);
        proceed(run);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(isOnboarded("contoso-lab")).isTrue();
    }

    private void proceed(WorkflowRun run) throws Exception {
        jenkins.waitForMessage("Is contoso-lab in the configuration", run);
        while (run.getAction(InputAction.class) == null
                || run.getAction(InputAction.class).getExecution("Configured") == null) {
            Thread.onSpinWait();
        }
        run.getAction(InputAction.class).getExecution("Configured").doProceedEmpty();
    }

    /** The plugin is not there: the script around is parsed, and what it gives each job is run. */
    @Test
    void jobDsl() throws Exception {
        onboardAll();
        String dsl = block("job-dsl", 0);
        assertThat(new GroovyShell().parse(dsl)).isNotNull();
        Matcher script = Pattern.compile("(?s)script\\(\"\"\"(.*?)\"\"\"\\)").matcher(dsl);
        assertThat(script.find()).isTrue();
        WorkflowRun run = jenkins.buildAndAssertSuccess(
                ControllerFixture.pipeline(script.group(1).replace("${region}", "emea")));
        jenkins.assertLogContains("0 tenants: 0 done", run);
    }

    @Test
    void eachRecipeIsRun() {
        assertThat(Docs.read("recipes/README.md").lines().filter(line -> line.startsWith("- [")))
                .hasSize(6);
        List<String> recipes =
                List.of("nightly-fleet", "matrix-and-parallel", "shared-library", "approval", "new-tenant", "job-dsl");
        assertThat(recipes.stream().map(recipe -> blocks(recipe).size())).containsExactly(1, 2, 2, 1, 1, 1);
    }
}
