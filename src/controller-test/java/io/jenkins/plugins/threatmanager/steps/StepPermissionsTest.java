package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Computer;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** Builds that run as somebody: what the steps do for whom. */
@WithJenkins
class StepPermissionsTest {

    private static final String REFUSED = "ERROR: The build's authentication may not ";
    private static final String LACKS = "ERROR: The build's authentication lacks the permission Threat Manager/";
    private static final List<String> STEPS =
            List.of("RegisterApp", "StoreSecret", "ConfigureSync", "Onboard", "Status");

    /** Those that undo or renew, too. */
    private static final List<String> ALL_STEPS =
            Stream.concat(STEPS.stream(), Stream.of("RotateSecret", "Offboard")).toList();

    private final MockQueueItemAuthenticator authenticator = new MockQueueItemAuthenticator();
    private JenkinsRule jenkins;
    private ControllerFixture world;
    private Folder deep;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        Folder other = rule.createProject(Folder.class, "other");
        deep = ControllerFixture.folder().createProject(Folder.class, "deep");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Computer.BUILD)
                .everywhere()
                .toEveryone()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("editor")
                .grant(ThreatManagerPermissions.ONBOARD, ThreatManagerPermissions.OFFBOARD)
                .onFolders(deep)
                .to("editor")
                .grant(ThreatManagerPermissions.ONBOARD, ThreatManagerPermissions.OFFBOARD)
                .onFolders(ControllerFixture.folder())
                .to("reader", "configurer", "keeper")
                .grant(ThreatManagerPermissions.ROTATE)
                .onFolders(ControllerFixture.folder())
                .to("rotator")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("keeper", "rotator")
                .grant(
                        CredentialsProvider.VIEW,
                        CredentialsProvider.USE_ITEM,
                        CredentialsProvider.CREATE,
                        CredentialsProvider.UPDATE)
                .onFolders(ControllerFixture.folder())
                .to("keeper", "editor")
                .grant(Jenkins.READ)
                .everywhere()
                .to("restricted")
                .grant(
                        Item.READ,
                        Item.BUILD,
                        CredentialsProvider.CREATE,
                        CredentialsProvider.UPDATE,
                        ThreatManagerPermissions.ONBOARD)
                .onFolders(other)
                .to("restricted"));
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(authenticator);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Authentication as(String user) {
        return user.equals("anonymous")
                ? Jenkins.ANONYMOUS2
                : User.getById(user, true).impersonate2();
    }

    private static OperationStep step(String name) {
        return switch (name) {
            case "RegisterApp" -> new RegisterAppStep("contoso");
            case "StoreSecret" -> new StoreSecretStep("contoso", CREDENTIALS_ID);
            case "ConfigureSync" -> new ConfigureSyncStep("contoso", "tm-prod", CREDENTIALS_ID);
            case "Onboard" -> new OnboardStep("contoso", "tm-prod", CREDENTIALS_ID);
            case "RotateSecret" -> new RotateSecretStep("contoso", "tm-prod", CREDENTIALS_ID);
            case "Offboard" -> new OffboardStep("contoso", "tm-prod", CREDENTIALS_ID);
            default -> AllOperations.status("contoso", "tm-prod", CREDENTIALS_ID);
        };
    }

    private static String script(String name) {
        String arguments =
                switch (name) {
                    case "RegisterApp" -> "tenant: 'contoso'";
                    case "StoreSecret" -> "tenant: 'contoso', credentialsId: '" + CREDENTIALS_ID + "'";
                    default -> ControllerFixture.ARGUMENTS;
                };
        return "threatManager" + name + "(" + arguments + ")";
    }

    /** As a Pipeline and as a freestyle build; both of them must end alike. */
    private Run<?, ?> run(Folder folder, String name, String user) throws Exception {
        WorkflowJob pipeline =
                folder.createProject(WorkflowJob.class, "p" + folder.getItems().size());
        pipeline.setDefinition(new CpsFlowDefinition(script(name), true));
        authenticator.authenticate(pipeline.getFullName(), as(user));
        FreeStyleProject freestyle = folder.createProject(
                FreeStyleProject.class, "f" + folder.getItems().size());
        freestyle.getBuildersList().add(new ThreatManagerBuilder(step(name)));
        authenticator.authenticate(freestyle.getFullName(), as(user));

        Run<?, ?> first = jenkins.waitForCompletion(pipeline.scheduleBuild2(0).waitForStart());
        Run<?, ?> second = jenkins.waitForCompletion(freestyle.scheduleBuild2(0).waitForStart());
        assertThat(second.getResult()).as(name + " as " + user).isEqualTo(first.getResult());
        return first;
    }

    private static String error(Run<?, ?> run) throws Exception {
        return JenkinsRule.getLog(run)
                .lines()
                .filter(line -> line.startsWith("ERROR: "))
                .findFirst()
                .orElse("");
    }

    /** A7: what counts is the folder that an administrator allowed; a job, and a folder below, is its configurer's. */
    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "restricted", "editor"})
    void withoutPermissionOnTheFolderThatGrantsTheTenantNothingIsSent(String user) throws Exception {
        for (Folder folder : List.of(ControllerFixture.folder(), deep)) {
            for (String step : ALL_STEPS) {
                assertThat(error(run(folder, step, user)))
                        .as(step + " in " + folder.getFullName())
                        .startsWith(LACKS)
                        .contains(" on the folder 'security'.");
            }
        }
        assertThat(world.requests()).isZero();
    }

    @Test
    void whoMayRotateMayNotOnboard() throws Exception {
        for (String step : List.of("RegisterApp", "StoreSecret", "ConfigureSync", "Onboard")) {
            assertThat(error(run(ControllerFixture.folder(), step, "rotator"))).startsWith(LACKS + "Onboard");
        }
        assertThat(error(run(ControllerFixture.folder(), "Offboard", "rotator")))
                .startsWith(LACKS + "Offboard");
        assertThat(error(run(ControllerFixture.folder(), "RotateSecret", "rotator")))
                .doesNotContain("lacks the permission Threat Manager");
    }

    /** Where there is nothing yet: an app registration needs no credential, a secret does. */
    @ParameterizedTest
    @ValueSource(strings = {"reader", "configurer"})
    void whoMayNotKeepCredentialsGetsNoSecret(String user) throws Exception {
        assertThat(run(ControllerFixture.folder(), "RegisterApp", user).getResult())
                .isEqualTo(Result.SUCCESS);
        for (String step : List.of("StoreSecret", "Onboard")) {
            Run<?, ?> run = run(ControllerFixture.folder(), step, user);
            assertThat(error(run)).as(step).startsWith(REFUSED + "create credentials");
        }
        assertThat(world.app().secrets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keeper", "admin"})
    void whoMayKeepCredentialsGetsAll(String user) throws Exception {
        Map<String, Result> results = new TreeMap<>();
        for (String step : STEPS) {
            results.put(step, run(ControllerFixture.folder(), step, user).getResult());
        }
        assertThat(results.values()).containsOnly(Result.SUCCESS);
        assertThat(world.app().secrets()).hasSize(1);
    }

    /** Where there is a secret: who may not use it neither learns nor sends it. */
    @ParameterizedTest
    @ValueSource(strings = "reader")
    void whoMayNotUseTheCredentialGetsNoFurther(String user) throws Exception {
        run(ControllerFixture.folder(), "RegisterApp", "keeper");
        run(ControllerFixture.folder(), "StoreSecret", "keeper");
        for (String step : List.of("StoreSecret", "ConfigureSync", "Onboard", "Status", "RotateSecret", "Offboard")) {
            Run<?, ?> run = run(ControllerFixture.folder(), step, user);
            assertThat(error(run)).as(JenkinsRule.getLog(run)).startsWith(REFUSED);
        }
        assertThat(world.app().secrets()).hasSize(1);
        assertThat(world.world().threatManager().console().profiles()).isEmpty();
    }

    /** As everywhere in Jenkins, the permission to configure a job is one to use credentials in it; to change none. */
    @Test
    void whoMayConfigureTheJobUsesTheCredentialAndCannotChangeIt() throws Exception {
        run(ControllerFixture.folder(), "RegisterApp", "keeper");
        run(ControllerFixture.folder(), "StoreSecret", "keeper");
        for (String step : List.of("StoreSecret", "ConfigureSync", "Onboard", "Status", "RotateSecret")) {
            Run<?, ?> run = run(ControllerFixture.folder(), step, "configurer");
            assertThat(run.getResult()).as(JenkinsRule.getLog(run)).isEqualTo(Result.SUCCESS);
        }
        ControllerFixture.removeServer("tm-user");
        assertThat(error(run(ControllerFixture.folder(), "Offboard", "configurer")))
                .startsWith(REFUSED + "delete credentials");
        WorkflowJob forced = ControllerFixture.pipeline(script("RotateSecret").replace(")", ", force: true)"));
        authenticator.authenticate(forced.getFullName(), as("configurer"));
        assertThat(error(jenkins.buildAndAssertStatus(Result.FAILURE, forced)))
                .startsWith(REFUSED + "update credentials");
        assertThat(world.app().secrets()).hasSize(1);
        assertThat(world.world().threatManager().console().profiles()).hasSize(1);
    }

    /** Nobody's permissions count where the folder is not allowed. */
    @Test
    void inAnotherFolderNobodyMay() throws Exception {
        Folder other = jenkins.jenkins.getItemByFullName("other", Folder.class);
        for (String user : List.of("admin", "restricted", "configurer")) {
            for (String step : ALL_STEPS) {
                assertThat(error(run(other, step, user)))
                        .as(step + " as " + user)
                        .startsWith("ERROR: There is no tenant 'contoso' that the job 'other/");
            }
        }
        assertThat(world.requests()).isZero();
    }
}
