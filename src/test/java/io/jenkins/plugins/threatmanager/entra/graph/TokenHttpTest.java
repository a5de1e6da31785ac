package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.entra.EntraFixture;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What msal4j and azure-identity get to read, and so may log, of a token endpoint's answer. */
class TokenHttpTest {

    private static final String SECRET = "q8Q~a+b/c=d&e%f \"g\\";
    private static final String ASSERTION = "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl";

    private final EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    /** How azure-identity asks: at once, and as a stream. */
    enum Way {
        AT_ONCE,
        STREAM,
        STREAM_WITH_CONTEXT
    }

    static Stream<Arguments> refusals() throws Exception {
        String quoted = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "error",
                        "invalid_client",
                        "error_description",
                        "AADSTS7000215: not with " + SECRET + " of " + body(),
                        "details",
                        new Object[] {Map.of("assertion", ASSERTION), SECRET}));
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                        Arguments.of(way, StandInAnswer.json(401, quoted), "AADSTS7000215: not with ****"),
                        Arguments.of(way, StandInAnswer.json(400, "[\"" + ASSERTION + "\"]"), "[\"****\"]"),
                        Arguments.of(way, StandInAnswer.text(502, "text/html", "<p>" + body() + "</p>"), ""),
                        Arguments.of(way, StandInAnswer.text(200, "text/html", "<p>" + body() + "</p>"), ""),
                        Arguments.of(way, StandInAnswer.json(200, "[\"" + ASSERTION + "\"]"), "[\"****\"]")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNotATokenQuotesNoSecret(Way way, StandInAnswer answer, String left) {
        try (HttpResponse response = send(way, answer)) {
            String text = response.getBodyAsBinaryData().toString();

            assertThat(text).contains(left).doesNotContain("q8Q", "%2Bb", "eyJ");
            assertThat(text.isEmpty()).isEqualTo(left.isEmpty());
            assertThat(response.getBodyAsString().block()).isEqualTo(text);
            assertThat(response.getStatusCode())
                    .as("msal4j itself repeats after a 5xx")
                    .isEqualTo(answer.status() < 500 ? answer.status() : 400);
            assertThat(response.getHeaders().getValue("Content-Length"))
                    .isEqualTo(String.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
        }
    }

    static Stream<Arguments> tokens() {
        return Stream.of(Way.values())
                .map(way -> Arguments.of(way, "{\"access_token\":\"" + ASSERTION + "\",\"token_type\":\"Bearer\"}"));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsLeftAsItCame(Way way, String token) {
        try (HttpResponse response = send(way, StandInAnswer.json(200, token))) {
            assertThat(response.getBodyAsBinaryData().toString()).isEqualTo(token);
        }
    }

    private HttpResponse send(Way way, StandInAnswer answer) {
        bench.entra.http().faults(request -> Optional.of(new Fault.Refused(answer.with("Retry-After", "7"))));
        TokenHttp http = new TokenHttp(StandInClients.azureHttp(), StandInClients.azureHttp());
        HttpRequest request = new HttpRequest(HttpMethod.POST, bench.entra.authority() + "/token").setBody(body());
        HttpResponse response =
                switch (way) {
                    case AT_ONCE -> http.sendSync(request, Context.NONE);
                    case STREAM -> http.send(request).block();
                    case STREAM_WITH_CONTEXT -> http.send(request, Context.NONE).block();
                };
        boolean page = answer.headers().get("Content-Type").equals("text/html");
        assertThat(http.last())
                .contains(new TokenHttp.Answer(
                        answer.status(), Duration.ofSeconds(7), page ? "and a page without a title" : ""));
        return response;
    }

    private static String body() {
        return "grant_type=client_credentials&client_assertion=" + ASSERTION + "&client_secret="
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    }
}
