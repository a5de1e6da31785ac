package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.AppTokenLogin;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.ExpiryWatch;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.Findings;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What steps ask for by the versions of the servers. */
@WithJenkins
class ServerVersionTest {

    private static final List<String> TWELVE = PermissionSet.THREAT_MANAGER_3_2.permissions();
    private static final List<String> SIXTEEN = PermissionSet.THREAT_MANAGER_3_3.permissions();

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

    private void policy(String permissionSet) {
        Policy policy = new Policy();
        policy.setPermissionSet(permissionSet);
        Tenant tenant = world.tenant();
        tenant.setPolicy(policy);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
    }

    /** @param other version of a second server; the same stand-in under another name */
    private void versions(String version, String other) {
        Server first = world.server();
        first.setVersion(version);
        Server second = world.server("tm-second", new AppTokenLogin("tm-app-token"));
        second.setVersion(other);
        ThreatManagerConfiguration.get().setServers(List.of(first, second));
    }

    private Set<String> granted() {
        return world.world().tenant().consented(world.app());
    }

    private List<FindingKind> findings() {
        return Findings.in(MonitoringState.gather()).stream().map(Finding::kind).toList();
    }

    /** Lets the watch make a round, and waits for its end. */
    private static void look() throws InterruptedException {
        ExtensionList.lookupSingleton(ExpiryWatch.class).doRun();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("Threat Manager expiry watch thread")) {
                thread.join(Duration.ofMinutes(2).toMillis());
            }
        }
    }

    @Test
    void aServerThatNeedsMoreThanThePolicyListsIsRefusedBeforeAnyRequest() throws Exception {
        versions("3.3", "");
        world.forgetRequests();

        Run<?, ?> run =
                jenkins.buildAndAssertStatus(Result.FAILURE, pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        assertThat(JenkinsRule.getLog(run))
                .contains("ERROR: Threat Manager 3.3 on the server 'tm-prod' needs AgentIdentity.Read.All")
                .contains("permissionSet: threat-manager-3.3");
        assertThat(world.requests()).isZero();
    }

    @Test
    void anUpgradeGrantsFourAndKeepsTheSecret() throws Exception {
        policy("threat-manager-3.3");
        versions("3.2", "");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));
        assertThat(granted()).containsExactlyInAnyOrderElementsOf(TWELVE);
        List<String> secrets =
                world.app().secrets().stream().map(StandInSecret::keyId).toList();

        versions("3.3", "");
        policy("threat-manager-3.0");
        assertThat(findings()).contains(FindingKind.NEEDS_PERMISSIONS);
        policy("threat-manager-3.3");
        look();
        assertThat(findings()).contains(FindingKind.NEEDS_PERMISSIONS);
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        assertThat(granted()).containsExactlyInAnyOrderElementsOf(SIXTEEN);
        assertThat(world.app().secrets().stream().map(StandInSecret::keyId)).containsExactlyElementsOf(secrets);
        assertThat(findings()).doesNotContain(FindingKind.NEEDS_PERMISSIONS);
    }

    @Test
    void whatAnotherServerOfTheTenantNeedsIsNoDrift() throws Exception {
        policy("threat-manager-3.3");
        versions("3.3", "3.2");
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

        Run<?, ?> status = jenkins.buildAndAssertSuccess(pipeline("threatManagerStatus(tenant: 'contoso',"
                + " server: 'tm-second', credentialsId: 'contoso-tm', failOnDrift: true)"));

        assertThat(JenkinsRule.getLog(status)).doesNotContain("beyond the wanted permissions");
    }
}
