package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.credentials.OddStores;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A secret that Jenkins cannot keep is taken out of Entra again: nobody could use or revoke it later. */
@WithJenkins
class StoreRefusedTest {

    private JenkinsRule jenkins;
    private ControllerFixture world;

    /** The stores. */
    @TestExtension
    public static final class Stores extends OddStores {}

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        OddStores.insteadOfFolders();
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "read-only, can only be read",
        "refusing, did not take",
        "forgetful, did not keep",
        "broken, could not be saved"
    })
    void theNewSecretIsRemoved(String name, String words) throws Exception {
        Folder folder = ControllerFixture.folder().createProject(Folder.class, name);
        WorkflowJob job = folder.createProject(WorkflowJob.class, "onboard");
        job.setDefinition(new CpsFlowDefinition("threatManagerOnboard(" + ARGUMENTS + ")", true));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains(words, run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(world.world().tenant().issuedSecrets()).as("one was issued").hasSize(2);
        assertThat(world.app().secrets()).isEmpty();
    }
}
