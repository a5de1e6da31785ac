package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.threatmanager.JvmTrust;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ControllerName;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

/** The configuration as code: every field in, every field out, no secret, and out again goes in again. */
@WithJenkins
class ConfigurationAsCodeTest {

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
    void asTheDocumentationShowsIt() throws Exception {
        load(resource("design.yml"));

        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Tenant tenant = configuration.getTenants().get(0);
        assertThat(tenant.getName()).isEqualTo("contoso");
        assertThat(tenant.getDomain()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(tenant.getCloud()).isEqualTo("GLOBAL");
        assertThat(((ClientSecretAuthentication) tenant.getAuthentication()).getCredentialsId())
                .isEqualTo("contoso-bootstrap");
        assertThat(tenant.getAllowedFolders()).containsExactly("security");
        assertThat(tenant.getPolicy().getPermissionSet()).isEqualTo("threat-manager-3.3");
        assertThat(tenant.asGoal().policy().permissions()).hasSize(16);
        assertThat(tenant.getPolicy().getAllow()).containsExactly("RESTORE", "REPLACE");
        assertThat(tenant.getPolicy().getBranches()).containsExactly("main");
        assertThat(tenant.getPolicy().getSecret()).isEqualTo(SecretPlace.PLUGIN);
        Server server = configuration.getServers().get(0);
        assertThat(server.getName()).isEqualTo("tm-prod");
        assertThat(server.getUrl()).isEqualTo("https://tm.contoso.local:8080");
        assertThat(server.permissionSet()).contains(PermissionSet.THREAT_MANAGER_3_3);
        assertThat(server.getConnector()).isInstanceOf(RestConnector.class);
        assertThat(((AppTokenLogin) server.getAuthentication()).getCredentialsId())
                .isEqualTo("tm-app-token");
    }

    /** The same administrator writes both, and an owner that is named is wanted. */
    @Test
    void ownersOfTheAppAreTrusted() throws Exception {
        load(full());

        TenantGoal.Tenant goal =
                ThreatManagerConfiguration.get().getTenants().get(0).asGoal();

        assertThat(goal.details().owners()).hasSize(2).allMatch(goal.policy()::trusts);
        assertThat(goal.details().serviceManagementReference()).isEqualTo("CMDB-123");
        assertThat(goal.details().notes()).isEqualTo("Entra ID Sync of Threat Manager.\nAsk the SOC.");
        assertThat(goal.policy().trusts("44444444-4444-4444-4444-444444444444")).isFalse();
    }

    /** So that the two tests below are about every field, one that is added later too. */
    @Test
    void theSampleHasEveryField() throws Exception {
        String sample = resource("configuration.yml");
        List<String> missing = ExtensionList.lookup(Descriptor.class).stream()
                .map(descriptor -> (Class<?>) descriptor.clazz)
                .filter(type -> type.getName().startsWith(Tenant.class.getPackageName() + "."))
                .filter(type -> type != ThreatManagerConfiguration.class)
                .flatMap(ConfigurationAsCodeTest::fields)
                .filter(field -> !sample.contains(" " + field + ":"))
                .distinct()
                .toList();
        assertThat(missing).isEmpty();
    }

    /** Names of the parameters of the constructor and of the setters that forms and code use. */
    private static Stream<String> fields(Class<?> type) {
        Stream<String> required = Stream.of(type.getConstructors())
                .flatMap(constructor -> Stream.of(constructor.getParameters()))
                .map(Parameter::getName);
        Stream<String> optional = Stream.of(type.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4));
        return Stream.concat(required, optional);
    }

    @Test
    void everyFieldIn() throws Exception {
        load(full());

        String loaded = xml();
        assertThat(loaded).isEqualTo(sampleXml());
    }

