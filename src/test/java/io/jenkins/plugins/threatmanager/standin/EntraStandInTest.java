package io.jenkins.plugins.threatmanager.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in is as strict as Graph: a client that gets past it by accident proves nothing. */
class EntraStandInTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SSLContext TLS = new StandInTls().context();
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final HttpClient http = HttpClient.newBuilder().sslContext(TLS).build();
    private final EntraStandIn entra = start(time);
    private final StandInTenant tenant = entra.addTenant("contoso.com", "11111111-2222-3333-4444-555555555555");
    private final StandInApp app = tenant.registerBootstrap(
            "Jenkins", "Application.ReadWrite.OwnedBy", "AppRoleAssignment.ReadWrite.All", "Application.Read.All");
    private final StandInSecret secret =
            tenant.addSecretByHand(app, "x", time.instant().plusSeconds(99));
    private String token;
    private int status;

    private static EntraStandIn start(SimulatedTime time) {
        try {
            return EntraStandIn.start(time, TLS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void logIn() throws Exception {
        token = token(secret.text()).path("access_token").asText();
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private JsonNode token(String text) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(entra.authority() + "/contoso.com/oauth2/v2.0/token"))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id=" + app.appId()
                        + "&client_secret=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&scope="
                        + entra.graphRoot() + "/.default"))
                .build());
    }

    private JsonNode graph(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(entra.graphRoot() + "/v1.0" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private JsonNode send(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        status = response.statusCode();
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    private JsonNode create() throws Exception {
        return graph(
                "PATCH",
                "/applications(uniqueName='ours')",
                "{\"displayName\":\"Ours\"}",
                "Prefer",
                "create-if-missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /applications | {'displayName':'x','color':'red'} | 400 | color",
                "POST | /applications | {'displayName':7} | 400 | displayName",
                "POST | /applications | {} | 400 | displayName",
                "POST | /applications | {'displayName':'x','requiredResourceAccess':[{'resourceAppId':'no'}]} | 400 |"
                        + " resourceAppId",
                "POST | /servicePrincipals | {'appId':'no'} | 400 | appId",
                "POST | /servicePrincipals | {'appId':'00000000-0000-0000-0000-000000000009'} | 403 | backing"
                        + " application",
                "GET | /applications/no |  | 400 | Invalid object identifier",
                "GET | /applications/00000000-0000-0000-0000-000000000009 |  | 404 | does not exist",
                "GET | /applications?$filter=notes%20eq%20'x' |  | 400 | filter",
                "GET | /applications?$orderby=x |  | 400 | $orderby",
                "GET | /applications?$select=color |  | 400 | color",
                "GET | /nothing |  | 400 | segment",
                "PATCH | /applications(uniqueName='none') | {'displayName':'x'} | 404 | does not exist",
            })
    void refusesAsGraphDoes(String method, String path, String body, int expected, String words) throws Exception {
        JsonNode error =
                graph(method, path, body == null ? "" : body.replace('\'', '"')).path("error");

        assertThat(status).isEqualTo(expected);
        assertThat(error.path("message").asText()).contains(words);
        assertThat(error.path("innerError").path("request-id").asText()).isNotEmpty();
    }

    @Test
    void aTokenThatItDidNotIssueIsRefused() throws Exception {
        token = token.substring(0, token.length() - 4) + "AAAA";

        assertThat(graph("GET", "/applications", "").path("error").path("code").asText())
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(status).isEqualTo(401);
    }

    @Test
    void anEmptyBodyMakesAnUnnamedSecretForTwoYears() throws Exception {
        String id = create().path("id").asText();

        JsonNode added = graph("POST", "/applications/" + id + "/addPassword", "{}");

        assertThat(status).isEqualTo(200);
        assertThat(added.path("displayName").isNull()).isTrue();
        assertThat(added.path("endDateTime").asText()).isEqualTo("2028-11-23T08:00:00Z");
        assertThat(added.path("secretText").asText())
                .hasSize(40)
                .startsWith(added.path("hint").asText());
        assertThat(graph("GET", "/applications/" + id, "")
                        .path("passwordCredentials")
                        .path(0)
                        .path("secretText")
                        .isNull())
                .isTrue();
    }

    @Test
    void upsertAnswers201Then204() throws Exception {
        assertThat(create().path("uniqueName").asText()).isEqualTo("ours");
        assertThat(status).isEqualTo(201);
        assertThat(create()).isEmpty();
        assertThat(status).isEqualTo(204);
    }

    @Test
    void aDeletedApplicationHoldsItsNameFor30Days() throws Exception {
        String id = create().path("id").asText();
        graph("DELETE", "/applications/" + id, "");
        assertThat(create().path("error").path("message").asText()).contains("uniqueName already exists");

        time.advance(Duration.ofDays(31));

        create();
        assertThat(status).isEqualTo(201);
    }

    @Test
    void aBatchRunsItemByItem() throws Exception {
        JsonNode answers = graph(
                        "POST",
                        "/$batch",
                        "{\"requests\":[{\"id\":\"a\",\"method\":\"GET\",\"url\":\"/applications/no\"},"
                                + "{\"id\":\"b\",\"method\":\"GET\",\"url\":\"/applications\",\"dependsOn\":[\"a\"]},"
                                + "{\"id\":\"c\",\"method\":\"GET\",\"url\":\"/applications?$top=1\"}]}")
                .path("responses");

        assertThat(answers).extracting(answer -> answer.path("id").asText()).containsExactly("c", "b", "a");
        assertThat(answers.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.path(1).path("status").asInt()).isEqualTo(424);
        assertThat(answers.path(2).path("status").asInt()).isEqualTo(400);
        assertThat(entra.exchanges()).isEqualTo(1 + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'requests':[]}",
                "{'requests':[{'id':'1','method':'GET','url':'https://graph/v1.0/applications'}]}",
                "{'requests':[{'id':'1','method':'GET','url':'/a'},{'id':'1','method':'GET','url':'/a'}]}",
                "{'requests':[{'id':'1','method':'POST','url':'/a','body':{}}]}",
                "{'requests':[{'id':'1','method':'GET','url':'/a','dependsOn':['2']}]}",
            })
    void anIllFormedBatchIsRefusedAsAWhole(String body) throws Exception {
        graph("POST", "/$batch", body.replace('\'', '"'));

        assertThat(status).isEqualTo(400);
    }

    @Test
    void moreThanTwentyItemsAreRefused() throws Exception {
        StringBuilder items = new StringBuilder();
        for (int item = 0; item < 21; item++) {
            items.append(item == 0 ? "" : ",")
                    .append("{\"id\":\"" + item + "\",\"method\":\"GET\",\"url\":\"/applications\"}");
        }

        assertThat(graph("POST", "/$batch", "{\"requests\":[" + items + "]}")
                        .path("error")
                        .path("message")
                        .asText())
                .contains("20");
    }

    @Test
    void ownedByChangesOnlyWhatItOwns() throws Exception {
        StandInApp other = tenant.createByHand("Other");

        graph("PATCH", "/applications/" + other.id(), "{\"displayName\":\"x\"}");
        assertThat(status).isEqualTo(403);

        other.addOwner(tenant.principalOf(app.appId()).orElseThrow().id());
        graph("PATCH", "/applications/" + other.id(), "{\"displayName\":\"x\"}");
        assertThat(status).isEqualTo(204);
    }

    @Test
    void anExpiredSecretAndAWrongOneAreToldApart() throws Exception {
        assertThat(token("wrong").path("error_codes").path(0).asInt()).isEqualTo(7000215);
        assertThat(status).isEqualTo(401);
        time.advance(Duration.ofSeconds(99));
        assertThat(token(secret.text()).path("error_codes").path(0).asInt()).isEqualTo(7000222);
    }

    @Test
    void grantsCannotBeDoubled() throws Exception {
        String principal = tenant.principalOf(app.appId()).orElseThrow().id();
        String body = "{\"principalId\":\"" + principal + "\",\"resourceId\":\"" + tenant.graphId()
                + "\",\"appRoleId\":\"" + GraphRoles.id("User.Read.All") + "\"}";
        String path = "/servicePrincipals/" + tenant.graphId() + "/appRoleAssignedTo";

        graph("POST", path, body);
        assertThat(status).isEqualTo(201);
        assertThat(graph("POST", path, body).path("error").path("message").asText())
                .isEqualTo("Permission being assigned already exists on the object");
        assertThat(status).isEqualTo(400);
    }
}
