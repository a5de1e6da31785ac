package io.jenkins.plugins.threatmanager.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Descriptor;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlElementUtil;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The credential in Jenkins' own forms, as code, in lists and in builds. */
@WithJenkins
class EntraAppCredentialsTest {

    private static final String CLIENT_ID = "9b2f3a54-1d2e-4f60-8a7b-6c5d4e3f2a1b";
    private static final String SECRET = "Zx8~the-current-secret-text";
    private static final String PREVIOUS = "Yw7~the-previous-secret-text";
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void empty() {
        root().clear();
    }

    private static List<Credentials> root() {
        return SystemCredentialsProvider.getInstance().getCredentials();
    }

    private static EntraAppCredentials credentials(String expires) throws Descriptor.FormException {
        EntraAppCredentials credentials = new EntraAppCredentials(
                CredentialsScope.GLOBAL,
                "contoso-tm",
                "by hand",
                "contoso.onmicrosoft.com",
                CLIENT_ID,
                Secret.fromString(SECRET),
                expires);
        credentials.setSecretIdentifier("11111111-2222-3333-4444-555555555555");
        credentials.setPreviousSecret(Secret.fromString(PREVIOUS));
        credentials.setPreviousIdentifier("66666666-7777-8888-9999-000000000000");
        credentials.setPreviousExpires("2027-01-01T00:00:00Z");
        return credentials;
    }

    @Test
    void madeInTheDialog() throws Exception {
        HtmlPage page = jenkins.createWebClient().goTo("credentials/store/system/domain/_/");
        HtmlElementUtil.click((HtmlElement) page.querySelector("button[data-type='credentials-add-store-item']"));
        String kind = jenkins.jenkins.getDescriptor(EntraAppCredentials.class).getDisplayName();
        for (var option : page.getFormByName("dialog").querySelectorAll(".jenkins-choice-list__item")) {
            if (option.getTextContent().contains(kind)) {
                HtmlElementUtil.click((HtmlElement) option.querySelector("input"));
            }
        }
        HtmlElementUtil.click((HtmlElement) page.querySelector("#cr-dialog-next"));
        HtmlForm form = page.getFormByName("newCredentials");
        form.getInputByName("_.tenant").setValue(" contoso.onmicrosoft.com ");
        form.getInputByName("_.clientId").setValue(CLIENT_ID);
        form.getInputByName("_.secret").setValue(SECRET);
        form.getInputByName("_.expires").setValue("2027-05-06");
        form.getInputByName("_.secretIdentifier").setValue("11111111-2222-3333-4444-555555555555");
        form.getInputByName("_.id").setValue("contoso-tm");
        form.getInputByName("_.description").setValue("by hand");
        HtmlElementUtil.click((HtmlElement) page.querySelector("#cr-dialog-submit"));

        assertThat(root()).hasSize(1);
        EntraAppCredentials made = (EntraAppCredentials) root().get(0);
        assertThat(made.getId()).isEqualTo("contoso-tm");
        assertThat(made.getDescription()).isEqualTo("by hand");
        assertThat(made.getTenant()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(made.getClientId()).isEqualTo(CLIENT_ID);
        assertThat(made.getSecret().getPlainText()).isEqualTo(SECRET);
        assertThat(made.getExpires()).isEqualTo("2027-05-06");
        assertThat(made.getSecretIdentifier()).startsWith("11111111");
        assertThat(made.getPreviousSecret()).isNull();
    }

    @Test
    void editingOneFieldKeepsTheOthers() throws Exception {
        root().add(credentials("2027-05-06T07:08:09Z"));
        String before = Jenkins.XSTREAM2.toXML(root().get(0));

        HtmlPage page = jenkins.createWebClient().goTo("credentials/store/system/domain/_/credential/contoso-tm/");
        HtmlElementUtil.click((HtmlElement) page.querySelector("[data-url$='updateDialog']"));
        HtmlForm form = page.getFormByName("updateCredentials");
        form.getInputByName("_.description").setValue("edited");
        HtmlElementUtil.click((HtmlElement) page.querySelector("#cr-dialog-submit"));

        assertThat(page.getWebResponse().getContentAsString()).doesNotContain(SECRET, PREVIOUS);
        assertThat(page.asXml()).doesNotContain(SECRET, PREVIOUS);
        EntraAppCredentials after = (EntraAppCredentials) root().get(0);
        assertThat(after.getSecret().getPlainText()).isEqualTo(SECRET);
        assertThat(after.getPreviousSecret().getPlainText()).isEqualTo(PREVIOUS);
        assertThat(withoutSecrets(Jenkins.XSTREAM2.toXML(after)))
                .isEqualTo(withoutSecrets(before).replace("by hand", "edited"));
    }

    /** Jenkins encrypts with a fresh salt each time. */
    private static String withoutSecrets(String xml) {
        return xml.replaceAll("\\{[A-Za-z0-9+/=]+}", "{}");
    }

    @Test
    void neitherFormNorListNorFileShowsASecret() throws Exception {
        root().add(credentials("2027-05-06T07:08:09Z"));
        SystemCredentialsProvider.getInstance().save();
        JenkinsRule.WebClient client = jenkins.createWebClient();
        // the dialog is a part of a page, without the scripts that it needs
        client.getOptions().setJavaScriptEnabled(false);
        for (String path : List.of(
                "manage/credentials/",
                "credentials/store/system/domain/_/",
                "credentials/store/system/domain/_/credential/contoso-tm/",
                "credentials/store/system/domain/_/credential/contoso-tm/updateDialog")) {
            assertThat(client.goTo(path, null).getWebResponse().getContentAsString())
                    .as(path)
                    .doesNotContain(SECRET, PREVIOUS);
        }
        assertThat(Files.readString(jenkins.jenkins.getRootDir().toPath().resolve("credentials.xml")))
                .contains(CLIENT_ID)
                .doesNotContain(SECRET, PREVIOUS);
    }

    @Test
    void asCodeInAndOut() throws Exception {
        String yaml = """
            credentials:
              system:
                domainCredentials:
                  - credentials:
                      - entraApp:
                          scope: GLOBAL
                          id: contoso-tm
                          description: as code
                          tenant: contoso.onmicrosoft.com
                          clientId: %s
                          secret: %s
                          expires: "2027-05-06T07:08:09Z"
                          secretIdentifier: 11111111-2222-3333-4444-555555555555
            """.formatted(CLIENT_ID, SECRET);
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));

