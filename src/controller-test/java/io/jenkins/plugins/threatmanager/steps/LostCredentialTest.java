package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.folder;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Somebody deletes the credential while Threat Manager holds its secret; the jobs that run next do not know that. */
@WithJenkins
class LostCredentialTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private JenkinsRule jenkins;
    private ControllerFixture world;
    private StandInSecret inUse;

    @BeforeEach
    void lose(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        run("threatManagerOnboard(" + ARGUMENTS + ")");
        inUse = world.app().secrets().get(0);
        CredentialsStore store =
                CredentialsProvider.lookupStores(folder()).iterator().next();
        List<Credentials> stored = store.getCredentials(Domain.global());
        assertThat(stored).hasSize(1);
        store.removeCredentials(Domain.global(), stored.get(0));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private WorkflowRun run(String step) throws Exception {
        return jenkins.buildAndAssertSuccess(pipeline(step));
    }

    private WorkflowRun storeSecret(String more) throws Exception {
        return run("threatManagerStoreSecret(tenant: 'contoso', credentialsId: '" + CREDENTIALS_ID + "'" + more + ")");
    }

    private void assertInUse() {
        assertThat(world.held()).isEqualTo(inUse.text());
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);
    }

    @Test
    void storingASecretTwiceLeavesTheOneInUseAndARunWithTheServerPutsThingsRight() throws Exception {
        WorkflowRun first = storeSecret("");
        jenkins.assertLogContains(
                inUse.keyId() + " is managed but not stored, and may be one that another run is about to store; it"
                        + " stays until 20",
                first);
        assertInUse();

        world.pass(TWO_DAYS);
        WorkflowRun second = storeSecret("");
        jenkins.assertLogContains(
                inUse.keyId() + " is managed but not stored, and may be in use: no Threat Manager server was read"
                        + "; it stays until that is certain. If nothing uses it, run again with 'confirm'.",
                second);
        jenkins.assertLogContains("no change needed", second);
        assertInUse();

        WorkflowRun onboarded = run("echo \"last ${threatManagerOnboard(" + ARGUMENTS + ").lastSyncStatus}\"");
        jenkins.assertLogContains("last SUCCEEDED", onboarded);
        WorkflowRun again = run("threatManagerOnboard(" + ARGUMENTS + ")");
        jenkins.assertLogContains("may be in use: the server 'tm-hand' is set up by hand", again);
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);

        ControllerFixture.removeServer("tm-hand");
        WorkflowRun tidied = run("echo \"last ${threatManagerOnboard(" + ARGUMENTS + ").lastSyncStatus}\"");
        jenkins.assertLogContains("done: Entra: remove client secret " + inUse.keyId(), tidied);
        jenkins.assertLogContains("last SUCCEEDED", tidied);
        assertThat(world.app().secrets()).extracting(StandInSecret::text).containsExactly(world.held());
    }

    @Test
    void theWordOfAPersonIsEnough() throws Exception {
        run("threatManagerOnboard(" + ARGUMENTS.replace("tm-prod", "tm-hand") + ")");
        world.pass(TWO_DAYS);
        storeSecret("");
        assertInUse();

        WorkflowRun confirmed = storeSecret(", confirm: true");

        jenkins.assertLogContains("nothing uses it, as was confirmed", confirmed);
        assertThat(world.app().secrets()).hasSize(1).doesNotContain(inUse);
    }
}
