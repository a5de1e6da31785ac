package io.jenkins.plugins.threatmanager.steps;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditRecord;
import io.jenkins.plugins.threatmanager.config.Policy;
import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.ThreatManagerPermissions;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who sees the client secret that a person has to type, how often, and whose word ends a hand-off. */
@WithJenkins
class HandOffPageTest {

    private static final String BY_HAND = ARGUMENTS.replace("tm-prod", "tm-hand");
    private static final String ONBOARD = "threatManagerOnboard(" + BY_HAND + ")";

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ControllerFixture().configure();
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        WorkflowJob hers = pipeline("echo 'hers'");
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .to("person", "second", "reader", "configurer")
                .grant(Jenkins.READ)
                .everywhere()
                .to("blind")
                .grant(ThreatManagerPermissions.REVEAL)
                .onFolders(ControllerFixture.folder())
                .to("person", "second", "blind")
                .grant(ThreatManagerPermissions.REVEAL)
                .onItems(hers)
                .to("configurer"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private WebResponse call(String user, HttpMethod method, Run<?, ?> run, String path, String... parameters)
            throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        if (!user.isEmpty()) {
            client.login(user);
        }
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), run.getUrl() + "threat-manager/" + path), method);
        List<NameValuePair> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(new NameValuePair(parameters[i], parameters[i + 1]));
        }
        if (method == HttpMethod.POST) {
            request.setRequestParameters(pairs);
            client.addCrumb(request);
        }
        return client.getPage(request).getWebResponse();
    }

    private WebResponse reveal(String user, Run<?, ?> run) throws Exception {
        return call(user, HttpMethod.POST, run, "handOff/0/reveal");
    }

    private WebResponse done(String user, Run<?, ?> run) throws Exception {
        return call(user, HttpMethod.POST, run, "handOff/0/done", "server", "tm-hand");
    }

    private HtmlPage page(String user, Run<?, ?> run) throws Exception {
        return jenkins.createWebClient().login(user).goTo(run.getUrl() + "threat-manager/");
    }

    private String secret() {
        return world.app().secrets().get(world.app().secrets().size() - 1).text();
    }

    private static List<AuditRecord> audited(String phase) throws Exception {
        return AuditLog.get().search("", "", "", "", "").getFound().stream()
                .filter(line -> line.getPhase().equals(phase))
                .toList();
    }

    private static boolean anyFileHolds(Path folder, String text) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theSecretIsShownOnceAndIsInNothingButThatAnswer() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        String page = page("person", run).getWebResponse().getContentAsString();
        assertThat(page).contains("data-kind=\"reveal\"").doesNotContain(secret());
        assertThat(call("person", HttpMethod.GET, run, "handOff/0/reveal").getStatusCode())
                .isIn(404, 405);

        WebResponse shown = reveal("person", run);

        assertThat(shown.getStatusCode()).isEqualTo(200);
        assertThat(shown.getContentAsString()).isEqualTo(secret());
        assertThat(shown.getResponseHeaderValue("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.getContentType()).isEqualTo("text/plain");
        assertThat(audited("reveal")).singleElement().satisfies(line -> {
            assertThat(line.getWho()).isEqualTo("person");
            assertThat(line.getTenant()).isEqualTo("contoso");
            assertThat(line.getWhat())
                    .contains(
                            world.app().secrets().get(0).keyId(),
                            run.getParent().getFullName() + " #1");
        });
        for (String user : List.of("person", "second", "admin")) {
            WebResponse again = reveal(user, run);
            assertThat(again.getStatusCode()).isEqualTo(409);
            assertThat(again.getContentAsString())
                    .contains("was shown to person on")
                    .contains("rotate it with 'force'");
        }
        assertThat(audited("reveal")).hasSize(1);
        String after = page("second", run).asXml();
        assertThat(after).contains("was shown to person on").doesNotContain("data-kind=\"reveal\"");
        assertThat(anyFileHolds(jenkins.jenkins.getRootDir().toPath(), secret()))
                .isFalse();
    }

    @Test
    void whoLacksThePermissionOnTheFolderSeesNothing() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        for (String user : List.of("reader", "configurer")) {
            assertThat(reveal(user, run).getStatusCode()).as(user).isEqualTo(403);
            assertThat(reveal(user, run).getContentAsString())
                    .contains("You lack the permission Threat Manager/Reveal");
            assertThat(call(user, HttpMethod.POST, run, "handOff/0/tick", "line", "0", "done", "true")
                            .getStatusCode())
                    .isEqualTo(403);
            assertThat(done(user, run).getContentAsString()).contains("You lack the permission");
            String page = page(user, run).getWebResponse().getContentAsString();
            assertThat(page)
                    .contains("Threat Manager/Reveal")
                    .doesNotContain("data-kind=\"reveal\"")
                    .doesNotContain("handOff/0/done");
        }
        assertThat(reveal("blind", run).getStatusCode())
                .as("who may not see the build")
                .isEqualTo(404);
        assertThat(reveal("", run).getContentAsString())
                .as("whoever is not signed in, who is led to the login")
                .doesNotContain(secret());
        assertThat(audited("reveal")).isEmpty();
        assertThat(reveal("person", run).getContentAsString()).isEqualTo(secret());
    }

    @Test
    void whatCannotBeAuditedIsNotShown() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("threat-manager-audit/audit.jsonl");
        Path kept = file.resolveSibling("kept");
        Files.move(file, kept);
        Files.createDirectories(file);

        WebResponse refused = reveal("person", run);
        assertThat(refused.getStatusCode()).isEqualTo(409);
        assertThat(refused.getContentAsString()).contains("audit log").doesNotContain(secret());
        assertThat(done("person", run).getContentAsString()).contains("audit log");

        Files.delete(file);
        Files.move(kept, file);
        assertThat(reveal("person", run).getContentAsString())
                .as("it was not shown, so it is not used up")
                .isEqualTo(secret());
    }

    @Test
    void theNextRunActsOnDone() throws Exception {
        WorkflowJob job = pipeline(ONBOARD);
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        reveal("person", first);
        HtmlPage page = page("person", first);
        HtmlButton button = page.getFirstByXPath("//form[@action='handOff/0/done']//button");
        assertThat(button.asNormalizedText()).isEqualTo("Done: tm-hand");

        HtmlPage after = button.click();

        assertThat(after.asNormalizedText()).contains("person said on").contains("that this is done on tm-hand");
        assertThat(audited("hand-off"))
                .singleElement()
                .satisfies(line -> assertThat(line.getWho()).isEqualTo("person"));
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("person said on", second);
        jenkins.assertLogNotContains("To do by hand", second);
        assertThat(done("second", first).getContentAsString()).contains("That was said by person");
        assertThat(reveal("second", first).getStatusCode()).isEqualTo(409);
    }

    @Test
    void aRotationWaitsForDoneAndForNothingElse() throws Exception {
        jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + BY_HAND + ")"));
        String rotate = "threatManagerRotateSecret(" + BY_HAND + ", gracePeriod: '0 days'";
        WorkflowRun first = jenkins.buildAndAssertSuccess(pipeline(rotate + ", force: true)"));
        assertThat(world.app().secrets()).hasSize(2);
        assertThat(page("reader", first).asNormalizedText()).contains("kept until the hand-off is confirmed");
        jenkins.buildAndAssertSuccess(pipeline(rotate + ")"));
        assertThat(world.app().secrets()).hasSize(2);

        assertThat(reveal("person", first).getContentAsString()).isEqualTo(secret());
        done("person", first);

        WorkflowRun last = jenkins.buildAndAssertSuccess(pipeline(rotate + ")"));
        jenkins.assertLogContains("person said on", last);
        assertThat(world.app().secrets()).hasSize(1);
    }

    @Test
    void ofASecretThatWasReplacedNobodySeesOrSaysAnything() throws Exception {
        WorkflowRun first = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        WorkflowRun second =
                jenkins.buildAndAssertSuccess(pipeline("threatManagerRotateSecret(" + BY_HAND + ", force: true)"));

        WebResponse old = reveal("person", first);
        assertThat(old.getStatusCode()).isEqualTo(409);
        assertThat(old.getContentAsString()).contains("keeps another client secret than this build left");
        assertThat(done("person", first).getContentAsString()).contains("keeps another client secret");
        assertThat(call("person", HttpMethod.POST, first, "handOff/0/tick", "line", "0", "done", "true")
                        .getStatusCode())
                .isEqualTo(409);
        assertThat(page("person", first).asNormalizedText()).contains("keeps another client secret by now");
        assertThat(reveal("person", second).getContentAsString()).isEqualTo(secret());
    }

    @Test
    void tickedLinesStayTicked() throws Exception {
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        assertThat(call("person", HttpMethod.POST, run, "handOff/0/tick", "line", "2", "done", "true")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(call("person", HttpMethod.POST, run, "handOff/0/tick", "line", "99", "done", "true")
                        .getStatusCode())
                .isEqualTo(400);
        run.reload();
        HtmlPage page = page("second", run);
        assertThat(page.querySelectorAll("input[data-line][checked]"))
                .singleElement()
                .satisfies(box -> assertThat(
                                box.getAttributes().getNamedItem("title").getNodeValue())
                        .startsWith("Ticked off by person on"));
        call("second", HttpMethod.POST, run, "handOff/0/tick", "line", "2", "done", "false");
        assertThat(page("person", run).querySelectorAll("input[data-line][checked]"))
                .isEmpty();
    }

    /** The plugin's own store, which no job can read: a person with the permission can. */
    @Test
    void ofATenantWhoseSecretNoJobCanBind() throws Exception {
        Policy policy = new Policy();
        policy.setSecret(SecretPlace.PLUGIN);
        Tenant tenant = world.tenant();
        tenant.setPolicy(policy);
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        assertThat(reveal("reader", run).getStatusCode()).isEqualTo(403);
        assertThat(reveal("person", run).getContentAsString()).isEqualTo(secret());
    }

    /** Done of an off-boarding lets a job delete the app, so it takes that permission. */
    @Test
    void ofAnOffBoardingThereIsNothingToSee() throws Exception {
        Tenant tenant = world.tenant();
        tenant.setPolicy(ControllerFixture.allowing("OFFBOARD"));
        ThreatManagerConfiguration.get().setTenants(List.of(tenant));
        jenkins.buildAndAssertSuccess(pipeline(ONBOARD));
        WorkflowJob job = pipeline("threatManagerOffboard(" + BY_HAND + ")");
        WorkflowRun first = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(reveal("admin", first).getStatusCode()).isEqualTo(403);
        assertThat(done("person", first).getContentAsString()).contains("Threat Manager/Offboard");
        jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(done("admin", first).getContentAsString()).contains("that this is done on tm-hand");
        jenkins.buildAndAssertSuccess(job);
        assertThat(world.world().tenant().applications())
                .noneMatch(app -> !app.secrets().isEmpty() && app.displayName().startsWith("Entra for"));
    }
}
