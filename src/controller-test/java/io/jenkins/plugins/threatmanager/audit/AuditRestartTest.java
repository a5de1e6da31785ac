package io.jenkins.plugins.threatmanager.audit;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class AuditRestartTest {

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerFixture world = new ControllerFixture();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void linesSurviveARestartAndTheDeletionOfTheBuild() throws Throwable {
        String[] before = new String[1];
        sessions.then(jenkins -> {
            world.configure();
            WorkflowJob job = pipeline("threatManagerOnboard(" + ARGUMENTS + ")");
            jenkins.buildAndAssertSuccess(job);
            job.getBuildByNumber(1).delete();
            before[0] = Files.readString(AuditLines.file());
            Files.writeString(AuditLines.file(), "{\"time\":\"20", StandardOpenOption.APPEND);
        });
        sessions.then(jenkins -> {
            assertThat(Files.readString(AuditLines.file())).startsWith(before[0]);
            AuditLog.get()
                    .note(
                            AuditPhase.REVEAL,
                            AuditOrigin.ofPage("Hand-off"),
                            "contoso",
                            List.of("tm-hand"),
                            "show client secret");
            assertThat(AuditLog.get()
                            .search("", "", "", "", "")
                            .getFound()
                            .get(0)
                            .getPhase())
                    .isEqualTo("reveal");
            assertThat(AuditLog.get()
                            .search("add Entra ID Sync", "contoso", "", "", "")
                            .getFound())
                    .isNotEmpty();
            assertThat(Jenkins.get().getRootDir().toPath().resolve(AuditLog.DIRECTORY))
                    .isDirectory();
        });
    }
}
