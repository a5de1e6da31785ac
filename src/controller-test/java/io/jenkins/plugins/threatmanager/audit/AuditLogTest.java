package io.jenkins.plugins.threatmanager.audit;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What builds, refusals and changes of the configuration leave in the audit log. */
@WithJenkins
class AuditLogTest {

    private static final String ONBOARD = "threatManagerOnboard(" + ARGUMENTS + ")";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aPipelineThatOnboardsWritesIntentAndResultOfEachChange() throws Exception {
        WorkflowJob job = pipeline(ONBOARD);
        User.getById("alice", true);

        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("alice"))));

        List<JsonNode> intents = AuditLines.of("intent");
        List<JsonNode> results = AuditLines.of("result");
        assertThat(intents)
                .extracting(line -> line.path("what").asText())
                .startsWith("create app registration")
                .contains("create client secret", "store client secret", "add Credential Profile", "add Entra ID Sync");
        assertThat(intents).allSatisfy(line -> {
            assertThat(line.path("user").asText()).isEqualTo("alice");
            assertThat(line.path("cause").asText()).contains("alice");
            assertThat(line.path("authentication").asText()).isEqualTo("SYSTEM");
            assertThat(line.path("job").asText()).isEqualTo(job.getFullName());
            assertThat(line.path("build").asInt()).isEqualTo(1);
            assertThat(line.path("tenant").asText()).isEqualTo("contoso");
        });
        assertThat(changes(results)).isEqualTo(changes(intents));
        assertThat(results).allMatch(line -> line.path("result").asText().equals("done"));
        assertThat(results)
                .anyMatch(line -> line.path("objects")
                        .path("secretId")
                        .asText()
                        .equals(world.app().secrets().get(0).keyId()));
        String log = Files.readString(AuditLines.file());
        assertThat(world.secrets()).noneMatch(log::contains);
    }

    private static Set<String> changes(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("change").asText()).collect(Collectors.toSet());
    }

    @Test
    void aLogThatCannotBeWrittenEndsTheStepBeforeAnyChange() throws Exception {
        breakLog();

        jenkins.assertLogContains(
                "The audit log in threat-manager-audit of JENKINS_HOME cannot be written",
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline(ONBOARD)));

        assertThat(world.world().tenant().applications())
                .containsExactly(world.world().bootstrap());
        assertThat(world.world().threatManager().console().profiles()).isEmpty();
    }

    private static void breakLog() throws IOException {
        Files.deleteIfExists(AuditLines.file());
        Files.createDirectories(AuditLines.file());
    }

    @Test
    void aPlanWritesNothing() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ", plan: true)"));

        assertThat(AuditLines.of("intent")).isEmpty();
        assertThat(AuditLines.of("refusal")).isEmpty();
    }

    @Test
    void aJobInAFolderThatIsNotAllowedIsALine() throws Exception {
        Folder other = jenkins.createProject(Folder.class, "other");
        WorkflowJob job = other.createProject(WorkflowJob.class, "onboard");
        job.setDefinition(new CpsFlowDefinition(ONBOARD, true));

        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(AuditLines.of("refusal")).singleElement().satisfies(line -> {
            assertThat(line.path("job").asText()).isEqualTo("other/onboard");
            assertThat(line.path("tenant").asText()).isEqualTo("contoso");
            assertThat(line.path("problem").asText()).startsWith("config-tenant-not-available: ");
        });
        assertThat(AuditLines.of("intent")).isEmpty();
    }

    @Test
    void aChangeOfTheConfigurationIsALineWithItsFields() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("bob"));
        int before = AuditLines.of("configuration").size();
        Tenant tenant = world.tenant();
        tenant.setAllowedFolders(List.of("security", "ops"));
        try (ACLContext bob = ACL.as2(User.getById("bob", true).impersonate2())) {
            ThreatManagerConfiguration.get().setTenants(List.of(tenant));
            ThreatManagerConfiguration.get().save();
        }

        List<JsonNode> lines = AuditLines.of("configuration");
        assertThat(lines).as("saving the same again is no change").hasSize(before + 1);
        JsonNode line = lines.get(before);
        assertThat(line.path("user").asText()).isEqualTo("bob");
        assertThat(line.path("before")
                        .path("tenants/contoso/allowedFolders/string")
                        .asText())
                .isEqualTo("security");
        assertThat(line.path("after")
                        .path("tenants/contoso/allowedFolders/string")
                        .asText())
                .isEqualTo("security, ops");
        assertThat(line.path("after").size()).isEqualTo(1);
    }

    /** In the way of nobody, whatever it does. */
    @TestExtension("aDestinationThatFailsFailsNothing")
    public static final class Broken extends AuditDestination {

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public String getDisplayName() {
            return "a broken server";
        }

        @Override
        public void send(List<String> lines) throws IOException {
            throw new IOException("broken");
        }
    }

    @Test
    void aDestinationThatFailsFailsNothing() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline(ONBOARD));

        assertThat(AuditLines.of("result")).isNotEmpty();
        assertThat(AuditLog.get().backlog()).singleElement().asString().startsWith("a broken server: ");
    }
}
