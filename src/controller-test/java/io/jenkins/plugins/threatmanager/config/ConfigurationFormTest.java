package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page Manage Jenkins, System, as people use it: what they see is what is saved, every field of it. */
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
    void savingThePageChangesNothing() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants());
        configuration.setServers(Samples.servers());
        configuration.setDefaults(Samples.defaults());
        configuration.setProducts(Samples.products());
        String before = xml();

        jenkins.configRoundtrip();

        assertThat(xml()).isEqualTo(before);
        assertThat(Files.readString(file())).isEqualTo(file(before));
    }

    @Test
    void savingThePageOfAFreshControllerChangesNothing() throws Exception {
        String before = xml();

        jenkins.configRoundtrip();

        assertThat(xml()).isEqualTo(before);
    }

    @Test
    void listsCanBeEmptied() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants().subList(0, 1));
        configuration.setServers(Samples.servers().subList(0, 1));
        configuration.setProducts(Samples.products().subList(0, 1));

        submit(form -> {
            for (String name : List.of("tenants", "servers", "products")) {
                HtmlElement entry =
                        form.getFirstByXPath("//div[@name='" + name + "' and contains(@class,'repeated-chunk')]");
                entry.remove();
            }
        });

        assertThat(configuration.getTenants()).isEmpty();
        assertThat(configuration.getServers()).isEmpty();
        assertThat(configuration.getProducts()).isEmpty();
    }

    @Test
    void allowedFoldersAreLines() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(1, 2));

        submit(form -> textArea(form, "tenants", "_.allowedFolders")
                .setText("  security \r\n\n ops/identity and access\nsecurity"));

        assertThat(ThreatManagerConfiguration.get().getTenants().get(0).getAllowedFolders())
                .containsExactly("security", "ops/identity and access");
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(0, 2));
        assertRefused(
                form -> input(form, "tenants", 1, "_.name").setValue("contoso"),
                "There are two tenants called 'contoso'.");
    }

    @Test
    void anIllFormedNameIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants().subList(0, 2));
        assertRefused(
                form -> input(form, "tenants", 1, "_.name").setValue("<b>x"),
                "The name '&lt;b>x' must begin with a letter or digit");
    }

    @Test
    void anIllFormedServerAfterGoodTenantsIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setTenants(Samples.tenants());
        ThreatManagerConfiguration.get().setServers(Samples.servers().subList(1, 2));
        assertRefused(
                form -> {
                    input(form, "tenants", 0, "_.name").setValue("renamed");
                    textArea(form, "tenants", "_.allowedFolders").setText("other");
                    input(form, "servers", 0, "_.url").setValue("ftp://tm");
                },
                "The address of the server is not of the form https://host:port.");
    }

    @Test
    void anIllFormedDefaultAfterGoodServersIsRefused() throws Exception {
        ThreatManagerConfiguration.get().setServers(Samples.servers().subList(1, 2));
        assertRefused(
                form -> {
                    input(form, "servers", 0, "_.name").setValue("renamed");
                    ((HtmlTextInput) form.getInputByName("_.secretLifetime")).setValue("a while");
                },
                "a while");
    }

    private static void assertRefused(Consumer<HtmlForm> change, String sentence) throws Exception {
        String before = xml();
        String fileBefore = Files.readString(file());

        Page answer = submit(change);

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(answer.getWebResponse().getContentAsString()).contains(sentence);
        assertThat(xml()).isEqualTo(before);
        assertThat(Files.readString(file())).isEqualTo(fileBefore);
    }

    private static Page submit(Consumer<HtmlForm> change) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            HtmlPage page = client.goTo("manage/configure");
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            HtmlForm form = page.getFormByName("config");
            change.accept(form);
            return jenkins.submit(form);
        }
    }

    private static HtmlTextArea textArea(HtmlForm form, String list, String name) {
        return form.getFirstByXPath(
                "//div[@name='" + list + "' and contains(@class,'repeated-chunk')]//textarea[@name='" + name + "']");
    }

    private static HtmlTextInput input(HtmlForm form, String list, int index, String name) {
        return form.getFirstByXPath("(//div[@name='" + list + "' and contains(@class,'repeated-chunk')]//input[@name='"
                + name + "'])[" + (index + 1) + "]");
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
