package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that throws everything back that was sent to it: nothing of that may reach a log or an exception. */
class SecretsStayInsideTest {

    private static final String PASSWORD = "P4ss~word/\"with\\odd<chars>&ä";
    private static final String OTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String SECRET = "cl1ent~Secret/\"with\\odd<chars>&ä";

    /** Every way in which a server may give back what it was sent. */
    static Stream<Arguments> echoes() {
        List<Function<StandInRequest, StandInAnswer>> echoes = List.of(
                request -> StandInAnswer.text(400, "text/plain", echo(request)),
                request -> StandInAnswer.json(400, "{\"title\": " + quoted(echo(request)) + "}"),
                request -> StandInAnswer.json(200, "{\"data\": " + quoted(echo(request)) + "}"),
                request -> StandInAnswer.text(200, "text/html", "<title>" + html(echo(request)) + "</title>"),
                request -> StandInAnswer.text(500, "text/plain", "x".repeat(290) + echo(request)),
                request -> StandInAnswer.text(200, "application/json", "oops " + echo(request)),
                request -> StandInAnswer.empty(302).with("Location", "/x?" + urlEncoded(request)));
        return Stream.of(Shape.values()).flatMap(shape -> echoes.stream().map(echo -> Arguments.of(shape, echo)));
    }

    private static String echo(StandInRequest request) {
        return request.header("Authorization") + " " + request.header("X-App-Token") + " " + request.text();
    }

    private static String quoted(String text) {
        return new TextNode(text).toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String urlEncoded(StandInRequest request) {
        return URLEncoder.encode(echo(request).replaceAll("\\R", ""), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void nothingOfItIsSaid(Shape shape, Function<StandInRequest, StandInAnswer> echo) throws Exception {
        ServerAuthentication user = new ServerAuthentication.UserPassword(
                "svc", SecretText.of(PASSWORD), Optional.of(SecretText.of(OTP_SECRET)));
        for (ServerAuthentication each : List.of(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), user)) {
            try (ServerFixture test = ServerFixture.start(shape)) {
                test.standIn().accounts().addUser("svc", PASSWORD, "Administrator", null);
                StringBuilder told = new StringBuilder();
                for (int fine = 0; fine < 12; fine++) {
                    told.append(run(test, test.connect(each), echo, fine));
                }
                told.append(each).append(test.connect(each)).append(String.join("\n", test.said()));
                assertThat(told)
                        .doesNotContain(
                                "P4ss",
                                "odd<ch",
                                "chars",
                                "cl1ent",
                                ServerFixture.APP_TOKEN.reveal(),
                                "GEZDGN",
                                "eyJ.");
            }
        }
    }

    /** @param fine how many requests are served before the server starts to echo */
    private static String run(
            ServerFixture test,
            RestThreatManagerServer server,
            Function<StandInRequest, StandInAnswer> echo,
            int fine) {
        int[] served = {0};
        test.http()
                .faults(request ->
                        served[0]++ >= fine ? Optional.of(new Fault.Refused(echo.apply(request))) : Optional.empty());
        List<ThrowingCallable> calls = new ArrayList<>();
        calls.add(() -> server.createProfile("p" + fine, "d", "client", SecretText.of(SECRET), test.operation()));
        calls.add(() -> server.updateProfile(
                server.observe(test.operation()).profiles().get(0),
                "p",
                "d2",
                "client",
                SecretText.of(SECRET),
                test.operation()));
        calls.add(() -> server.verify(test.operation()).failures().forEach(failure -> {
            throw failure;
        }));
        StringWriter told = new StringWriter();
        for (ThrowingCallable call : calls) {
            Throwable thrown = catchThrowable(call);
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(told, true));
            }
        }
        return told.toString();
    }

    @Test
    void recordsPrintNoSecret() {
        assertThat(new ServerAuthentication.UserPassword(
                                "svc", SecretText.of(PASSWORD), Optional.of(SecretText.of(OTP_SECRET)))
                        .toString())
                .doesNotContain("P4ss", "GEZD");
    }
}
