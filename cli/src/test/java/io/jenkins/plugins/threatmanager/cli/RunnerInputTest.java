package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input ends with 1 and one sentence of cause, before anybody was asked for anything: the settings name hosts that
 * do not exist, so that a request would end in another sentence.
 */
class RunnerInputTest {

    private static final String GOOD = """
        jenkins:
          systemMessage: other parts are left alone
        unclassified:
          threatManager:
            tenants:
              - name: contoso
                domain: contoso.onmicrosoft.com
                cloud: CUSTOM
                authorityUrl: https://login.invalid
                graphUrl: https://graph.invalid
                authentication:
                  clientSecret:
                    clientId: 11111111-1111-1111-1111-111111111111
                    credentialsId: bootstrap
                policy:
                  allow: [ OFFBOARD ]
            servers:
              - name: tm
                url: https://tm.invalid:8080
                connector: rest
                authentication:
                  appToken:
                    credentialsId: token
        """;

    private static final String ONBOARD = "onboard --tenant contoso --server tm --credentials-id contoso-tm";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of(Passphrase.VARIABLE, QuickVaults.PASSPHRASE));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path vault;

    @BeforeEach
    void fillVault() {
        vault = folder.resolve("vault.p12");
        put("bootstrap", "b00tstrap-s3cret");
        put("token", "t0ken-s3cret");
    }

    private void put(String id, String secret) {
        assertThat(run(secret, "vault", "put", id, "--vault", vault.toString())).isZero();
    }

    private int run(String in, String... args) {
        return Runner.run(
                new Environment(environment, Map.of(), Terminal.NONE, QuickVaults.STRENGTH, new Stop(Sleeper.REAL)),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                args);
    }

    /** Runs with these settings and returns what was said on standard error. */
    private String refused(String yaml, String command) throws IOException {
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, yaml);
        byte[] before = Files.readAllBytes(vault);
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("--settings", settings.toString(), "--vault", vault.toString()));
        assertThat(run("", args.toArray(new String[0]))).isEqualTo(1);
        assertThat(Files.readAllBytes(vault)).isEqualTo(before);
        String said = err.toString();
        assertThat(said.strip().lines()).hasSize(1);
        assertThat(said).doesNotContain("s3cret", "\tat ");
        return said;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain: contoso.onmicrosoft.com | domain: contoso onmicrosoft com | domain name",
                "clientId: 11111111-1111-1111-1111-111111111111 | clientId: 1234 | client ID",
                "cloud: CUSTOM | cloud: MOON | is not a cloud",
                "graphUrl: https://graph.invalid | graphUrl: http://graph.invalid | https",
                "url: https://tm.invalid:8080 | url: tm.invalid | address",
                "url: https://tm.invalid:8080 | url: http://tm.invalid:8080 | plain http",
                "credentialsId: bootstrap | credentialsId: nowhere | no entry 'nowhere'",
                "connector: rest | connector: carrier-pigeon | neither rest nor handOff",
                "domain: contoso.onmicrosoft.com | domian: contoso.onmicrosoft.com | unknown key 'domian' in"
                        + " threatManager.tenants[0]; known there: aliases, app, authentication,",
                "servers: | serverz: | unknown key 'serverz' in threatManager; known there: defaults, products,"
                        + " servers, tenants.",
                "appToken: | appTokn: | unknown key 'appTokn'",
                "name: contoso | name: fabrikam | no tenant 'contoso', only: fabrikam",
                "tenants: | tenants: } | is not YAML",
                "threatManager: | thretManager: | no part unclassified: threatManager",
                "cloud: CUSTOM | cloud: [ CUSTOM ] | value of the wrong kind",
                "authorityUrl: https://login.invalid | threatManagerCloud: [ x ] | value of the wrong kind",
                "connector: rest | connector: { rest: { profileFile: none.json } } | does not exist",
                "connector: rest | connector: { rest: { profile: '{}' } } | the settings file",
            })
    void settings(String good, String bad, String expected) throws IOException {
        assertThat(refused(GOOD.replace(good, bad), ONBOARD)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--secret-lifetime soon | is not a period of time",
                "--renew-before 25_months | is not a period of time",
                "--secret-lifetime P30D --renew-before P30D | cannot be renewed",
                "--permissions User.Read.All,oops | is not the name of a Microsoft Graph permission",
                "--credentials-id a/b | may hold letters",
                "--timeout-minutes 0 | --timeout-minutes must be a whole number, 1 or more: '0' is not.",
                "--timeout-minutes -5 | --timeout-minutes must be a whole number, 1 or more: '-5' is not.",
                "--wait-for-consent -1 | --wait-for-consent must be a whole number, 0 or more: '-1' is not.",
                "--timeout-minutes soon | must be a whole number, 1 or more",
                "--timeout-minutes 0 | must be a whole number, 1 or more",
                "--timeout-minutes -5 | must be a whole number, 1 or more",
                "--wait-for-consent -1 | must be a whole number, 0 or more",
                "--fly | has no option '--fly'",
            })
    void arguments(String extra, String expected) throws IOException {
        assertThat(refused(
                        GOOD,
                        ONBOARD.replace(
                                                "--credentials-id contoso-tm",
                                                extra.contains("--credentials-id") ? "" : "--credentials-id contoso-tm")
                                        .strip()
                                + " " + extra))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server tm --grace-period soon | is not a period of time",
                "--server tm --grace-period P30D | must be shorter than --renew-before",
                "--server tm,tm2 | no server 'tm2', only: tm",
                "--force | --server",
            })
    void rotation(String extra, String expected) throws IOException {
        assertThat(refused(GOOD, "rotate-secret --tenant contoso --credentials-id c " + extra))
                .contains(expected);
    }

    /** Of the same kinds as the other; asked for a credential that the vault does not have. */
    @Test
    void aRotationSignsInAsItsOwnIdentity() throws IOException {
        String own = GOOD.replace("    servers:\n", """
                    rotationAuthentication:
                      clientSecret:
                        clientId: 11111111-1111-1111-1111-111111111111
                        credentialsId: rotator
                servers:
            """);
        assertThat(refused(own, "rotate-secret --tenant contoso --server tm --credentials-id c"))
                .contains("no entry 'rotator'");
    }

    @Test
    void anUnknownServer() throws IOException {
        assertThat(refused(GOOD, "onboard --tenant contoso --server tm2 --credentials-id c"))
                .contains("no server 'tm2', only: tm");
    }

    @Test
    void anUnknownServerAmongSeveral() throws IOException {
        assertThat(refused(GOOD, "offboard --tenant contoso --server tm,tm2 --credentials-id c"))
                .contains("no server 'tm2', only: tm");
    }

    /** It need not work, but is not forgotten: off-boarding stops at what it cannot read. */
    @Test
    void aServerThatAnOperationDoesNotName() throws IOException {
        String another = GOOD.replace("    servers:\n", """
                servers:
                  - name: lab
                    url: https://lab.invalid:8080
                    authentication:
                      appToken:
                        credentialsId: nowhere
            """);
        Path settings = Files.writeString(folder.resolve("another.yaml"), another);
        ConnectionSettings connections = new ConnectionSettings(
                Settings.read(settings, new Environment(environment, Map.of())), QuickVaults.open(vault));
        Network network = new Environment(environment, Map.of()).network(null);
        assertThat(connections.others(List.of("tm"), network)).singleElement().satisfies(lab -> {
            assertThat(lab.name()).isEqualTo("lab");
            assertThat(lab.broken().orElseThrow()).hasMessageContaining("no entry 'nowhere'");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--tenant contoso --server tm | Missing required option: '--credentials-id",
                "--tenant contoso --credentials-id c | Missing required option: '--server",
                "--tenant contoso --server tm --credentials-id a/b --purge | may hold letters",
                "--tenant contoso --server tm --credentials-id c --confirm yes | has too many arguments",
            })
    void argumentsOfOffboarding(String arguments, String expected) throws IOException {
        assertThat(refused(GOOD, "offboard " + arguments)).contains(expected);
    }

    @Test
    void aNameUsedTwice() throws IOException {
        String twice = GOOD.replace("      - name: tm", "      - name: tm\n      - name: tm");
        assertThat(refused(twice, ONBOARD)).contains("two servers called 'tm'");
    }

    @Test
    void aWrongPassphrase() throws IOException {
        environment.put(Passphrase.VARIABLE, "wrong");
        assertThat(refused(GOOD, ONBOARD)).contains("The passphrase does not open the vault file");
    }

    @Test
    void noPassphrase() throws IOException {
        environment.clear();
        assertThat(refused(GOOD, ONBOARD)).contains(Passphrase.VARIABLE);
    }

    @Test
    void aVaultThatIsNone() throws IOException {
        Files.writeString(vault, "not a key store");
        assertThat(refused(GOOD, ONBOARD)).contains("cannot be read as PKCS12");
    }

    @Test
    void anEntryOfAnotherKindIsNeverOverwritten() {
        VaultFile secrets = new VaultFile(QuickVaults.open(vault));
        assertThatThrownBy(() -> secrets.find("bootstrap"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not the client secret of an Entra app")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aProxyWithoutSense() throws IOException {
        environment.put("HTTPS_PROXY", "http://");
        assertThat(refused(GOOD, ONBOARD)).contains("HTTPS_PROXY");
    }

    @Test
    void noSettings() {
        assertThat(run("", ONBOARD.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains("No settings file was named");
    }

    @Test
    void namesDoNotTellUpperFromLowerCase() {
        KeyStoreFile file = QuickVaults.open(vault);
        assertThat(file.find("TOKEN")).contains("t0ken-s3cret");
        assertThat(file.find("nothing")).isEmpty();
    }

    /** Separated by a comma and a blank, as people write. */
    @Test
    void permissionsWithBlanksBetweenThem() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.yaml"), GOOD);
        List<String> args = new ArrayList<>(List.of(ONBOARD.split(" ")));
        args.addAll(List.of("--permissions", "User.Read.All, Group.Read.All, oops", "--settings", settings.toString()));
        args.addAll(List.of("--vault", vault.toString()));
        assertThat(run("", args.toArray(new String[0]))).isEqualTo(1);
        assertThat(err.toString()).startsWith("'oops' is not the name of a Microsoft Graph permission");
    }

    @Test
    void twoWaysToSignIn() throws IOException {
        String two = GOOD.replace(
                "          appToken:", "          userPassword:\n            credentialsId: u\n          appToken:");
        assertThat(refused(two, ONBOARD))
                .contains("The server 'tm' has 2 ways to sign in, userPassword and appToken; leave one.")
                .contains("[runner-settings]");
    }

    /** What a shell makes of an empty variable is no wish for the default. */
    @ParameterizedTest
    @ValueSource(strings = {"--permissions", "--secret-lifetime", "--app-name", "--timeout-minutes"})
    void anEmptyValue(String option) {
        List<String> args = new ArrayList<>(List.of(ONBOARD.split(" ")));
        args.addAll(List.of(option, "", "--vault", vault.toString()));
        assertThat(run("", args.toArray(new String[0]))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(option + " is empty. Give a value, or omit the option to use the default."
                        + " [runner-argument]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentialsId: bootstrap | The tenant 'contoso' has no authentication.clientSecret.credentialsId;"
                        + " threatManager.tenants[0].authentication.clientSecret.credentialsId",
                "domain: contoso.onmicrosoft.com | The tenant's domain is missing; threatManager.tenants[0].domain",
                "credentialsId: token | The server 'tm' has no authentication.appToken.credentialsId;"
                        + " threatManager.servers[0].authentication.appToken.credentialsId",
                "url: https://tm.invalid:8080 | The server 'tm' has no url; threatManager.servers[0].url",
            })
    void aVariableThatLeavesNothing(String good, String expected) throws IOException {
        String key = good.substring(0, good.indexOf(':'));
        for (String value : new String[] {null, ""}) {
            environment.remove("NOPE");
            if (value != null) {
                environment.put("NOPE", value);
            }
            Path settings = Files.writeString(folder.resolve("settings.yaml"), GOOD.replace(good, key + ": ${NOPE}"));
            err.getBuffer().setLength(0);
            List<String> args = new ArrayList<>(List.of(ONBOARD.split(" ")));
            args.addAll(List.of("--settings", settings.toString(), "--vault", vault.toString()));
            assertThat(run("", args.toArray(new String[0]))).isEqualTo(1);
            assertThat(err.toString())
                    .contains(expected + " of " + settings + " is empty, because the variable NOPE is not set or empty."
                            + " Correct the settings file and run again. [runner-settings]");
        }
    }

    @Test
    void theRemedyNamesTheVaultFileThatWasGiven() throws IOException {
        assertThat(refused(GOOD.replace("credentialsId: bootstrap", "credentialsId: nowhere"), ONBOARD))
                .contains("Add it with 'vault put nowhere --vault " + vault + "'.");
    }

    @Test
    void whatTheSettingsHoldForJenkinsAloneIsSaidOnce() throws IOException {
        String folders = GOOD.replace("        domain:", "        allowedFolders: [ security ]\n        domain:")
                .replace("        url:", "        allowedFolders: [ security ]\n        url:");
        Path settings = Files.writeString(folder.resolve("settings.yaml"), folders);
        List<String> args = new ArrayList<>(List.of(ONBOARD.split(" ")));
        args.addAll(List.of("--credentials-id", "a/b", "--settings", settings.toString(), "--vault", vault.toString()));
        args.removeAll(List.of("contoso-tm"));
        args.remove("--credentials-id");
        assertThat(run("", args.toArray(new String[0]))).isEqualTo(1);
        assertThat(err.toString().lines())
                .first()
                .isEqualTo("note: These keys of the settings file have no effect on the command line: allowedFolders.");
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void aProgramReadsWhyNothingCouldBegin() throws IOException {
        out.getBuffer().setLength(0);
        assertThat(run("", (ONBOARD + " --output json --settings " + folder.resolve("none.yaml")).split(" ")))
                .isEqualTo(1);
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("outcome").asText()).isEqualTo("failed");
        assertThat(document.at("/problem/code").asText()).isEqualTo("runner-settings");
        assertThat(document.at("/problem/cause").asText()).endsWith("none.yaml does not exist.");
        assertThat(err.toString().lines()).hasSize(1);
    }
}
