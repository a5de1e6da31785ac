package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.BootstrapCopies;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * The secret with which Jenkins signs in is moved into the plugin's own store, rotated there, and used from there, also
 * when configuration as code has put the old one back at a restart.
 */
class RotateBootstrapTest {

    private static final String ROTATE = "threatManagerRotateBootstrap(tenant: 'contoso'";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private ControllerFixture world;

    @AfterEach
    void close() {
        world.close();
    }

    /** What configuration as code does at each start: the credential with its old text, the same settings. */
    private void configure(String... allowed) throws Exception {
        world.configure();
        ThreatManagerConfiguration.get().getTenants().get(0).setPolicy(ControllerFixture.allowing(allowed));
        bootstrap()
                .addOwner(world.world()
                        .tenant()
                        .principalOf(bootstrap().appId())
                        .orElseThrow()
                        .id());
    }

    private StandInApp bootstrap() {
        return world.world().bootstrap();
    }

    private Optional<StoredSecret> kept() {
        return BootstrapCopies.find(bootstrap().appId());
    }

    private Set<String> inEntra() {
        return bootstrap().secrets().stream().map(StandInSecret::keyId).collect(Collectors.toSet());
    }

    private static String verified() throws InterruptedException {
        return ExtensionList.lookupSingleton(Tenant.DescriptorImpl.class)
                .doVerifyTenant("contoso")
                .renderHtml();
    }

