package io.jenkins.plugins.threatmanager.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import hudson.ExtensionList;
import hudson.model.Item;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.Stored;
import io.jenkins.plugins.threatmanager.monitor.metrics.JenkinsMetrics;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The numbers: who may read them, and that both ways out of Jenkins have them. */
@WithJenkins
class MetricsPageTest {

    private static final String DOMAIN = "contoso.onmicrosoft.com";
    private static final String PATH = "threat-manager/metrics";

    private JenkinsRule jenkins;

    @BeforeEach
    void secure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Jenkins.SYSTEM_READ.setEnabled(true);
        Folder folder = rule.createProject(Folder.class, "security");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ, ThreatManagerPermissions.VIEW)
                .everywhere()
                .to("prometheus")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "engineer")
                .grant(Item.READ, ThreatManagerPermissions.VIEW)
                .onFolders(folder)
                .to("engineer"));
        ThreatManagerConfiguration.get()
                .setTenants(List.of(new Tenant("contoso", DOMAIN, new ManagedIdentityAuthentication())));
        Stored.in(folder, "contoso-tm", DOMAIN, Duration.ofDays(10));
        Stored.onboarded("contoso", DOMAIN, "tm-prod", "security", "contoso-tm", "security/onboard", 1);
    }

    /** Numbers of all tenants are for those who may see all of the dashboard. */
    @Test
    void onlyThoseWhoMaySeeEverythingGetThem() throws Exception {
        assertThat(WebMethods.call(jenkins, PATH, null, "GET").status()).isEqualTo(403);
        for (String user : List.of("reader", "engineer")) {
            assertThat(WebMethods.call(jenkins, PATH, user, "GET").status())
                    .as(user)
                    .isEqualTo(403);
        }
        for (String user : List.of("admin", "auditor", "prometheus")) {
            assertThat(WebMethods.call(jenkins, PATH, user, "GET").status())
                    .as(user)
                    .isEqualTo(200);
        }
    }

    @Test
    void aScraperWithAnApiTokenReadsThem() throws Exception {
        try (JenkinsRule.WebClient scraper = jenkins.createWebClient().withBasicApiToken("prometheus")) {
            Page page = scraper.goTo(PATH, "text/plain");

            assertThat(page.getWebResponse().getResponseHeaderValue("Content-Type"))
                    .containsIgnoringCase("text/plain;")
                    .contains("version=0.0.4");
            assertThat(page.getWebResponse().getContentAsString())
                    .contains("threat_manager_secrets{days_left=\"8-30\"} 1\n")
                    .contains("threat_manager_secret_expiry_days{tenant=\"contoso\"} 10\n")
                    .contains("threat_manager_findings{kind=\"expires-soon\",severity=\"warning\"} 1\n")
                    .contains("threat_manager_operations_total{operation=\"onboard\",result=\"succeeded\"} 1\n")
                    .contains("threat_manager_round_trips_total{service=\"graph\"}")
                    .contains("threat_manager_wait_seconds_total{reason=\"replication\"}")
                    .doesNotContain("security", "contoso-tm");
        }
    }

    @Test
    void theMetricsPluginHasThemToo() {
        Map<String, Metric> all = ExtensionList.lookupSingleton(JenkinsMetrics.class)
                .getMetricSet()
                .getMetrics();

        assertThat(all).hasSizeGreaterThan(30);
        assertThat(Metrics.metricRegistry().getMetrics())
                .containsKeys(all.keySet().toArray(String[]::new));
        assertThat(((Gauge<?>) all.get("threat-manager.secrets.8-30")).getValue())
                .isEqualTo(1.0);
        assertThat(((Gauge<?>) all.get("threat-manager.findings.expires-soon")).getValue())
                .isEqualTo(1.0);
        assertThat(((Gauge<?>) all.get("threat-manager.operations.succeeded")).getValue())
                .isEqualTo(1.0);
    }
}