    @Test
    void everyFieldOutWithoutSecretsAndInAgain() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants());
        configuration.setServers(Samples.servers());
        configuration.setDefaults(Samples.defaults());
        configuration.setProducts(Samples.products());

        String exported = export();

        assertThat(exported).doesNotContain(Samples.SECRET).doesNotContain("effectiveControllerName");
        empty();
        load("unclassified:\n  threatManager:\n" + exported.indent(4));
        String loaded = xml();
        assertThat(loaded).isEqualTo(sampleXml());
    }

    /** Its name is for people; what tells it from another of that name is its own, and does not come from the file. */
    @Test
    void theNameIsConfiguredAndTheInstanceIsNot() throws Exception {
        load(full());
        Controller before = ThreatManagerConfiguration.get().getDefaults().controller();
        load(full());
        assertThat(ThreatManagerConfiguration.get().getDefaults().controller()).isEqualTo(before);
        assertThat(before)
                .isEqualTo(Controller.of(
                        new ControllerName("ci.contoso.com"), Jenkins.get().getLegacyInstanceId()));
        assertThat(export()).doesNotContain(before.instance());
    }

    /** A10, and the tenant has another name in the file by now. */
    @Test
    void whatIsKnownOfFoldersGoesWithTheAlias() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "payroll");
        String yaml = resource("design.yml").replace("security", "payroll");
        load(yaml);
        folder.renameTo("salaries");
        Folder another = jenkins.createProject(Folder.class, "payroll");

        load(yaml.replace("- name: contoso ", "- aliases: [ contoso ]\n        name: fabrikam "));

        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        assertThat(configuration.findTenant("contoso").orElseThrow().getAllowedFolders())
                .containsExactly("salaries");
        for (String name : List.of("contoso", "fabrikam")) {
            assertThat(configuration.tenantFor(name, folder).getName()).isEqualTo("fabrikam");
            assertThatThrownBy(() -> configuration.tenantFor(name, another)).isInstanceOf(ProblemException.class);
        }
    }

    /** A10: the file still has the name that others may take by now, and does so at each start. */
    @Test
    void aFolderThatWasRenamedKeepsItsNewNameThroughAReload() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "identity");
        String yaml = resource("design.yml").replace("security", "identity");
        load(yaml);
        folder.renameTo("entra");
        Folder another = jenkins.createProject(Folder.class, "identity");

        load(yaml);

        assertAllowed("entra");
        assertThatThrownBy(() -> ThreatManagerConfiguration.get().tenantFor("contoso", another))
                .isInstanceOf(ProblemException.class);
        ThreatManagerConfiguration.get().load();
        load(yaml);
        assertAllowed("entra");
        folder.delete();
        load(yaml);
        assertAllowed();

        writeOnPage("identity");
        assertAllowed("identity");
        load(yaml);
        assertAllowed("identity");
    }

    private static void assertAllowed(String... folders) {
        assertThat(ThreatManagerConfiguration.get().getTenants().get(0).getAllowedFolders())
                .containsExactly(folders);
    }

    /** As an administrator who means the folder that is there now. */
    private static void writeOnPage(String folder) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            String name = ThreatManagerConfiguration.get().getTenants().get(0).getName();
            HtmlForm form =
                    browser.goTo("threat-manager/tenants/entry/" + name + "/").getFormByName("config");
            form.getTextAreasByName("_.allowedFolders").forEach(area -> area.setText(folder));
            jenkins.submit(form);
        }
    }

    @Test
    void emptyListsAreEmptied() throws Exception {
        load(full());

        load("unclassified:\n  threatManager:\n    tenants: []\n    servers: []\n");

        assertThat(ThreatManagerConfiguration.get().getTenants()).isEmpty();
        assertThat(ThreatManagerConfiguration.get().getServers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name: contoso                                | name: 'a b'               | The name 'a b' must begin with a letter or digit
        name: cert                                   | name: contoso             | There are two tenants called 'contoso'
        domain: contoso.onmicrosoft.com              | domain: 'contoso corp'    | domain
        clientId: 5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c | clientId: jenkins       | The client ID must be a GUID
        permissionSet: threat-manager-3.3            | permissionSet: newest     | There is no permission set 'newest'
        - 22222222-2222-2222-2222-222222222222       | - ada                     | The object ID of an owner must be a GUID
        - PURGE                                      | - PURGE_EVERYTHING        | is nothing that a policy can allow
        maxWaitMinutes: 90                           | maxWaitMinutes: 0         | maxWaitMinutes must be a whole number
        approval: ALL_CHANGES                        | approval: SOME            | nothing that has to be approved
        maxWaitMinutes: 90                           | secret: VAULT             | secret
        cloud: CHINA                                 | cloud: MOON               | MOON
        authorityUrl: https://login.contoso.example  | authorityUrl: login       | is not an https URL
        url: https://tm2.contoso.local:8080          | url: tm2                  | The address of the server is not of the form
        version: "3.3"                               | version: newest           | is no version of Threat Manager
        name: tm-user-no-otp                         | name: tm-user             | There are two servers called 'tm-user'
        secretLifetime: 6 months                     | secretLifetime: for ever  | for ever
        renewBefore: 14 days                         | renewBefore: 7 months     | renew
        gracePeriod: 3 days                          | gracePeriod: 14 days      | must be shorter than renewBefore
        warnBefore: 10 days                          | warnBefore: for ever      | for ever
        uniqueName: bank-threat-manager              | uniqueName: 'a b'         | unique name
        permissions: "User.Read.All\\nGroup.Read.All" | permissions: '<b>'        | permission
        controllerName: ci.contoso.com               | controllerName: 'a b'     | controller
        """)
    void illFormedValuesStopTheImport(String good, String bad, String sentence) throws Exception {
        String yaml = full();
        assertThat(yaml).contains(good);

        assertThatThrownBy(() -> load(yaml.replaceFirst(Pattern.quote(good), bad)))
                .satisfies(thrown -> assertThat(causes(thrown)).containsIgnoringCase(sentence));
    }

    /** The buttons of the lists; an entry's own page has the same for that one. */
    @Test
    void whatThePagesExportIsTheSameAgain() throws Exception {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants());
        configuration.setServers(Samples.servers());
        String before = Jenkins.XSTREAM2.toXML(List.of(configuration.getTenants(), configuration.getServers()));
        String tenants = exported("tenants/export");
        String servers = exported("servers/export");
        String one = exported("tenants/entry/cert/export");
        assertThat(tenants).contains("credentialsId:", "contoso-emea").doesNotContain(Samples.SECRET);
        assertThat(servers).contains("credentialsId:", "tm-old").doesNotContain(Samples.SECRET);
        configuration.setTenants(List.of());
        configuration.setServers(List.of());

        load(one);
        assertThat(configuration.getTenants()).extracting(Tenant::getName).containsExactly("cert");
        load(tenants);
        load(servers);
        assertThat(Jenkins.XSTREAM2.toXML(List.of(configuration.getTenants(), configuration.getServers())))
                .isEqualTo(before);
    }

    private static String exported(String path) throws Exception {
        Page file = jenkins.createWebClient().goTo("threat-manager/" + path, "application/yaml");
        assertThat(file.getWebResponse().getResponseHeaderValue("Content-Disposition"))
                .startsWith("attachment; filename=");
        return file.getWebResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static String causes(Throwable thrown) {
        return thrown == null ? "" : thrown.getMessage() + "\n" + causes(thrown.getCause());
    }

    private static String full() throws IOException {
        return resource("configuration.yml")
                .replace("\"${PROFILE}\"", literal(ApiProfile.bundledText()))
                .replace("\"${CA_CERTIFICATE}\"", literal(JvmTrust.tls().pem()));
    }

    private static String literal(String text) {
        return "|\n" + text.indent(14).stripTrailing();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConfigurationAsCodeTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void load(String yaml) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
    }

    private static String export() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        return Util.toYamlString(Util.getUnclassifiedRoot(context).get("threatManager"));
    }

    private static String xml() {
        return Jenkins.XSTREAM2.toXML(ThreatManagerConfiguration.get());
    }

    private static String sampleXml() {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(Samples.tenants());
        configuration.setServers(Samples.servers());
        configuration.setDefaults(Samples.defaults());
        configuration.setProducts(Samples.products());
        return xml();
    }
}
