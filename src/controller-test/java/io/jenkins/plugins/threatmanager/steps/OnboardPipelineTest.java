package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The whole procedure by Pipeline, from an empty tenant to a finished first sync. */
@WithJenkins
class OnboardPipelineTest {

    private final ControllerWorld world = new ControllerWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void onboardsAndNeedsNoChangeTheSecondTime(JenkinsRule jenkins) throws Exception {
        Folder folder = world.folder("security");
        WorkflowJob job = job(
                folder,
                "def result = threatManagerOnboard(" + ControllerWorld.ARGUMENTS + ")\n"
                        + "echo \"client ${result.clientId} status ${result.lastSyncStatus} enabled ${result.enabled}"
                        + " missing ${result.missingPermissions} changes ${result.changes.size()}\"");

        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        System.err.println(JenkinsRule.getLog(first));

        jenkins.assertLogContains("client " + world.app().orElseThrow().appId() + " status SUCCEEDED enabled true missing []", first);
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("changes 0", second);
        System.err.println(JenkinsRule.getLog(second));
    }

    private static WorkflowJob job(Folder folder, String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "onboard");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }
}
