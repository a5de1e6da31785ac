package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A tenant whose policy keeps the client secret where no job can bind it (attack A11). */
@WithJenkins
class PluginSecretTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        keepIn(SecretPlace.PLUGIN);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static KeptSecret kept() {
        assertThat(KeptSecrets.all()).hasSize(1);
        return KeptSecrets.all().get(0);
    }

    @Test
    void isOnboardedAndRotatedWithASecretThatNoJobCanBind() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        KeptSecret first = kept();
        assertThat(first.place()).isEqualTo(KeptSecret.PLUGIN);
        assertThat(WrittenSecrets.get().include(first))
                .as("automatic rotation may act on it")
                .isTrue();

        Run<?, ?> bound = jenkins.buildAndAssertStatus(
                Result.FAILURE,
                pipeline("withCredentials([usernamePassword(credentialsId: '" + first.credentialsId()
                        + "', usernameVariable: 'U', passwordVariable: 'P')]) { echo 'bound' }"));
        jenkins.assertLogContains("Could not find credentials entry with ID", bound);

        jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + ARGUMENTS + ", force: true)"));
        assertThat(kept().keyId()).isNotEqualTo(first.keyId());
        assertThat(kept().place()).isEqualTo(KeptSecret.PLUGIN);
    }

    /** Onboarded while the policy kept it in a folder, and changed then. */
    @Test
    void aCopyInAFolderMovesWithTheNextRotation() throws Exception {
        keepIn(SecretPlace.FOLDER);
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        KeptSecret before = kept();
        assertThat(before.place()).isEqualTo("security");
        keepIn(SecretPlace.PLUGIN);

        jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + ARGUMENTS + ", gracePeriod: '0 days')"));

        assertThat(kept().place()).isEqualTo(KeptSecret.PLUGIN);
        assertThat(kept().keyId()).isNotEqualTo(before.keyId());
        assertThat(world.app().secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.keyId()).isEqualTo(kept().keyId()));
    }

    private void keepIn(SecretPlace place) {
        Policy policy = new Policy();
        policy.setSecret(place);
        Tenant tenant = world.tenant();
        tenant.setPolicy(policy);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    /** A second run finds it there, and has nothing to change. */
    @Test
    void isFoundAgain() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        KeptSecret first = kept();

        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        assertThat(kept()).isEqualTo(first);
    }

    /** Somebody sees it on the build's page: HandOffPageTest. */
    @Test
    void aServerMayBeSetUpByAPerson() throws Exception {
        jenkins.buildAndAssertSuccess(
                pipeline("threatManagerOnboard(" + ARGUMENTS.replace("tm-prod", "tm-hand") + ")"));
        assertThat(kept().place()).isEqualTo(KeptSecret.PLUGIN);
    }
}
