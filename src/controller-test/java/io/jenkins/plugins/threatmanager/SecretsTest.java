package io.jenkins.plugins.threatmanager;

import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.ARGUMENTS;
import static io.jenkins.plugins.threatmanager.steps.ControllerFixture.CREDENTIALS_ID;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.UserPasswordLogin;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.steps.AllOperations;
import io.jenkins.plugins.threatmanager.steps.ControllerFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The whole procedure, in every way and with everything that goes wrong on it; then no secret that was ever issued or
 * configured is in any file of JENKINS_HOME, in any answer of Jenkins, in any log or on the console.
 */
@WithJenkins
class SecretsTest {

    private static final String OTP_SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXQ";
    private static final String WRONG_SECRET = "q8Q~wrong+bootstrap/secret=text&of%nobody";

    /** With policies known, a secret whose lifetime no policy has cut is renewed when a job says, and not later. */
    private static final String[] PERMISSIONS = {
        "Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All", "Policy.Read.All"
    };

    private JenkinsRule jenkins;
    private ControllerFixture world;

    @Test
    void noSecretIsAnywhere(JenkinsRule rule, @TempDir Path folder) throws Exception {
        jenkins = rule;
        try (Transcript transcript = new Transcript(folder);
                ControllerFixture everything = new ControllerFixture(PERMISSIONS).configure()) {
            world = everything;
            run();
            transcript.coarser();
            Map<String, byte[]> answers = crawl();
            Set<String> secrets = secrets();
            SecretSearch search = new SecretSearch(secrets);

            assertThat(System.getProperty("AZURE_HTTP_LOG_DETAIL_LEVEL"))
                    .as("the SDK is asked to log all, see pom.xml")
                    .isEqualTo("BODY_AND_HEADERS");
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(answers).hasSizeGreaterThan(60);
            assertThat(answers.keySet())
                    .filteredOn(path -> search.finds(answers.get(path)))
                    .as("answers")
                    .isEmpty();
            assertThat(search.filesWithSecrets(rule.jenkins.getRootDir().toPath()))
                    .as("files")
                    .isEmpty();
            transcript.files();
            assertThat(search.linesWithSecrets(folder)).as("logs").isEmpty();
        }
    }

    private void configureWhatFails() throws Exception {
        ControllerFixture.addSecretText("wrong-bootstrap", WRONG_SECRET);
        ControllerFixture.addSecretText("tm-otp", OTP_SEED);
        Tenant good = world.tenant();
        Tenant wrong = new Tenant(
                "wrong",
                good.getDomain(),
                new ClientSecretAuthentication(world.world().bootstrap().appId(), "wrong-bootstrap"));
        wrong.setCloud(good.getCloud());
        wrong.setAuthorityUrl(good.getAuthorityUrl());
        wrong.setGraphUrl(good.getGraphUrl());
        wrong.setAllowedFolders(good.getAllowedFolders());
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.setTenants(List.of(good, wrong));
        world.world()
                .threatManager()
                .accounts()
                .addUser("mfa", ControllerFixture.PASSWORD, "Administrator", new byte[20]);
        ControllerFixture.addUserPassword("tm-mfa", "mfa", ControllerFixture.PASSWORD);
        UserPasswordLogin login = new UserPasswordLogin("tm-mfa");
        login.setOtpSecretCredentialsId("tm-otp");
        List<Server> servers = configuration.getServers();
        servers.add(world.server("tm-mfa", login));
        configuration.setServers(servers);
    }

