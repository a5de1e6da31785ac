package io.jenkins.plugins.threatmanager.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.config.ManagedIdentityAuthentication;
import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlFileInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Many tenants from a file: a preview first, then all of it or nothing. */
@WithJenkins
class ImportTest {

    private static final String TABLE = "name,domain,authentication,allowedFolders,secret\n"
            + "contoso,,,security|ops,PLUGIN\n"
            + "fabrikam,fabrikam.onmicrosoft.com,managedIdentity,,\n";

    @TempDir
    private Path folder;

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager"));
        world = new ControllerFixture().configure();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static List<Tenant> tenants() {
        return ThreatManagerConfiguration.get().getTenants();
    }

    private HtmlForm form() throws Exception {
        return jenkins.createWebClient()
                .login("admin")
                .goTo("threat-manager/tenants/import/")
                .getFormByName("import");
    }

    private HtmlPage preview(String text) throws Exception {
        HtmlForm form = form();
        form.getTextAreaByName("text").setText(text);
        return jenkins.submit(form);
    }

    private String refusal(String text) throws Exception {
        try {
            return preview(text).asNormalizedText();
        } catch (FailingHttpStatusCodeException refused) {
            assertThat(refused.getStatusCode()).isEqualTo(400);
            return refused.getResponse().getContentAsString();
        }
    }

    @Test
    void aTableIsPreviewedAndImported() throws Exception {
        HtmlPage preview = preview(TABLE);

        assertThat(preview.asNormalizedText())
                .contains("Added: 1. Changed: 1. Unchanged: 0. Refused: 0. Nothing is changed yet.")
                .contains("allowedFolders: [security] → [security, ops]");
        assertThat(tenants()).hasSize(1);
        jenkins.submit(preview.getFormByName("apply"));

        assertThat(tenants()).extracting(Tenant::getName).containsExactly("contoso", "fabrikam");
        Tenant contoso = tenants().get(0);
        assertThat(contoso.getDomain()).isEqualTo(world.tenant().getDomain());
        assertThat(contoso.getAuthentication())
                .isInstanceOf(world.tenant().getAuthentication().getClass());
        assertThat(contoso.getAllowedFolders()).containsExactly("security", "ops");
        assertThat(contoso.getPolicy().getSecret()).isEqualTo(SecretPlace.PLUGIN);
        assertThat(tenants().get(1).getAuthentication()).isInstanceOf(ManagedIdentityAuthentication.class);
        assertThat(preview(TABLE).asNormalizedText()).contains("Unchanged: 2.", "There is nothing to import");
    }

    @Test
    void aFileIsUploaded() throws Exception {
        File file = Files.writeString(folder.resolve("tenants.yaml"), "- name: contoso\n  automaticRotation: true\n")
                .toFile();
        HtmlForm form = form();
        form.<HtmlFileInput>getInputByName("file").setFiles(file);
        HtmlPage preview = jenkins.submit(form);
        jenkins.submit(preview.getFormByName("apply"));

        assertThat(tenants().get(0).isAutomaticRotation()).isTrue();
    }

    @Test
    void oneRowThatIsRefusedKeepsAllOut() throws Exception {
        HtmlPage preview = preview(TABLE + "a b,x.com,managedIdentity,,\nnorthwind,northwind.com,nothing,,\n"
                + "adatum,adatum.com,,,\nworld,not a domain,managedIdentity,,\n");

        assertThat(preview.asNormalizedText())
                .contains("Refused: 4.")
                .contains("The name 'a b' must begin with a letter or digit")
                .contains("There is no authentication 'nothing' on this controller.")
                .contains("The tenant 'adatum' has no authentication.")
                .contains("The file cannot be imported as long as a row is refused.");
        assertThat(preview.getForms()).noneMatch(form -> form.getNameAttribute().equals("apply"));
        assertThat(tenants()).hasSize(1);
    }

    @Test
    void whatHasChangedSinceThePreviewIsShownAgain() throws Exception {
        HtmlPage preview = preview(TABLE);
        Tenant tenant = tenants().get(0);
        tenant.setAllowedFolders(List.of("elsewhere"));
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));

        HtmlPage again = jenkins.submit(preview.getFormByName("apply"));

        assertThat(again.asNormalizedText())
                .contains("The tenants were changed since the preview")
                .contains("[elsewhere] → [security, ops]");
        assertThat(tenants()).hasSize(1);
    }

    @Test
    void noImportEscapesBreakGlass() throws Exception {
        DisabledTenants.get()
                .add(DisabledTenant.of("older", world.tenant().getDomain(), Instant.now(), "alice", "a lost laptop"));

        assertThat(preview("name,domain\ncontoso,elsewhere.com\n").asNormalizedText())
                .contains("The tenant 'contoso' is disabled. Lift that first");
    }

    @Test
    void aHostileFileEndsInASentence() throws Exception {
        assertThat(refusal("- &a [ *a ]\n")).contains("refers to another part of itself");
        assertThat(refusal("- !!javax.script.ScriptEngineManager []\n")).contains("It is not a tenant");
        assertThat(refusal("[".repeat(10_000))).contains("The file is neither YAML");
        assertThat(refusal("- name: <script>alert(1)</script>\n")).contains("must begin with a letter or digit");
        assertThat(refusal("- name: x\n  authentication: { $class: java.io.File }\n"))
                .contains("There is no authentication");
        assertThat(refusal("")).contains("Nothing was sent.");
        assertThat(tenants()).hasSize(1);
    }

    @Test
    void administratorsAlone() throws Exception {
        for (String path : List.of(
                "import/",
                "import/preview",
                "import/apply",
                "verify/",
                "verify/start",
                "verify/stop",
                "export",
                "entry/contoso/export")) {
            for (String verb : List.of("GET", "POST")) {
                for (String user : new String[] {"manager", null}) {
                    assertThat(WebMethods.call(jenkins, "threat-manager/tenants/" + path, user, verb)
                                    .status())
                            .as(verb + " " + path + " as " + user)
                            .isEqualTo(403);
                }
            }
        }
        for (String path : List.of("import/preview", "import/apply", "verify/start", "verify/stop")) {
            assertThat(WebMethods.call(jenkins, "threat-manager/tenants/" + path, "admin", "GET")
                            .status())
                    .as("GET " + path)
                    .isIn(404, 405);
        }
    }
}