    @Test
    void movedRotatedAndInUseAfterARestartThatBringsTheOldOneBack() throws Throwable {
        sessions.then(jenkins -> {
            world = new ControllerFixture();
            configure("ROTATE_BOOTSTRAP");
            assertThat(verified()).contains("It signs in with the client secret", "is an owner of its own");
            WorkflowRun moved = jenkins.buildAndAssertSuccess(pipeline(ROTATE + ")"));
            jenkins.assertLogContains(
                    "it is copied into the credentials store of the Threat Manager plugin from the credential", moved);
            assertThat(kept().orElseThrow().text().reveal())
                    .isEqualTo(world.world().bootstrapSecret().text());
            assertThat(KeptSecrets.all()).as("no secret of the managed app").isEmpty();

            WorkflowRun rotated = jenkins.buildAndAssertSuccess(pipeline(ROTATE + ", force: true)"));
            assertThat(inEntra()).hasSize(2);
            assertThat(kept().orElseThrow().previous()).isPresent();
            assertNoSecretIn(jenkins, moved, rotated);
        });
        sessions.then(jenkins -> {
            configure("ROTATE_BOOTSTRAP");
            world.pass(Duration.ofDays(2));
            jenkins.buildAndAssertSuccess(pipeline(ROTATE + ")"));
            assertThat(inEntra()).containsExactly(kept().orElseThrow().keyId());
            assertThat(kept().orElseThrow().previous()).isEmpty();
        });
        sessions.then(jenkins -> {
            configure("ROTATE_BOOTSTRAP");
            assertThat(SystemCredentialsProvider.getInstance().getCredentials()).isNotEmpty();
            jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ControllerFixture.ARGUMENTS + ")"));
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .removeIf(known -> known instanceof IdCredentials named
                            && named.getId().equals("contoso-bootstrap"));
            assertThat(verified()).contains("Signed in to tenant");
        });
    }

    private void assertNoSecretIn(JenkinsRule jenkins, WorkflowRun... runs) throws Exception {
        for (WorkflowRun run : runs) {
            String log = JenkinsRule.getLog(run);
            assertThat(world.secrets()).noneMatch(log::contains);
        }
    }

    /** The second entry names another domain of the same directory. */
    @Test
    void twoTenantsOfOneIdentitySignInWithTheSameCopy() throws Throwable {
        sessions.then(jenkins -> {
            world = new ControllerFixture();
            configure("ROTATE_BOOTSTRAP");
            world.world().tenant().verifyDomain("contoso.example");
            Tenant second = new Tenant(
                    "second",
                    "contoso.example",
                    new ClientSecretAuthentication(bootstrap().appId(), "contoso-bootstrap"));
            second.setCloud("CUSTOM");
            second.setAuthorityUrl(world.world().entra().authority().toString());
            second.setGraphUrl(world.world().entra().graphRoot().toString());
            second.setThreatManagerCloud("GLOBAL");
            second.setAllowedFolders(List.of("security"));
            second.setPolicy(ControllerFixture.allowing("ROTATE_BOOTSTRAP"));
            ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
            configuration.setTenants(List.of(configuration.getTenants().get(0), second));

            jenkins.buildAndAssertSuccess(pipeline(ROTATE + ", force: true)"));
            world.pass(Duration.ofDays(2));
            String rotate = "threatManagerRotateBootstrap(tenant: 'second'";
            jenkins.buildAndAssertSuccess(pipeline(rotate + ")"));
            assertThat(inEntra()).containsExactly(kept().orElseThrow().keyId());
            jenkins.buildAndAssertSuccess(pipeline(rotate + ", force: true)"));
            assertThat(kept().orElseThrow().tenant()).isEqualTo(StandInWorld.DOMAIN);
            assertThat(verified()).contains("Signed in to tenant");
        });
    }

    @Test
    void aDamagedStoreDoesNotStopWhatTheConfigurationNames() throws Throwable {
        sessions.then(jenkins -> {
            world = new ControllerFixture();
            configure("ROTATE_BOOTSTRAP");
            jenkins.buildAndAssertSuccess(pipeline(ROTATE + ")"));
            Files.writeString(
                    jenkins.jenkins.getRootDir().toPath().resolve("threat-manager-credentials.xml"), "damaged");
        });
        sessions.then(jenkins -> {
            configure("ROTATE_BOOTSTRAP");
            assertThat(verified()).contains("Signed in to tenant");
            WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ROTATE + ")"));
            jenkins.assertLogContains("cannot be read", refused);
            jenkins.assertLogNotContains("\tat io.jenkins", refused);
        });
    }

    @Test
    void withoutThePolicyThereIsAPlanAndNoMore() throws Throwable {
        sessions.then(jenkins -> {
            world = new ControllerFixture();
            configure("OFFBOARD");
            WorkflowRun refused = jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ROTATE + ")"));
            jenkins.assertLogContains("add ROTATE_BOOTSTRAP to 'allow'", refused);
            jenkins.buildAndAssertSuccess(pipeline(ROTATE + ", plan: true)"));
            assertThat(kept()).isEmpty();
        });
    }

    @Test
    void theIdentityForRotationsIsRotatedOnItsOwn() throws Throwable {
        sessions.then(jenkins -> {
            world = new ControllerFixture();
            configure("ROTATE_BOOTSTRAP");
            WorkflowRun none =
                    jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ROTATE + ", rotationIdentity: true)"));
            jenkins.assertLogContains("has no identity of its own for rotations", none);
            StandInApp rotator = world.world().tenant().registerBootstrap("Rotator", "Application.ReadWrite.OwnedBy");
            rotator.addOwner(world.world()
                    .tenant()
                    .principalOf(rotator.appId())
                    .orElseThrow()
                    .id());
            StandInSecret secret = world.world()
                    .tenant()
                    .addSecretByHand(
                            rotator, "by hand", world.world().bootstrapSecret().end());
            ControllerFixture.addSecretText("rotator", secret.text());
            ThreatManagerConfiguration.get()
                    .getTenants()
                    .get(0)
                    .setRotationAuthentication(new ClientSecretAuthentication(rotator.appId(), "rotator"));
            jenkins.buildAndAssertSuccess(pipeline(ROTATE + ", rotationIdentity: true, force: true)"));
            assertThat(rotator.secrets()).hasSize(2);
            assertThat(inEntra()).hasSize(1);
            assertThat(List.of(
                            BootstrapCopies.find(rotator.appId()).orElseThrow().clientId()))
                    .containsExactly(rotator.appId());
        });
    }
}
