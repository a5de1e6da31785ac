package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.UserPasswordLogin;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Builds that log in to a server that takes each one-time password once. The server lives in the time of the
 * controller, in which the codes are made, and takes those of the next minutes, as the steps wait less than they say.
 */
@WithJenkins
class OneTimePasswordTest {

    private static final String USER = "CONTOSO\\otp";
    private static final String PASSWORD = "Pa55-word";
    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String STATUS =
            "threatManagerStatus(tenant: 'contoso', server: 'tm-otp', credentialsId: 'contoso-tm')";

    private JenkinsRule jenkins;
    private ControllerFixture world;
    private ThreatManagerStandIn server;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        server = new ThreatManagerStandIn(
                new RelativeDialect(), Clock.systemUTC(), JvmTrust.tls().context());
        server.accounts().addUser(USER, PASSWORD, "Administrator", KEY);
        server.accounts().codesEitherSide(8);
        ControllerFixture.addUserPassword("tm-otp-user", USER, PASSWORD);
        ControllerFixture.addSecretText("tm-otp-seed", SEED);
        UserPasswordLogin login = new UserPasswordLogin("tm-otp-user");
        login.setOtpSecretCredentialsId("tm-otp-seed");
        Server configured = world.server("tm-otp", login);
        configured.setUrl(server.url().toString());
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        List<Server> servers = new ArrayList<>(configuration.getServers());
        servers.add(configured);
        configuration.setServers(servers);
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    @Test
    void buildsAtOnceAndOneAfterTheOtherEachSendACodeOfTheirOwn() throws Exception {
        List<QueueTaskFuture<WorkflowRun>> atOnce = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            atOnce.add(pipeline(STATUS).scheduleBuild2(0));
        }
        List<WorkflowRun> runs = new ArrayList<>();
        for (QueueTaskFuture<WorkflowRun> each : atOnce) {
            runs.add(jenkins.assertBuildStatus(Result.SUCCESS, each));
        }
        runs.add(jenkins.buildAndAssertSuccess(pipeline(STATUS)));

        for (WorkflowRun run : runs) {
            jenkins.assertLogNotContains("does not take this one-time password", run);
        }
        assertThat(server.accounts().logins()).isEqualTo(3);
    }

    @Test
    void aCodeThatAnotherProgramHasUsedIsFollowedByTheNext() throws Exception {
        server.accounts().useCodeElsewhere(USER);

        jenkins.buildAndAssertSuccess(pipeline(STATUS));

        assertThat(server.accounts().logins()).isEqualTo(1);
    }
}
