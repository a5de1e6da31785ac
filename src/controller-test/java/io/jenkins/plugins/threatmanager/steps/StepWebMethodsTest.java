package io.jenkins.plugins.threatmanager.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.WebMethods.Answer;
import io.jenkins.plugins.threatmanager.WebMethods.WebMethod;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the forms of the steps tell whom: of Jenkins, of a job that may use a tenant, and of one that may not. */
@WithJenkins
class StepWebMethodsTest {

    private static final String ANYBODY = null;
    private static final String ROOT = "";
    private static final String ALLOWED = "job/security/job/freestyle/";
    private static final String ELSEWHERE = "job/other/job/freestyle/";

    private static JenkinsRule jenkins;
    private static ControllerFixture world;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        ControllerFixture.folder().createProject(FreeStyleProject.class, "freestyle");
        Folder other = rule.createProject(Folder.class, "other");
        other.createProject(FreeStyleProject.class, "freestyle");
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.READ)
                .everywhere()
                .to("restricted")
                .grant(Item.READ, Item.CONFIGURE)
                .onFolders(other)
                .to("restricted"));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static List<WebMethod> methods() {
        return WebMethods.all().stream().filter(each -> each.isIn("steps")).toList();
    }

    private static boolean tells(Answer response) {
        String answer = response.text();
        return answer.contains("contoso") || answer.contains("tm-prod") || answer.contains("class=\"error\"");
    }

    @Test
    void getIsNoWayToAsk() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (WebMethod each : methods()) {
            for (String place : List.of(ROOT, ALLOWED)) {
                int status =
                        WebMethods.call(jenkins, place, each, "admin", "GET").status();
                if (status != 404 && status != 405) {
                    wrong.add(place + each + ": " + status);
                }
            }
        }
        assertThat(methods()).hasSizeGreaterThan(30);
        assertThat(wrong).isEmpty();
    }

    @Test
    void whoMayConfigureTheJobIsTold() throws Exception {
        for (WebMethod each : methods()) {
            for (String user : List.of("admin", "configurer")) {
                Answer response = WebMethods.call(jenkins, ALLOWED, each, user, "POST");
                assertThat(response.status()).as(each + " as " + user).isEqualTo(200);
                assertThat(response.text())
                        .as(each + " as " + user)
                        .contains(expected(each.method().getName()));
            }
        }
    }

    private static String expected(String method) {
        return switch (method) {
            case "doFillTenantItems" -> "contoso";
            case "doFillServerItems" -> "tm-prod";
            case "doCheckTimeoutMinutes", "doCheckConsentWaitMinutes" -> "class=\"error\"";
            default -> "";
        };
    }

    @Test
    void othersAreToldNothing() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (WebMethod each : methods()) {
            check(wrong, each, ROOT, ANYBODY, 403);
            check(wrong, each, ROOT, "reader", 200);
            check(wrong, each, ROOT, "configurer", 200);
            check(wrong, each, ALLOWED, ANYBODY, 403, 404);
            check(wrong, each, ALLOWED, "reader", 200);
            check(wrong, each, ALLOWED, "restricted", 404);
        }
        assertThat(wrong).isEmpty();
        assertThat(world.requests()).isZero();
    }

    private static void check(List<String> wrong, WebMethod each, String place, String user, Integer... statuses)
            throws Exception {
        Answer response = WebMethods.call(jenkins, place, each, user, "POST");
        if (!List.of(statuses).contains(response.status()) || tells(response)) {
            wrong.add(place + each + " as " + user + ": " + response.status() + " " + response.text());
        }
    }

    /** Of tenants and servers, a job outside of the allowed folders is offered none, whoever asks. */
    @Test
    void aJobElsewhereIsOfferedNothing() throws Exception {
        for (WebMethod each : methods()) {
            for (String user : List.of("admin", "configurer", "restricted")) {
                Answer response = WebMethods.call(jenkins, ELSEWHERE, each, user, "POST");
                assertThat(response.status()).as(each + " as " + user).isEqualTo(200);
                assertThat(response.text()).as(each + " as " + user).doesNotContain("contoso", "tm-prod");
            }
        }
    }
}
