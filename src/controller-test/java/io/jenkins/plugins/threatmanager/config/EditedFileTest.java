package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A configuration file that somebody edited: nothing is dropped, and only what is ill-formed cannot be used. */
@WithJenkins
class EditedFileTest {

    private static JenkinsRule jenkins;
    private static FreeStyleProject job;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = rule.createFreeStyleProject("job");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<domain>contoso.onmicrosoft.com</domain>",
                "<clientId>5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c</clientId>",
                "<cloud>CUSTOM</cloud>",
                "<authorityUrl>https://login.contoso.example</authorityUrl>",
                "<authentication class=\"io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication\">"
            })
    void anIllFormedTenantIsKeptButCannotBeUsed(String good) throws Exception {
        edit(good, good.contains("class=") ? good.replace("ClientSecret", "Unknown") : good.replaceAll(">.*<", ">?<"));

        assertThat(ThreatManagerConfiguration.get().getTenants())
                .hasSize(2)
                .extracting(Tenant::getName)
                .contains("contoso");
        assertThatThrownBy(() -> ThreatManagerConfiguration.get().tenantFor("contoso", job))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(ConfigProblem.INVALID));
        assertThat(ThreatManagerConfiguration.get().tenantFor("cert", job).getName())
                .isEqualTo("cert");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tm-user | <url>https://tm2.contoso.local:8080</url> | <url>?</url>
        tm-prod | config.RestConnector                      | config.Unknown
        tm-user | config.UserPasswordLogin                  | config.Unknown
        """)
    void anIllFormedServerIsKeptButCannotBeUsed(String name, String good, String bad) throws Exception {
        edit(Pattern.quote(good), bad);

        assertThatThrownBy(() -> ThreatManagerConfiguration.get().serverFor(name, job))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("server", "orrect");
        assertThat(ThreatManagerConfiguration.get().serverFor("tm-by-hand", job).getName())
                .isEqualTo("tm-by-hand");
    }

    /** As in the file of a version without policies. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<policy/>"})
    void elementsMayBeMissing(String policy) throws Exception {
        edit("(?s)<tenants>.*</tenants>", """
            <tenants><io.jenkins.plugins.threatmanager.config.Tenant/>
            <io.jenkins.plugins.threatmanager.config.Tenant><name>cert</name><allowAllFolders>true</allowAllFolders>
            <domain>contoso.com</domain>
            <authentication class="io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication"/>
            %s
            </io.jenkins.plugins.threatmanager.config.Tenant></tenants>
            """.formatted(policy));

        assertThat(ThreatManagerConfiguration.get().tenantFor("cert", job).getCloud())
                .isEqualTo("GLOBAL");
        TenantPolicy read =
                ThreatManagerConfiguration.get().tenantFor("cert", job).asGoal().policy();
        assertThat(read.permissions()).isEqualTo(TenantPolicy.DEFAULT.permissions());
        assertThat(read.allowances()).isEqualTo(TenantPolicy.DEFAULT.allowances());
        assertThat(read.bounds().longestWait())
                .isEqualTo(TenantPolicy.DEFAULT.bounds().longestWait());
        assertThat(ThreatManagerConfiguration.get().getTenants()).hasSize(2);
        assertThatThrownBy(() -> ThreatManagerConfiguration.get().tenantFor("", job))
                .isInstanceOf(ProblemException.class);
        jenkins.createWebClient().goTo("threat-manager/tenants/");
    }

    @Test
    void everyElementOfDefaultsMayBeMissing() throws Exception {
        edit("(?s)<defaults>.*</defaults>", "<defaults/>");

        Defaults defaults = ThreatManagerConfiguration.get().getDefaults();

        assertThat(defaults.getAppName()).isNotEmpty();
        assertThat(defaults.requests()
                        .prepare(
                                Operation.REGISTER_APP,
                                new TenantGoal.Tenant("t", "t.example", "GLOBAL", TenantPolicy.DEFAULT),
                                new ArgumentValues())
                        .request()
                        .app()
                        .permissions())
                .hasSize(12);
        defaults.validate();
    }

    private static void edit(String pattern, String replacement) throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        List<Tenant> tenants = Samples.tenants().subList(0, 2);
        tenants.forEach(tenant -> tenant.setAllowAllFolders(true));
        List<Server> servers = Samples.servers();
        servers.forEach(server -> server.setAllowAllFolders(true));
        configuration.setTenants(tenants);
        configuration.setServers(servers);
        configuration.setDefaults(Samples.defaults());
        Path file = jenkins.jenkins
                .getRootDir()
                .toPath()
                .resolve("io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration.xml");
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, replacement);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
        configuration.load();
    }
}
