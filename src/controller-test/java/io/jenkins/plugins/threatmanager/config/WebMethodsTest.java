package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.verb.POST;

/** Who may call the web methods of the configuration and of the credential: every one of them, found by reflection. */
@WithJenkins
class WebMethodsTest {

    private static final String ANYBODY = null;
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Samples.storeCredentials();
        ThreatManagerConfiguration.get().setServers(Samples.servers().subList(3, 4));
        Jenkins.MANAGE.setEnabled(true);
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.MANAGE)
                .everywhere()
                .to("manager")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
    }

    @AfterAll
    static void end() {
        Jenkins.MANAGE.setEnabled(false);
    }

    /** A web method of a descriptor. */
    private record WebMethod(Descriptor<?> descriptor, Method method) {

        String path() {
            String name = method.getName().substring(2);
            return "descriptorByName/" + descriptor.getId() + "/" + Character.toLowerCase(name.charAt(0))
                    + name.substring(1);
        }

        boolean fillsCredentials() {
            return method.getName().endsWith("CredentialsIdItems");
        }

        boolean isOpen() {
            return fillsCredentials() || path().endsWith("EntraAppCredentials/checkExpires");
        }
    }

    private static Stream<WebMethod> methods() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .filter(descriptor -> descriptor
                                .getClass()
                                .getName()
                                .startsWith("io.jenkins.plugins.threatmanager.config.")
                        || descriptor.getClass().getName().startsWith("io.jenkins.plugins.threatmanager.credentials."))
                .flatMap(descriptor -> Arrays.stream(descriptor.getClass().getDeclaredMethods())
                        .filter(method -> method.getName().startsWith("do") && !method.isSynthetic())
                        .map(method -> new WebMethod(descriptor, method)));
    }

    @Test
    void allArePostAndPublic() {
        assertThat(methods()).hasSizeGreaterThan(25).allSatisfy(each -> {
            assertThat(each.method()).matches(method -> method.isAnnotationPresent(POST.class));
            assertThat(Modifier.isPublic(each.method().getModifiers())).isTrue();
        });
    }

    @Test
    void eachAnswersOnlyThoseWhoMay() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (WebMethod each : methods().toList()) {
            expect(wrong, each, "admin", HttpMethod.GET, 404, 405);
            expect(wrong, each, "admin", HttpMethod.POST, 200);
            expect(wrong, each, ANYBODY, HttpMethod.POST, 403);
            for (String user : List.of("reader", "manager")) {
                expect(wrong, each, user, HttpMethod.POST, each.isOpen() ? 200 : 403);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoMayNotAdministerSeesOfCredentialsTheCurrentValueAlone() throws Exception {
        for (WebMethod each : methods().filter(WebMethod::fillsCredentials).toList()) {
            String reader = call(each, "reader", HttpMethod.POST).getContentAsString();
            assertThat(reader).contains("value-of-mine").doesNotContain("contoso-bootstrap", "tm-app-token", "tm-user");
            assertThat(call(each, "manager", HttpMethod.POST).getContentAsString())
                    .isEqualTo(reader);
        }
        assertThat(call("ClientSecretAuthentication", "admin"))
                .contains("contoso-bootstrap", "value-of-mine")
                .doesNotContain("tm-user");
        assertThat(call("UserPasswordLogin", "admin")).contains("tm-user", "value-of-mine");
    }

    /** Who may manage but not administer neither sees the section nor can send it. */
    @Test
    void managersCannotConfigure() throws Exception {
        try (JenkinsRule.WebClient client = client("manager")) {
            assertThat(client.goTo("manage/configure").asXml()).doesNotContain("ThreatManagerConfiguration");
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), "manage/configSubmit"), HttpMethod.POST);
            request.setRequestParameters(List.of(new NameValuePair(
                    "json",
                    "{\"io-jenkins-plugins-threatmanager-config-ThreatManagerConfiguration\":"
                            + "{\"defaults\":{\"allowRootStore\":true}}}")));
            client.addCrumb(request);
            client.getPage(request);
        }
        assertThat(ThreatManagerConfiguration.get().getDefaults().isAllowRootStore())
                .isFalse();
        assertThat(ThreatManagerConfiguration.get().getServers()).hasSize(1);
    }

    private static String call(String type, String user) throws Exception {
        return call(
                        methods()
                                .filter(each ->
                                        each.fillsCredentials() && each.path().contains(type))
                                .findFirst()
                                .orElseThrow(),
                        user,
                        HttpMethod.POST)
                .getContentAsString();
    }

    private static void expect(List<String> wrong, WebMethod each, String user, HttpMethod verb, Integer... statuses)
            throws Exception {
        int status = call(each, user, verb).getStatusCode();
        if (!List.of(statuses).contains(status)) {
            wrong.add(verb + " " + each.path() + " as " + user + ": " + status);
        }
    }

    private static WebResponse call(WebMethod each, String user, HttpMethod verb) throws Exception {
        String query = new TreeMap<>(Map.of(
                        "value", "x",
                        "name", "tm-by-hand",
                        "cloud", "GLOBAL",
                        "authorityUrl", "",
                        "secretLifetime", "",
                        "allowHttp", "false",
                        "credentialsId", "value-of-mine",
                        "otpSecretCredentialsId", "value-of-mine"))
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&"));
        try (JenkinsRule.WebClient client = client(user)) {
            WebRequest request = new WebRequest(new URL(jenkins.getURL(), each.path() + "?" + query), verb);
            client.addCrumb(request);
            return client.getPage(request).getWebResponse();
        }
    }

    private static JenkinsRule.WebClient client(String user) {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setCssEnabled(false);
        client.setThrowExceptionOnFailingStatusCode(false);
        // else the page that says 403 leads on to the login
        client.setRefreshHandler((page, url, seconds) -> {});
        return user == null ? client : client.withBasicApiToken(user);
    }
}
