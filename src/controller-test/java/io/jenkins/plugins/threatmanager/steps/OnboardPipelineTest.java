package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerWorld.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Result;
import hudson.security.ACL;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps in Pipelines of a folder, in the sandbox, from an empty tenant to a finished first sync. */
@WithJenkins
class OnboardPipelineTest {

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
    void onboardsAndNeedsNoChangeTheSecondTime() throws Exception {
        var job = pipeline(
                folder,
                "onboard",
                "def r = threatManagerOnboard(" + ARGUMENTS + ")\n"
                        + "echo \"client ${r.clientId} object ${r.objectId} tenant ${r.tenantId} app ${r.appName}\"\n"
                        + "echo \"kept as ${r.credentialsId} until ${r.expires.substring(0, 4)} in ${r.profileName}\"\n"
                        + "echo \"sync ${r.enabled} ${r.lastSyncStatus} missing ${r.missingPermissions}\"\n"
                        + "echo \"${r.changes.size()} changes, drift ${r.drift}, ${r.values.keySet()}\"");

        WorkflowRun first = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains(
                "client " + world.app().orElseThrow().appId() + " object "
                        + world.app().orElseThrow().id() + " tenant 0f5e6c1a-7d7e-4a51-9f0c-3f5d2f1f8a10"
                        + " app Entra for Netwrix Threat Manager",
                first);
        jenkins.assertLogContains("in Entra for Netwrix Threat Manager (contoso.onmicrosoft.com)", first);
        jenkins.assertLogContains("kept as contoso-tm until 20", first);
        jenkins.assertLogContains("sync true SUCCEEDED missing []", first);
        jenkins.assertLogContains("18 changes, drift []", first);
        jenkins.assertLogContains("done: Threat Manager: add Entra ID Sync for contoso.onmicrosoft.com", first);
        jenkins.assertLogContains("Entra ID Sync       enabled, first sync done", first);
        assertThat(stored()).hasSize(1);
        assertThat(stored().get(0).getSecret().getPlainText())
                .isEqualTo(world.clientSecrets().get(0).text());

        WorkflowRun second = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("no change needed", second);
        jenkins.assertLogContains("0 changes, drift []", second);
        assertThat(world.clientSecrets()).hasSize(1);
    }

    @Test
    void planOnlyChangesNothing() throws Exception {
        var job = pipeline(
                folder,
                "plan",
                "def r = threatManagerOnboard(" + ARGUMENTS + ", plan: true)\n"
                        + "echo \"changes ${r.changes} drift ${r.drift.size()} client ${r.clientId}\"");

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("1. Entra: create app registration", run);
        jenkins.assertLogContains("changes [] drift 18 client null", run);
        jenkins.assertLogNotContains("done:", run);
        assertThat(world.isUntouched()).isTrue();
        assertThat(stored()).isEmpty();
    }

    @Test
    void declarativeWithoutAnAgent() throws Exception {
        var job = pipeline(
                folder,
                "declarative",
                "pipeline { agent none\n stages { stage('tenant') { steps {\n"
                        + "threatManagerRegisterApp tenant: 'contoso'\n"
                        + "threatManagerStoreSecret tenant: 'contoso', credentialsId: 'contoso-tm',"
                        + " secretLifetime: '90 days'\n"
                        + "threatManagerOnboard tenant: 'contoso', server: 'tm-hand', credentialsId: 'contoso-tm'\n"
                        + "} } } }");

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("To do by hand       1. ", run);
        jenkins.assertLogNotContains("Running on ", run);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void oneStepAfterTheOther() throws Exception {
        var job = pipeline(
                folder,
                "three",
                "def a = threatManagerRegisterApp(tenant: 'contoso')\n"
                        + "def s = threatManagerStoreSecret(tenant: 'contoso', credentialsId: 'contoso-tm')\n"
                        + "def c = threatManagerConfigureSync(" + ARGUMENTS + ")\n"
                        + "echo \"${a.changes.size()} +"
                        + " ${s.changes.size()} +"
                        + " ${c.changes.size()}"
                        + " ${c.lastSyncStatus}\"\n"
                        + "def t"
                        + " = threatManagerStatus(" + ARGUMENTS + ", failOnDrift: true)\n"
                        + "echo \"drift ${t.drift} ${t.enabled}\"");

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("14 + 2 + 2 SUCCEEDED", run);
        jenkins.assertLogContains("drift [] true", run);
    }

    @Test
    void statusReadsOnlyAndFailsOnDriftIfAsked() throws Exception {
        var lenient =
                pipeline(folder, "lenient", "echo \"drift ${threatManagerStatus(" + ARGUMENTS + ").drift.size()}\"");
        var strict = pipeline(folder, "strict", "threatManagerStatus(" + ARGUMENTS + ", failOnDrift: true)");

        jenkins.assertLogContains("drift 18", jenkins.buildAndAssertSuccess(lenient));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, strict);

        jenkins.assertLogContains(
                "ERROR: The tenant 'contoso' differs from what is wanted in 18 points. Run threatManagerOnboard", run);
        jenkins.assertLogContains("App registration    none", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(world.isUntouched()).isTrue();
    }

    @Test
    void theCredentialIsUsedAndMasked() throws Exception {
        var job = pipeline(
                folder,
                "use",
                "threatManagerRegisterApp tenant: 'contoso'\n"
                        + "threatManagerStoreSecret tenant: 'contoso', credentialsId: 'contoso-tm'\n"
                        + "withCredentials([usernamePassword(credentialsId: 'contoso-tm',"
                        + " usernameVariable: 'ID', passwordVariable: 'SECRET')]) {\n"
                        + "  echo \"id ${env.ID} secret ${env.SECRET} long ${env.SECRET.length()}\" }");

        WorkflowRun run = jenkins.buildAndAssertSuccess(job);

        String text = world.clientSecrets().get(0).text();
        jenkins.assertLogContains(
                "id " + world.app().orElseThrow().appId() + " secret **** long " + text.length(), run);
        jenkins.assertLogNotContains(text, run);
    }

    private List<EntraAppCredentials> stored() {
        return CredentialsProvider.lookupCredentialsInItemGroup(EntraAppCredentials.class, folder, ACL.SYSTEM2);
    }
}
