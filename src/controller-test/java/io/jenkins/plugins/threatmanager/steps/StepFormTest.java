package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of steps: every field comes back as it was, in Pipeline, in the Snippet Generator and in freestyle. */
@WithJenkins
class StepFormTest {

    private static JenkinsRule jenkins;
    private static ControllerWorld world;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerWorld();
        world.configure();
        // Drop-downs offer what jobs may use.
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        var tenants = configuration.getTenants();
        tenants.forEach(tenant -> tenant.setAllowAllFolders(true));
        configuration.setTenants(tenants);
        var servers = configuration.getServers();
        servers.forEach(server -> server.setAllowAllFolders(true));
        configuration.setServers(servers);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static List<OperationStep> bare() {
        return List.of(
                new RegisterAppStep("contoso"),
                new StoreSecretStep("contoso", "contoso-tm"),
                new ConfigureSyncStep("contoso", "tm-test", "contoso-tm"),
                new OnboardStep("contoso", "tm-test", "contoso-tm"),
                new StatusStep("contoso", "tm-test", "contoso-tm"));
    }

    static List<OperationStep> full() {
        List<OperationStep> steps = bare();
        for (OperationStep step : steps) {
            step.setPlan(true);
            step.setAppName("An app 'quoted' \"twice\" <b>");
            step.setPermissions("User.Read.All Group.Read.All");
            step.setTimeoutMinutes(7);
            step.setConsentWaitMinutes(3);
            step.setAdopt(true);
            step.setRestore(true);
            step.setRemoveExtraPermissions(true);
            if (step instanceof SecretStep secret) {
                secret.setSecretLifetime("P90D");
                secret.setRenewBefore("10 days");
                secret.setStore(StoreChoice.ROOT);
            }
            if (step instanceof SyncStep sync) {
                sync.setProfileName("A profile & more");
                sync.setReplace(true);
            }
            if (step instanceof StatusStep status) {
                status.setFailOnDrift(true);
            }
        }
        return steps;
    }

    static Stream<OperationStep> both() {
        return Stream.concat(bare().stream(), full().stream());
    }

    @ParameterizedTest
    @MethodSource("both")
    void stepComesBack(OperationStep step) throws Exception {
        Step back = new StepConfigTester(jenkins).configRoundTrip(step);

        assertThat(arguments(back)).isEqualTo(arguments(step));
    }

    @ParameterizedTest
    @MethodSource("full")
    void freestyleComesBack(OperationStep step) throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "job");
        job.getBuildersList().add(builder(step));

        FreeStyleProject back = jenkins.configRoundtrip(job);

        OperationBuilder builder =
                back.getBuildersList().getAll(OperationBuilder.class).get(0);
        assertThat(builder).hasSameClassAs(builder(step));
        assertThat(arguments(builder.operation())).isEqualTo(arguments(step));
    }

    @ParameterizedTest
    @MethodSource("full")
    void everySettingIsInTheFullStep(OperationStep step) {
        assertThat(new DescribableModel<>(step.getClass()).getParameters())
                .extracting(DescribableParameter::getName)
                .containsExactlyInAnyOrderElementsOf(arguments(step).keySet());
    }

    @ParameterizedTest
    @MethodSource("full")
    void everySettingHasHelp(OperationStep step) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            for (String field : arguments(step).keySet()) {
                String help = browser.goTo("descriptor/" + step.getClass().getName() + "/help/" + field, "text/html")
                        .getWebResponse()
                        .getContentAsString();
                assertThat(help).as(field).startsWith("<div>").hasSizeGreaterThan(60);
            }
        }
    }

    @Test
    void snippetsWithoutDefaults() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        List<String> expected = List.of(
                "threatManagerRegisterApp 'contoso'",
                "threatManagerStoreSecret credentialsId: 'contoso-tm', tenant: 'contoso'",
                "threatManagerConfigureSync credentialsId: 'contoso-tm', server: 'tm-test', tenant: 'contoso'",
                "threatManagerOnboard credentialsId: 'contoso-tm', server: 'tm-test', tenant: 'contoso'",
                "threatManagerStatus credentialsId: 'contoso-tm', server: 'tm-test', tenant: 'contoso'");
        for (int i = 0; i < expected.size(); i++) {
            snippets.assertRoundTrip(bare().get(i), expected.get(i));
        }
    }

    @Test
    void snippetsWithEverything() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        String common = "threatManager%s adopt: true, appName: 'An app \\'quoted\\' \"twice\" <b>',"
                + " consentWaitMinutes: 3, %spermissions: 'User.Read.All Group.Read.All', plan: true,";
        snippets.assertRoundTrip(
                full().get(0),
                common.formatted("RegisterApp", "")
                        + " removeExtraPermissions: true, restore: true, tenant: 'contoso', timeoutMinutes: 7");
        snippets.assertRoundTrip(
                full().get(3),
                common.formatted("Onboard", "credentialsId: 'contoso-tm', ")
                        + " profileName: 'A profile & more', removeExtraPermissions: true, renewBefore: '10 days',"
                        + " replace: true, restore: true, secretLifetime: 'P90D', server: 'tm-test', store: 'ROOT',"
                        + " tenant: 'contoso', timeoutMinutes: 7");
    }

    @Test
    void documentationOfEveryStep() throws Exception {
        for (OperationStep step : bare()) {
            SnippetizerTester.assertDocGeneration(step.getClass());
        }
    }

    private static Map<String, Object> arguments(Step step) {
        return new TreeMap<>(DescribableModel.uninstantiate2_(step).getArguments());
    }

    private static final Map<Class<?>, Function<OperationStep, Builder>> BUILDERS = Map.of(
            RegisterAppStep.class, step -> new RegisterAppBuilder((RegisterAppStep) step),
            StoreSecretStep.class, step -> new StoreSecretBuilder((StoreSecretStep) step),
            ConfigureSyncStep.class, step -> new ConfigureSyncBuilder((ConfigureSyncStep) step),
            OnboardStep.class, step -> new OnboardBuilder((OnboardStep) step),
            StatusStep.class, step -> new StatusBuilder((StatusStep) step));

    private static Builder builder(OperationStep step) {
        return BUILDERS.get(step.getClass()).apply(step);
    }
}
