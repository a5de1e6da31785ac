package io.jenkins.plugins.threatmanager.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The stand-in without the connector, by requests written by hand: it has to refuse what a real server would, or tests
 * of the connector prove nothing.
 */
class ThreatManagerStandInTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PROFILE = "/api/v1/CredentialProfile";
    private static final String SYNC = "/api/v1/EntraIdSync";

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-03-01T10:00:00Z"));
    private ThreatManagerStandIn standIn;
    private String token = "app-token";

    @BeforeEach
    void start() throws Exception {
        standIn = new ThreatManagerStandIn(new RelativeDialect(), time, null);
        standIn.accounts().addAppToken("app-token", route -> true);
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(standIn.url().resolve(path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private long profile(String name) {
        long id = standIn.console().addProfile(name, "").id();
        standIn.console().addCredential(id, "AzureAD", "client", "s3cret");
        return id;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'p', 'colour': 'red'} | The property 'colour' is not known",
                "{'description': 'd'} | The name field is required",
                "{'name': 5} | The JSON value of 'name' could not be converted",
                "{'name': ' '} | The Name field is required",
                "['p'] | A non-empty request body is required",
                "{'name': 'p'} {} | could not be converted",
            })
    void refusesBodiesThatARealServerWouldRefuse(String body, String text) throws Exception {
        HttpResponse<String> answer = send("POST", PROFILE, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains(text);
        assertThat(standIn.console().profiles()).isEmpty();
    }

    @Test
    void givesNoPasswordBack() throws Exception {
        long id = profile("p");
        standIn.console().addSync("contoso.test", "GLOBAL", id, true);
        for (String path : List.of(PROFILE + "/Search", SYNC + "/Search")) {
            assertThat(send("GET", path, null).body()).contains("recordsTotal").doesNotContain("s3cret");
        }
        assertThat(standIn.console().passwordOf("p")).isEqualTo("s3cret");
    }

    @Test
    void namesAndTenantsAreUniqueAndWhatIsInUseStays() throws Exception {
        long id = profile("p");
        assertThat(send("POST", PROFILE, "{'name': 'p'}").statusCode()).isEqualTo(409);
        String sync = "{'tenant': 'contoso.test', 'azureCloud': 'AzurePublic', 'credentialProfileId': " + id
                + ", 'enabled': true}";
        assertThat(send("POST", SYNC, sync).statusCode()).isEqualTo(200);
        assertThat(send("POST", SYNC, sync.replace("contoso", "CONTOSO")).statusCode())
                .isEqualTo(409);
        assertThat(send("DELETE", PROFILE + "/" + id, null).statusCode()).isEqualTo(409);
        assertThat(standIn.console().profiles()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"fabrikam.test,AzurePublic,400", "contoso.test,AzureChina,400", "contoso.test,AzurePublic,204"})
    void tenantAndCloudCannotBeEdited(String tenant, String cloud, int status) throws Exception {
        long profile = profile("p");
        long id = standIn.console()
                .addSync("contoso.test", "GLOBAL", profile, true)
                .id();
        String body = "{'id': %d, 'tenant': '%s', 'azureCloud': '%s', 'credentialProfileId': %d, 'enabled': false,"
                + " 'fullScan': false}";
        assertThat(send("PUT", SYNC + "/" + id, String.format(body, id, tenant, cloud, profile))
                        .statusCode())
                .isEqualTo(status);
        assertThat(standIn.console().syncs().get(0).enabled()).isEqualTo(status == 400);
        assertThat(standIn.console().syncs().get(0).tenant()).isEqualTo("contoso.test");
    }

    @Test
    void demandsALoginAndHonoursWhatAnAppTokenMay() throws Exception {
        standIn.accounts().addAppToken("reader", route -> route.readsOnly());
        token = "";
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(401);
        token = "reader";
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(200);
        assertThat(send("POST", PROFILE, "{'name': 'p'}").statusCode()).isEqualTo(403);
        standIn.accounts().revokeAppToken("reader");
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(401);
    }

    @Test
    void tokenOfAUserLivesFiveMinutesAndOnlyAnAdministratorMayWrite() throws Exception {
        standIn.accounts().addUser("admin", "pw", "Administrator", null);
        standIn.accounts().addUser("viewer", "pw", "Response Manager", null);
        signIn("viewer");
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(200);
        assertThat(send("POST", PROFILE, "{'name': 'p'}").statusCode()).isEqualTo(403);
        signIn("admin");
        assertThat(send("POST", PROFILE, "{'name': 'p'}").statusCode()).isEqualTo(200);
        time.advance(ThreatManagerAccounts.TOKEN_LIFE.minusSeconds(1));
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1));
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(401);
    }

    @Test
    void firstPageTokenIsGoodForNothingButTheSecond() throws Exception {
        standIn.accounts().addUser("admin", "pw", "Administrator", new byte[20]);
        signIn("admin");
        assertThat(send("GET", PROFILE + "/Search", null).statusCode()).isEqualTo(401);
        assertThat(send("POST", "/signin2fa", "'000000'").statusCode()).isEqualTo(401);
        assertThat(standIn.accounts().logins()).isZero();
    }

    private void signIn(String user) throws IOException, InterruptedException {
        token = "";
        HttpResponse<String> answer = send("POST", "/signinBody", "{'Login': '" + user + "', 'Password': 'pw'}");
        assertThat(answer.statusCode()).isEqualTo(200);
        token = answer.body().replace("\"", "");
    }

    @Test
    void syncRunsByTheClockAndFailsWhileTheSecretIsNotGood() {
        boolean[] good = {false};
        standIn.console()
                .onSync((tenant, cloud, client, secret) ->
                        new ThreatManagerConsole.Result(good[0] && secret.equals("s3cret"), "AADSTS7000215"));
        long id = standIn.console()
                .addSync("contoso.test", "GLOBAL", profile("p"), true)
                .id();
        time.advance(ThreatManagerSyncRuns.UNTIL_FIRST.minusSeconds(1));
        assertThat(standIn.console().history(id)).isEmpty();
        time.advance(Duration.ofSeconds(1).plus(ThreatManagerSyncRuns.EACH_TYPE));
        assertThat(standIn.console().history(id))
                .singleElement()
                .matches(row -> row.status() == ThreatManagerSyncRuns.Status.FAILED && row.fullScan());
        good[0] = true;
        time.advance(Duration.ofMinutes(20));
        List<ThreatManagerSyncRuns.Row> rows = standIn.console().history(id);
        assertThat(rows)
                .hasSize(6)
                .extracting(ThreatManagerSyncRuns.Row::started)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(rows.subList(0, 5))
                .allMatch(row -> row.status() == ThreatManagerSyncRuns.Status.COMPLETE
                        && row.ended().isPresent()
                        && !row.fullScan());
    }
}
