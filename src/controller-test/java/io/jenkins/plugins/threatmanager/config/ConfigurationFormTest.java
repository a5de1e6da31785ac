package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages of tenants, servers and defaults as people use them: what they see is what is saved, every field of it. */
@WithJenkins
class ConfigurationFormTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Samples.storeCredentials();
    }

    @BeforeEach
    void empty() {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of());
        configuration.setServers(List.of());
        configuration.setDefaults(null);
        configuration.setProducts(List.of());
    }

    @Test
    void savingSystemChangesNothing() throws Exception {
        configure();
        String before = xml();

        jenkins.configRoundtrip();

        assertThat(xml()).isEqualTo(before);
        assertThat(Files.readString(file())).isEqualTo(file(before));
    }

    @Test
    void savingEachPageChangesNothing() throws Exception {
        configure();
        String before = xml();

        for (Tenant tenant : Samples.tenants()) {
            submit("tenants/entry/" + tenant.getName() + "/", form -> {});
            assertThat(xml()).as(tenant.getName()).isEqualTo(before);
        }
        for (Server server : Samples.servers()) {
            submit("servers/entry/" + server.getName() + "/", form -> {});
            assertThat(xml()).as(server.getName()).isEqualTo(before);
        }
        submit("defaults/", form -> {});

        assertThat(xml()).isEqualTo(before);
        assertThat(Files.readString(file())).isEqualTo(file(before));
    }

    @Test
    void savingTheDefaultsOfAFreshControllerChangesNothing() throws Exception {
        String before = xml();

        submit("defaults/", form -> {});

        assertThat(xml()).isEqualTo(before);
    }

    /** A copy has everything but the name; the one that was copied keeps its own. */
    @Test
    void addingACopyOfEachAddsTheSameUnderAnotherName() throws Exception {
        configure();
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        for (Tenant tenant : Samples.tenants()) {
            submit("tenants/new?copy=" + tenant.getName(), form -> {
                assertThat(input(form, "_.name").getValue()).isEmpty();
                input(form, "_.name").setValue(tenant.getName() + "-copy");
            });
            Tenant copy = tenant(tenant.getName() + "-copy");
            assertThat(Jenkins.XSTREAM2.toXML(copy).replace("-copy</name>", "</name>"))
                    .isEqualTo(Jenkins.XSTREAM2.toXML(tenant(tenant.getName())));
        }
        for (Server server : Samples.servers()) {
            submit(
                    "servers/new?copy=" + server.getName(),
                    form -> input(form, "_.name").setValue(server.getName() + "-copy"));
        }
        assertThat(configuration.getTenants()).hasSize(2 * Samples.tenants().size());
        assertThat(configuration.getServers()).hasSize(2 * Samples.servers().size());
    }

    @Test
    void anEntryIsAddedToWhatIsThere() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(0, 1));

        submit("tenants/new", form -> {
            input(form, "_.name").setValue("fabrikam");
            input(form, "_.domain").setValue("fabrikam.onmicrosoft.com");
            HtmlSelect authentication = form.getFirstByXPath(".//select[contains(@class, 'dropdownList')]");
            authentication.setSelectedAttribute(authentication.getOptionByText("Managed identity"), true);
        });

        assertThat(ThreatManagerConfiguration.get().getTenants())
                .extracting(Tenant::getName)
                .containsExactly("contoso", "fabrikam");
        assertThat(tenant("fabrikam").getPolicy().getPermissionSet()).isEqualTo(new Policy().getPermissionSet());
    }

    @Test
    void allowedFoldersAreLines() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(1, 2));

        submit(
                "tenants/entry/cert/",
                form -> textArea(form, "_.allowedFolders")
                        .setText("  security \r\n\n ops/identity and access\nsecurity"));

        assertThat(tenant("cert").getAllowedFolders()).containsExactly("security", "ops/identity and access");
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(0, 2));
        assertRefused(
                "tenants/entry/cert/",
                form -> input(form, "_.name").setValue("contoso"),
                "There are two tenants called 'contoso'.");
        assertRefused("tenants/new?copy=cert", form -> input(form, "_.name").setValue("cert"), "There are two tenants");
        assertRefused("tenants/new?copy=cert", form -> {}, "The name is missing.");
    }

    @Test
    void anIllFormedNameIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(0, 2));
        assertRefused(
                "tenants/entry/cert/",
                form -> input(form, "_.name").setValue("<b>x"),
                "must begin with a letter or digit");
    }

    @Test
    void anIllFormedServerIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setServers(Samples.servers().subList(1, 2));
        assertRefused(
                "servers/entry/tm-user/",
                form -> input(form, "_.url").setValue("ftp://tm"),
                "The address of the server is not of the form https://host:port.");
    }

    @Test
    void anIllFormedDefaultIsRefused() throws Exception {
        assertRefused("defaults/", form -> input(form, "_.secretLifetime").setValue("a while"), "a while");
    }

    /** Somebody else has deleted it since the page was opened: it does not come back, and nothing else is touched. */
    @Test
    void whatIsGoneMeanwhileIsNotSaved() throws Exception {
        configure();

        Page answer = submit(
                "tenants/entry/cert/",
                form -> ThreatManagerConfiguration.get()
                        .setTenants(Samples.tenants().subList(0, 1)));

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(404);
        assertThat(ThreatManagerConfiguration.get().getTenants()).hasSize(1);
    }

    @Test
    void anEntryIsDeletedAndNoOther() throws Exception {
        configure();
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            post(client, "tenants/entry/cert/delete");
            post(client, "servers/entry/tm-user/delete");
        }
        assertThat(ThreatManagerConfiguration.get().getTenants())
                .hasSize(Samples.tenants().size() - 1)
                .extracting(Tenant::getName)
                .doesNotContain("cert");
        assertThat(ThreatManagerConfiguration.get().getServers())
                .hasSize(Samples.servers().size() - 1)
                .extracting(Server::getName)
                .doesNotContain("tm-user");
    }

    private static void post(JenkinsRule.WebClient client, String path) throws Exception {
        client.getPage(
                client.addCrumb(new WebRequest(new URL(jenkins.getURL(), "threat-manager/" + path), HttpMethod.POST)));
    }

    private static void configure() {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants());
        configuration.setServers(Samples.servers());
        configuration.setDefaults(Samples.defaults());
        configuration.setProducts(Samples.products());
    }

    private static Tenant tenant(String name) {
        return ThreatManagerConfiguration.get().getTenants().stream()
                .filter(tenant -> tenant.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(String path, Consumer<HtmlForm> change, String sentence) throws Exception {
        AtomicReference<String> before = new AtomicReference<>();

        Page answer = submit(path, form -> {
            change.accept(form);
            before.set(xml());
        });

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(answer.getWebResponse().getContentAsString()).contains(sentence);
        assertThat(xml()).isEqualTo(before.get());
        assertThat(Files.readString(file())).isEqualTo(file(before.get()));
    }

    private static Page submit(String path, Consumer<HtmlForm> change) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.goTo("threat-manager/" + path);
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            HtmlForm form = page.getFormByName("config");
            change.accept(form);
            return jenkins.submit(form);
        }
    }

    private static HtmlTextArea textArea(HtmlForm form, String name) {
        return form.getFirstByXPath(".//textarea[@name='" + name + "']");
    }

    private static HtmlTextInput input(HtmlForm form, String name) {
        return form.getFirstByXPath(".//input[@name='" + name + "']");
    }

    private static String xml() {
        return Jenkins.XSTREAM2.toXML(ThreatManagerConfiguration.get());
    }

    private static Path file() {
        return jenkins.jenkins
                .getRootDir()
                .toPath()
                .resolve("io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration.xml");
    }

    private static String file(String xml) {
        return "<?xml version='1.1' encoding='UTF-8'?>\n" + xml;
    }
}
