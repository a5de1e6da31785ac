package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.threatmanager.monitor.notification.FindingEvent.Kind;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a webhook gets, and where it may lead. */
class WebhookTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final SecretText KEY = SecretText.of("It's a Secret to Everybody");
    private static final NotifiedFinding EXPIRED = new NotifiedFinding(
            "a".repeat(64), "expired", true, "contoso.onmicrosoft.com", "", "security", "contoso-tm", "It expired.");

    private final BlockingQueue<Map.Entry<String, List<String>>> got = new LinkedBlockingQueue<>();
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        got.add(Map.entry(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                List.of(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP_HEADER),
                        exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER))));
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private HttpUrl url(String host) {
        return HttpUrl.get("http://" + host + ":" + server.getAddress().getPort() + "/hook");
    }

    private static void send(HttpUrl url, byte[] body) {
        new WebhookSender(new OkHttpClient(), null, Clock.fixed(NOW, ZoneOffset.UTC)).send(url, body, KEY);
    }

    /** Known answer: {@code printf '1764057600.{"version":1}' | openssl dgst -sha256 -hmac "It's a Secret to Everybody"}. */
    @Test
    void theSignatureIsHmacSha256OfTimestampAndBody() {
        WebhookSignature signature = WebhookSignature.of(
                "{\"version\":1}".getBytes(StandardCharsets.UTF_8), KEY, Instant.ofEpochSecond(1764057600));

        assertThat(signature.timestamp()).isEqualTo("1764057600");
        assertThat(signature.value()).isEqualTo("v1=6bbfaa51ec20a7d5eb33df964a1c6420ae5fde995aaa06624521bc0a42fa352e");
    }

    @Test
    void theReceiverGetsTheBodyAsItWasSigned() throws Exception {
        byte[] body = WebhookBody.of(FindingEvent.of(Kind.NEW, NOW, List.of(EXPIRED), List.of(), List.of()), "");

        send(url("localhost"), body);

        Map.Entry<String, List<String>> request = got.take();
        assertThat(request.getKey()).isEqualTo(new String(body, StandardCharsets.UTF_8));
        WebhookSignature signature = WebhookSignature.of(body, KEY, NOW);
        assertThat(request.getValue()).containsExactly("/hook", signature.timestamp(), signature.value());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 500, 503})
    void anythingButSuccessIsAFailureAfterOneRequest(int answer) {
        status = answer;

        assertThatThrownBy(() -> send(url("localhost"), new byte[0]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("localhost answered")
                .hasMessageContaining(Integer.toString(answer))
                .hasMessageNotContaining("/hook");
        assertThat(got).as("no redirect is followed, nothing is repeated").hasSize(1);
    }

    @Test
    void aReceiverThatIsNotThereIsAFailureThatNamesItsHostOnly() {
        HttpUrl url = url("localhost");
        server.stop(0);

        assertThatThrownBy(() -> send(url, new byte[0]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("localhost could not be reached")
                .hasMessageNotContaining("/hook");
    }

    @Test
    void bodiesAreAsTheSchemaSays() throws Exception {
        Path docs = Files.exists(Path.of("Jenkinsfile")) ? Path.of("docs") : Path.of("..", "docs");
        JsonNode schema = new ObjectMapper().readTree(Files.readString(docs.resolve("notification.schema.json")));
        var validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        List<NotifiedFinding> many = Collections.nCopies(1000, EXPIRED);

        for (FindingEvent event : List.of(
                FindingEvent.test(NOW),
                FindingEvent.of(Kind.NEW, NOW, List.of(EXPIRED), List.of(EXPIRED), List.of()),
                FindingEvent.of(Kind.DIGEST, NOW, List.of(), List.of(), many))) {
            JsonNode body = new ObjectMapper().readTree(WebhookBody.of(event, "https://jenkins.contoso.com/"));
            assertThat(validator.validate(body)).isEmpty();
            assertThat(body.get("event").asText()).isEqualTo(event.kind().name().toLowerCase(Locale.ROOT));
            assertThat(body.get("counts").get("open").asInt())
                    .isEqualTo(event.open().size());
            assertThat(body.get("open").size()).isLessThanOrEqualTo(WebhookBody.MOST);
        }
        assertThat(validator.validate(new ObjectMapper().readTree("{\"version\": 2}")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest",
                "https://[fd00:ec2::254]/",
                "https://metadata.google.internal/",
                "https://0xA9FEA9FE/",
                "https://168.63.129.16/",
                "http://hooks.contoso.com/",
                "https://user:word@hooks.contoso.com/",
                "https://hooks.contoso.com/?token=x",
                "https://hooks.contoso.com/#x",
                "ftp://hooks.contoso.com/",
                "hooks.contoso.com",
                ""
            })
    void whereItMustNotLead(String url) {
        assertThatThrownBy(() -> WebhookAddress.parse(url, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The URL of the webhook");
    }

    @Test
    void whereItMayLead() {
        assertThat(WebhookAddress.parse("https://hooks.contoso.com/a", false)).isNotNull();
        assertThat(WebhookAddress.parse("http://127.0.0.1:8080/a", false)).isNotNull();
        assertThat(WebhookAddress.parse("http://hooks.contoso.com/a", true)).isNotNull();
        assertThatThrownBy(() -> WebhookAddress.parse("http://169.254.169.254/", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
