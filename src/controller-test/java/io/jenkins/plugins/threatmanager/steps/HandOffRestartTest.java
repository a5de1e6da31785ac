package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.handoff.HandOffProblem;
import io.jenkins.plugins.threatmanager.handoff.HandOffRecords;
import io.jenkins.plugins.threatmanager.handoff.SecretHandOff;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A restart gives nobody a second look, and a file that cannot be read none at all. */
class HandOffRestartTest {

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerFixture world = new ControllerFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private SecretHandOff handOff() {
        WorkflowJob job = Jenkins.get().getAllItems(WorkflowJob.class).get(0);
        return new SecretHandOff(new SecretHandOff.Subject(
                new SecretHandOff.Build(job, 1),
                new SecretHandOff.Secret(
                        "contoso",
                        world.tenant().getDomain(),
                        ControllerFixture.CREDENTIALS_ID,
                        world.app().secrets().get(0).keyId()),
                DoneByHand.Task.ENTER,
                List.of("tm-hand")));
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve(HandOffRecords.class.getName() + ".xml");
    }

    private ProblemException refused() {
        try (ACLContext as = ACL.as2(User.getById("person", true).impersonate2())) {
            SecretHandOff handOff = handOff();
            return catchThrowableOfType(ProblemException.class, handOff::reveal);
        }
    }

    @Test
    void whatWasShownIsNotShownAgain() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            world.configure();
            jenkins.buildAndAssertSuccess(
                    pipeline("threatManagerOnboard(" + ARGUMENTS.replace("tm-prod", "tm-hand") + ")"));
            try (ACLContext as = ACL.as2(User.getById("person", true).impersonate2())) {
                assertThat(handOff().reveal().reveal())
                        .isEqualTo(world.app().secrets().get(0).text());
            }
        });
        sessions.then(jenkins -> {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            assertThat(refused().problem()).isEqualTo(HandOffProblem.REVEALED_ALREADY);
            Files.writeString(file(), "<list><string>x</string></list>");
        });
        sessions.then(jenkins -> {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            assertThat(refused().problem()).isEqualTo(HandOffProblem.UNKEPT);
            assertThat(file()).as("it is left for who repairs it").hasContent("<list><string>x</string></list>");
        });
    }
}