    private void run() throws Exception {
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline("""
            def r = threatManagerOnboard(%s, secretLifetime: '1 month', renewBefore: '10 days')
            echo "result ${r}, changes ${r.changes}"
            node {
              withCredentials([usernamePassword(credentialsId: '%s', usernameVariable: 'U', passwordVariable: 'P')]) {
                echo "user ${U} password ${P}"
                writeFile file: 'used.txt', text: "length ${P.length()}"
              }
            }
            """.formatted(ARGUMENTS, CREDENTIALS_ID)));
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline("""
            pipeline {
              agent none
              stages { stage('Onboard') { steps {
                threatManagerOnboard %s, secretLifetime: '24 months', renewBefore: '6 months'
                threatManagerStatus %s
              } } }
            }
            """.formatted(ARGUMENTS, ARGUMENTS)));
        assertThat(world.world().tenant().issuedSecrets()).as("renewed").hasSize(3);
        rotateAndOffboard();
        FreeStyleProject freestyle = AllOperations.job("freestyle");
        jenkins.buildAndAssertSuccess(freestyle);
        configureWhatFails();
        fail("threatManagerRegisterApp(tenant: 'wrong')");
        fail("threatManagerStatus(" + ARGUMENTS.replace("tm-prod", "tm-mfa") + ")");
        failEchoing(
                world.world().threatManager().http(),
                "threatManagerOnboard(" + ARGUMENTS + ", profileName: 'Another', adopt: true)");
        failEchoing(world.world().entra().http(), "threatManagerOnboard(" + ARGUMENTS + ")");
        ControllerFixture.removeServer("tm-mfa");
        jenkins.buildAndAssertSuccess(freestyle);
    }

    private void rotateAndOffboard() throws Exception {
        List<Server> servers = ThreatManagerConfiguration.get().getServers();
        ControllerFixture.removeServer("tm-user");
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline("""
            echo "settled ${threatManagerRotateSecret(%1$s, gracePeriod: '0 days')}"
            echo "rotated ${threatManagerRotateSecret(%1$s, force: true)}"
            echo "settled ${threatManagerRotateSecret(%1$s, gracePeriod: '0 days')}"
            """.formatted(ARGUMENTS)));
        String byHand = ARGUMENTS.replace("tm-prod", "tm-hand");
        jenkins.buildAndAssertSuccess(
                ControllerFixture.pipeline("threatManagerRotateSecret(" + byHand + ", force: true)"));
        assertThat(world.world().tenant().issuedSecrets()).as("rotated").hasSize(5);
        failEchoing(
                world.world().threatManager().http(),
                "threatManagerRotateSecret(" + ARGUMENTS + ", force: true, gracePeriod: '0 days')");
        failEchoing(world.world().entra().http(), "threatManagerRotateSecret(" + ARGUMENTS + ", force: true)");
        failEchoing(world.world().threatManager().http(), "threatManagerOffboard(" + ARGUMENTS + ")");
        jenkins.buildAndAssertSuccess(ControllerFixture.pipeline(
                "echo \"removed ${threatManagerOffboard(" + ARGUMENTS + ", purge: true)}\""));
        assertThat(world.world().tenant().applications())
                .containsExactly(world.world().bootstrap());
        ThreatManagerConfiguration.get().setServers(servers);
    }

    private WorkflowJob fail(String script) throws Exception {
        WorkflowJob job = ControllerFixture.pipeline(script);
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        return job;
    }

    /** A service whose refusals quote the request, its login and its body. */
    private void failEchoing(StandInHttp http, String script) throws Exception {
        http.faults(request -> request.method().equals("GET")
                ? Optional.empty()
                : Optional.of(new Fault.Refused(StandInAnswer.json(
                        400,
                        "{\"error\":\"invalid_request\",\"error_description\":\"AADSTS900144: not with "
                                + quoted(request.header("Authorization") + " and " + request.text())
                                + "\",\"title\":\"" + quoted(request.text()) + "\"}"))));
        fail(script);
        http.faults(request -> Optional.empty());
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private Map<String, byte[]> crawl() throws Exception {
        String store = "job/security/credentials/store/folder/domain/_/";
        List<String> starts = new ArrayList<>(List.of(
                "",
                "api/json?depth=3",
                "manage/",
                "manage/configure",
                "threat-manager/tenants/",
                "threat-manager/tenants/entry/contoso/",
                "threat-manager/servers/",
                "threat-manager/servers/entry/tm-prod/",
                "threat-manager/defaults/",
                "manage/threat-manager/",
                "manage/credentials/",
                "manage/configureCredentials/",
                "credentials/store/system/domain/_/",
                "credentials/store/system/domain/_/api/json?depth=3",
                "credentials/store/system/domain/_/api/xml?depth=3",
                "manage/configuration-as-code/",
                "manage/configuration-as-code/reference",
                "job/security/api/xml?depth=4",
                "job/security/config.xml",
                store,
                store + "api/json?depth=3",
                store + "credential/" + CREDENTIALS_ID + "/",
                store + "credential/" + CREDENTIALS_ID + "/api/json?depth=3",
                store + "credential/" + CREDENTIALS_ID + "/updateDialog",
                store + "credential/" + CREDENTIALS_ID + "/config.xml",
                "job/security/credentials/store/folder/config.xml"));
        for (var item : jenkins.jenkins.getAllItems(hudson.model.Job.class)) {
            starts.add(item.getUrl());
            starts.add(item.getUrl() + "configure");
            starts.add(item.getUrl() + "config.xml");
            starts.add(item.getUrl() + "api/json?depth=4");
            starts.add(item.getUrl() + "pipeline-syntax/");
            for (Object each : item.getBuilds()) {
                String url = ((hudson.model.Run<?, ?>) each).getUrl();
                for (String page :
                        List.of("", "console", "consoleText", "threat-manager/", "threat-manager/api/xml?depth=5")) {
                    starts.add(url + page);
                }
                starts.add(url + "threat-manager/api/json?depth=5");
                starts.add(url + "api/json?depth=5");
                starts.add(url + "api/xml?depth=5");
                starts.add(url + "injectedEnvVars/");
            }
        }
        Map<String, byte[]> answers = new Crawl(
                        jenkins.getURL().toURI(), List.of("job/", "credentials/", "manage/credentials/"))
                .from(starts);
        for (String path : List.of("manage/configuration-as-code/export", "manage/configuration-as-code/viewExport")) {
            answers.put(
                    "POST " + path,
                    WebMethods.call(jenkins, path, null, "POST").text().getBytes(StandardCharsets.UTF_8));
        }
        String code = new String(answers.get("POST manage/configuration-as-code/export"), StandardCharsets.UTF_8);
        assertThat(code).contains("threatManager:", "contoso-bootstrap");
        return answers;
    }

    private Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(world.secrets());
        secrets.add(OTP_SEED);
        secrets.add(WRONG_SECRET);
        for (String token : world.world().entra().issuedTokens()) {
            // its signature, with which the rest could be put together again
            secrets.add(token.substring(token.lastIndexOf('.') + 1));
        }
        return secrets;
    }
}
