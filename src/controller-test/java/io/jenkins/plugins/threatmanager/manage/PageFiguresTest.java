package io.jenkins.plugins.threatmanager.manage;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import io.jenkins.plugins.threatmanager.monitor.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.htmlunit.Page;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * How large pages are with 1, 100, 500 and 2,000 tenants, each with a stored secret, 500 of them known to the ledger. What it
 * prints has also the elements, and the time until the controller has answered, the fastest of three: a number for people, and
 * no assertion.
 */
@WithJenkins
class PageFiguresTest {

    private static final List<String> PAGES = List.of(
            "manage/configure",
            "threat-manager/",
            "threat-manager/tenants/",
            "threat-manager/tenants/entry/tenant-0/",
            "threat-manager/tenants/new",
            "threat-manager/tenants/verify/",
            "threat-manager/tenants/import/",
            "threat-manager/servers/",
            "threat-manager/defaults/",
            "threat-manager/disable/");

    private static final List<String> BOUNDED = List.of(
            "manage/configure",
            "threat-manager/tenants/",
            "threat-manager/tenants/entry/tenant-0/",
            "threat-manager/tenants/new",
            "threat-manager/tenants/verify/",
            "threat-manager/tenants/import/",
            "threat-manager/servers/",
            "threat-manager/defaults/");

    private static final Pattern ELEMENT = Pattern.compile("<[a-zA-Z]");
    private static final int KNOWN = 500;

    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    @Test
    void pagesAreNoLargerWithMoreTenants(JenkinsRule jenkins) throws Exception {
        int onboarded = 0;
        for (int count : new int[] {1, 100, 500, 2000}) {
            configure(count);
            for (; onboarded < Math.min(count, KNOWN); onboarded++) {
                String name = "tenant-" + onboarded;
                Stored.onboarded(name, name + ".example", "tm", "", "secret-" + onboarded, "security/" + name, 1);
            }
            for (String path : PAGES) {
                measure(jenkins, path, count);
            }
        }
        for (String path : BOUNDED) {
            assertThat(sizes.get(path + " 2000")).as(path).isLessThan(sizes.get(path + " 100") * 11 / 10);
        }
    }

    private static void configure(int count) throws Exception {
        List<Tenant> tenants = new ArrayList<>();
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        for (int i = 0; i < count; i++) {
            String domain = "tenant-" + i + ".example";
            tenants.add(new Tenant("tenant-" + i, domain, new ManagedIdentityAuthentication()));
            SystemCredentialsProvider.getInstance()
                    .getCredentials()
                    .add(new EntraAppCredentials(
                            CredentialsScope.GLOBAL,
                            "secret-" + i,
                            "",
                            domain,
                            "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c",
                            Secret.fromString(Stored.TEXT),
                            Instant.now().plus(Duration.ofDays(100)).toString()));
        }
        ThreatManagerConfiguration.get().setTenants(tenants);
    }

    private void measure(JenkinsRule jenkins, String path, int count) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            browser.getOptions().setCssEnabled(false);
            long fastest = Long.MAX_VALUE;
            String text = "";
            for (int i = 0; i < 3; i++) {
                Page page = browser.goTo(path);
                fastest = Math.min(fastest, page.getWebResponse().getLoadTime());
                text = page.getWebResponse().getContentAsString();
            }
            sizes.put(path + " " + count, text.length());
            System.out.printf(
                    "FIGURES %4d tenants %-40s %8d bytes %7d elements %6d ms%n",
                    count, path, text.length(), ELEMENT.matcher(text).results().count(), fastest);
        }
    }
}
