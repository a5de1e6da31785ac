package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.oidc_provider.IdTokenStringCredentials;
import io.jenkins.plugins.oidc_provider.config.IdTokenConfiguration;
import io.jenkins.plugins.threatmanager.WebMethods;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.WorkloadIdentityAuthentication;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * Without any secret of Entra: the real OpenID Connect provider plugin makes the tokens and publishes its key, and the
 * token endpoint reads that key from this controller.
 */
class OidcProviderTest {

    private static final String ID = "jenkins-for-entra";
    private static final Clock THEN = Clock.offset(Clock.systemUTC(), Duration.ofDays(710));

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final ControllerFixture world = new ControllerFixture();

    @BeforeEach
    void takeTheIssuer() {
        world.world().entra().behaviour().takeIssuersOverHttp();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** As the recipe has it, with this tenant's client ID and endpoints. */
    private void configure() throws Exception {
        world.configure();
        String recipe = block("idToken:")
                + "unclassified:\n  threatManager:\n    tenants:\n      - name: contoso\n        domain: "
                + StandInWorld.DOMAIN + "\n"
                + block("workloadIdentity:")
                        .replace(
                                "00000000-0000-0000-0000-000000000000",
                                world.world().bootstrap().appId());
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(recipe.getBytes(StandardCharsets.UTF_8))));
        Tenant loaded = ThreatManagerConfiguration.get().getTenants().get(0);
        ThreatManagerConfiguration.get().setTenants(List.of(world.tenant(loaded.getAuthentication())));
        ControllerFixture.addSecretText("tm-app-token", StandInWorld.APP_TOKEN);
    }

    private static String block(String key) throws IOException {
        return Stream.of(Files.readString(Path.of("docs/bootstrap-identity.md")).split("```"))
                .filter(part -> part.startsWith("yaml\n") && part.contains(key))
                .findFirst()
                .orElseThrow()
                .substring("yaml\n".length());
    }

    private static String url() {
        return JenkinsLocationConfiguration.get().getUrl();
    }

    private void trust(String issuer, String subject, String audience) {
        world.world().bootstrap().removeFederatedCredential("jenkins");
        world.world().bootstrap().addFederatedCredential("jenkins", issuer, subject, audience);
    }

    private void trust() {
        trust(url() + "oidc", url(), StandInApp.AUDIENCE);
    }

    private static String verify(JenkinsRule jenkins) throws Exception {
        WebMethods.Answer answer = WebMethods.call(
                jenkins,
                "descriptorByName/io.jenkins.plugins.threatmanager.config.Tenant/verifyTenant?name=contoso",
                null,
                "POST");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("eyJ");
        return answer.text().replace("&#039;", "'").replace("&#39;", "'").replace("&quot;", "\"");
    }

    @Test
    void aPipelineTheWatchAndTheFormSignInAsJenkinsItselfAlsoAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            configure();
            trust();

            WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("threatManagerOnboard(" + ARGUMENTS + ")"));

            assertThat(jenkins.getLog(run)).doesNotContain("eyJ");
            assertThat(world.app().secrets()).hasSize(1);
            assertThat(verify(jenkins))
                    .contains("Issuer: <code>" + url() + "oidc</code>")
                    .contains("Subject: <code>" + url() + "</code>")
                    .contains("Audience: <code>" + StandInApp.AUDIENCE + "</code>")
                    .contains("az ad app federated-credential create --id "
                            + world.world().bootstrap().appId())
                    .contains("✓ Application.ReadWrite.OwnedBy")
                    .contains("The federated credential 'jenkins' takes this token.")
                    .doesNotContain("✗", "scope System");
        });
        sessions.then(jenkins -> {
            assertThat(verify(jenkins)).contains("The federated credential 'jenkins' takes this token.");
            Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);
            tenant.setAutomaticRotation(true);
            ThreatManagerConfiguration.get().setTenants(List.of(tenant));
            String before = world.app().secrets().get(0).text();

            ByteArrayOutputStream log = new ByteArrayOutputStream();
            new ExpiryWatch(THEN, wait -> Sleeper.REAL.sleep(wait.dividedBy(20)))
                    .execute(new StreamTaskListener(log, StandardCharsets.UTF_8));

            assertThat(log.toString(StandardCharsets.UTF_8))
                    .contains("rotating 'contoso-tm' of contoso", "succeeded")
                    .doesNotContain("eyJ");
            assertThat(world.app().secrets())
                    .extracting(StandInSecret::text)
                    .hasSize(2)
                    .contains(before);
            jenkins.buildAndAssertSuccess(pipeline("threatManagerRegisterApp(tenant: 'contoso')"));
        });
    }

    @Test
    void whatDoesNotMatchIsNamed() throws Throwable {
        sessions.then(jenkins -> {
            configure();

            assertThat(verify(jenkins))
                    .contains("Subject: <code>" + url() + "</code>")
                    .contains("The bootstrap app registration has no federated credential")
                    .contains("AADSTS70025");

            trust(url() + "oidc/", url(), StandInApp.AUDIENCE);
            assertThat(verify(jenkins))
                    .contains("names the issuer of the token", "'" + url() + "oidc'", "AADSTS700211");
            trust(url() + "oidc", url().replaceFirst("/$", ""), StandInApp.AUDIENCE);
            assertThat(verify(jenkins)).contains("but not its subject, '" + url() + "'", "AADSTS700213");
            WorkflowRun run = jenkins.buildAndAssertStatus(
                    Result.FAILURE, pipeline("threatManagerRegisterApp(tenant: 'contoso')"));
            jenkins.assertLogContains("entra-federation-subject", run);
            jenkins.assertLogContains("not its subject, '" + url() + "'", run);
            trust(url() + "oidc", url().toUpperCase(Locale.ROOT), StandInApp.AUDIENCE);
            assertThat(verify(jenkins)).contains("but in other upper and lower case", "AADSTS7002138");
            trust(url() + "oidc", url(), "api://other");
            assertThat(verify(jenkins)).contains("but not its audience, '" + StandInApp.AUDIENCE + "'", "AADSTS700212");

            // An identity that can sign in reads what the federated credential of the other really says.
            trust(url() + "oidc", url().replaceFirst("/$", ""), StandInApp.AUDIENCE);
            ControllerFixture.addSecretText(
                    "contoso-bootstrap", world.world().bootstrapSecret().text());
            Tenant tenant = ThreatManagerConfiguration.get().getTenants().get(0);
            tenant.setRotationAuthentication(
                    new ClientSecretAuthentication(world.world().bootstrap().appId(), "contoso-bootstrap"));
            ThreatManagerConfiguration.get().setTenants(List.of(tenant));
            assertThat(verify(jenkins))
                    .contains("AADSTS700213")
                    .contains("The federated credential 'jenkins' has the subject")
                    .contains("they differ in the slash at the end alone.");
        });
    }

    @Test
    void aCredentialThatJobsCanBindAndOneThatMakesNoToken() throws Throwable {
        sessions.then(jenkins -> {
            configure();
            trust();
            WorkflowRun bound = jenkins.buildAndAssertStatus(
                    Result.FAILURE,
                    pipeline("withCredentials([string(credentialsId: '" + ID
                            + "', variable: 'TOKEN')]) { echo 'bound' }"));
            jenkins.assertLogNotContains("bound\n", bound);
            jenkins.assertLogContains(ID, bound);

            replace(Domain.global(), CredentialsScope.GLOBAL);
            assertThat(verify(jenkins))
                    .contains("The credential '" + ID + "' does not have the scope System")
                    .contains("The federated credential 'jenkins' takes this token.");

            replace(new Domain("other", "", List.of()), CredentialsScope.SYSTEM);
            assertThat(verify(jenkins)).contains("The credential '" + ID + "' is in a domain of the credentials store");

            replace(Domain.global(), CredentialsScope.SYSTEM);
            IdTokenConfiguration.get().setGlobalClaimTemplates(List.of());
            assertThat(verify(jenkins))
                    .contains("The credential '" + ID
                            + "' gives no token: \"An id token claim template must specify sub\"");
            jenkins.assertLogContains(
                    "config-credential-unusable",
                    jenkins.buildAndAssertStatus(
                            Result.FAILURE, pipeline("threatManagerRegisterApp(tenant: 'contoso')")));

            ControllerFixture.addSecretText("no-token", "s3cret-text");
            WorkloadIdentityAuthentication garbage =
                    new WorkloadIdentityAuthentication(world.world().bootstrap().appId());
            garbage.setCredentialsId("no-token");
            ThreatManagerConfiguration.get().setTenants(List.of(world.tenant(garbage)));
            assertThat(verify(jenkins))
                    .contains("The federated token is no JSON Web Token: it does not have three parts")
                    .doesNotContain("s3cret");
        });
    }

    /** The id token credential alone, made anew, in a domain of the root store. */
    private static void replace(Domain domain, CredentialsScope scope) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        IdTokenStringCredentials made = new IdTokenStringCredentials(scope, ID, "");
        made.setAudience(StandInApp.AUDIENCE);
        provider.getDomainCredentialsMap()
                .values()
                .forEach(credentials -> credentials.removeIf(IdTokenStringCredentials.class::isInstance));
        provider.getDomainCredentialsMap()
                .computeIfAbsent(domain, none -> new CopyOnWriteArrayList<>())
                .add(made);
        provider.save();
    }
}