        EntraAppCredentials made = (EntraAppCredentials) root().get(0);
        assertThat(made.getTenant()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(made.getClientId()).isEqualTo(CLIENT_ID);
        assertThat(made.getSecret().getPlainText()).isEqualTo(SECRET);
        assertThat(made.getExpiry()).isPresent();
        assertThat(made.getSecretIdentifier()).startsWith("11111111");
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8))
                .contains("entraApp:", "clientId: \"" + CLIENT_ID + "\"")
                .doesNotContain(SECRET);
    }

    @Test
    void nameInLists() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(CredentialsNameProvider.name(credentials(today.plusDays(3).toString())))
                .contains(
                        CLIENT_ID, "contoso.onmicrosoft.com", today.plusDays(3).toString(), "by hand")
                .doesNotContain(SECRET, "{");
        assertThat(CredentialsNameProvider.name(credentials(today.minusDays(3).toString())))
                .containsIgnoringCase("expired");
        assertThat(CredentialsNameProvider.name(credentials(""))).doesNotContain("Optional", "null");
    }

    @Test
    void expiryThatIsNoDateIsRefused() {
        assertThatThrownBy(() -> credentials("soon")).isInstanceOf(Descriptor.FormException.class);
    }

    @Test
    void bindsAsUsernameAndPasswordAndIsMasked() throws Exception {
        root().add(credentials("2027-05-06"));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
            node {
              withCredentials([usernamePassword(credentialsId: 'contoso-tm', usernameVariable: 'U', passwordVariable: 'P')]) {
                echo "user ${U} password ${P} length ${P.length()}"
              }
            }
            """, true));

        var build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

        jenkins.assertLogContains("user " + CLIENT_ID + " password ****", build);
        jenkins.assertLogContains("length " + SECRET.length(), build);
        jenkins.assertLogNotContains(SECRET, build);
    }

    @Test
    void everyFieldHasHelp() {
        for (String field : List.of("tenant", "clientId", "secret", "expires", "secretIdentifier", "previousSecret")) {
            assertThat(EntraAppCredentials.class.getResource("EntraAppCredentials/help-" + field + ".html"))
                    .as(field)
                    .isNotNull();
        }
    }
}
