package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.AuthenticatedProxy;
import io.jenkins.plugins.threatmanager.SecretSearch;
import io.jenkins.plugins.threatmanager.Transcript;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The proxy of Jenkins, with its login: for tokens (azure-sdk), for Microsoft Graph and for Threat Manager (okhttp). No
 * name of a host resolves but through the proxy.
 */
@WithJenkins
class ProxyTest {

    private static final String USER = "jenkins";
    private static final String PASSWORD = "pr0xy~password/of+Jenkins";

    private JenkinsRule jenkins;
    private ControllerFixture world;
    private AuthenticatedProxy proxy;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        proxy = new AuthenticatedProxy(USER, PASSWORD);
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        world.close();
    }

    private void useProxy(String password, String exceptFor) throws Exception {
        ProxyConfiguration configuration = new ProxyConfiguration("localhost", proxy.port(), USER, password, exceptFor);
        configuration.save();
        jenkins.jenkins.setProxy(configuration);
    }

    private void useNamesThatOnlyTheProxyKnows() {
        Tenant tenant = world.tenant();
        tenant.setAuthorityUrl(named("login", world.world().entra().authority()));
        tenant.setGraphUrl(named("graph", world.world().entra().graphRoot()));
        Server server = world.server();
        server.setUrl(named("tm", world.world().threatManager().url()));
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
        ThreatManagerConfiguration.get().setServers(List.of(server));
    }

    private static String named(String name, URI url) {
        return "https://" + name + ".stand-in.example:" + url.getPort();
    }

    @Test
    void everyRequestGoesThroughItAndItsPasswordIsNowhere(@TempDir Path folder) throws Exception {
        useProxy(PASSWORD, "");
        useNamesThatOnlyTheProxyKnows();
        SecretSearch search = new SecretSearch(List.of(PASSWORD));
        try (Transcript transcript = new Transcript(folder)) {
            WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

            assertThat(search.finds(JenkinsRule.getLog(run))).isFalse();
            assertThat(search.filesWithSecrets(folder)).isEmpty();
        }
        assertThat(proxy.admitted())
                .extracting(target -> target.substring(0, target.indexOf('.')))
                .contains("login", "graph", "tm");
        assertThat(world.app().secrets()).hasSize(1);
        assertThat(search.filesWithSecrets(jenkins.jenkins.getRootDir().toPath()))
                .isEmpty();
    }

    @Test
    void aWrongLoginIsAFailureWithoutThePassword(@TempDir Path folder) throws Exception {
        String wrong = "wr0ng~password/of+Jenkins";
        useProxy(wrong, "");
        useNamesThatOnlyTheProxyKnows();
        try (Transcript transcript = new Transcript(folder)) {
            WorkflowRun run = jenkins.buildAndAssertStatus(
                    Result.FAILURE, pipeline("threatManagerRegisterApp(tenant: 'contoso', timeoutMinutes: 1)"));

            jenkins.assertLogContains("ERROR: ", run);
            jenkins.assertLogNotContains("\tat ", run);
            assertThat(new SecretSearch(List.of(wrong)).finds(JenkinsRule.getLog(run)))
                    .isFalse();
            assertThat(new SecretSearch(List.of(wrong)).filesWithSecrets(folder))
                    .isEmpty();
        }
        assertThat(proxy.admitted()).isEmpty();
        assertThat(proxy.refused()).isNotEmpty();
    }

    @Test
    void hostsWithoutProxyAreAskedDirectly() throws Exception {
        useProxy(PASSWORD, "*.corp.example\nlocalhost");

        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        assertThat(proxy.admitted()).isEmpty();
        assertThat(proxy.refused()).isEmpty();
    }

    /** For each address, not once for all: the name is known to the proxy alone, so a direct request does not get far. */
    @Test
    void theExceptionsAreAskedForEachAddress() throws Exception {
        useProxy(PASSWORD, "tm.stand-in.example");
        useNamesThatOnlyTheProxyKnows();

        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ", timeoutMinutes: 1)"));

        jenkins.assertLogContains("tm.stand-in.example", run);
        assertThat(proxy.admitted())
                .extracting(target -> target.substring(0, target.indexOf('.')))
                .contains("login", "graph")
                .doesNotContain("tm");
    }
}
