package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user is told when the bootstrap identity gets no token: each from the body that Entra really sends. */
class TokenProblemTest {

    private EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    private ProblemException failure(ThrowingCallable call) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, call);
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure.cause()).endsWith(".").doesNotContain("%");
        assertThat(failure.remedy()).endsWith(".").doesNotContain("%");
        assertThat(failure.getMessage()).doesNotContain(bench.bootstrapSecret).doesNotContain("eyJ");
        assertThat(String.join("\n", bench.said)).doesNotContain(bench.bootstrapSecret);
        return failure;
    }

    private ProblemException observing(GraphEntraDirectory directory) {
        return failure(() -> directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation));
    }

    private ProblemException observing() {
        return observing(bench.directory());
    }

    private GraphEntraDirectory as(String clientId, String secret) {
        return bench.directory(new BootstrapIdentity.ClientSecret(clientId, SecretText.of(secret)));
    }

    private void always(Predicate<StandInRequest> which, StandInAnswer answer) {
        bench.entra
                .http()
                .faults(request -> which.test(request) ? Optional.of(new Fault.Refused(answer)) : Optional.empty());
    }

    private static boolean isToken(StandInRequest request) {
        return request.path().endsWith("/token");
    }

    private static StandInAnswer aadsts(int status, int number, String text) {
        return StandInAnswer.json(
                status,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS" + number + ": " + text
                        + " Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-23 08:00:00Z\",\"error_codes\":[" + number
                        + "],\"timestamp\":\"2026-11-23 08:00:00Z\",\"trace_id\":\"1\",\"correlation_id\":\"2\"}");
    }

    @Test
    void anUnknownTenant() {
        GraphEntraDirectory elsewhere = GraphEntraDirectory.of(
                new EntraTenant("x", "nobody.example.com", bench.configured().cloud()),
                new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                StandInClients.okHttp().build(),
                StandInClients.azureHttp());

        ProblemException failure = observing(elsewhere);

        assertThat(failure.problem()).isEqualTo(EntraProblem.UNKNOWN_TENANT);
        assertThat(failure.cause()).contains("nobody.example.com");
        assertThat(failure.reference()).startsWith("AADSTS90002, correlation-id ");
    }

    @Test
    void aWrongSecret() {
        ProblemException failure = observing(as(bench.bootstrap.appId(), "wrong~+/=secret"));

        assertThat(failure.problem()).isEqualTo(EntraProblem.BOOTSTRAP_SECRET_WRONG);
        assertThat(failure.reference()).startsWith("AADSTS7000215");
        assertThat(bench.entra.tokenRequests()).isEqualTo(1);
    }

    @Test
    void anExpiredSecret() {
        StandInSecret expired = bench.tenant.addSecretByHand(
                bench.bootstrap, "old", bench.time.instant().minusSeconds(1));

        ProblemException failure = observing(as(bench.bootstrap.appId(), expired.text()));

        assertThat(failure.problem()).isEqualTo(EntraProblem.BOOTSTRAP_SECRET_EXPIRED);
        assertThat(failure.reference()).startsWith("AADSTS7000222");
    }

    @Test
    void anUnknownClient() {
        ProblemException failure = observing(as("99999999-2222-3333-4444-555555555555", bench.bootstrapSecret));

        assertThat(failure.problem()).isEqualTo(EntraProblem.CLIENT_UNKNOWN);
        assertThat(failure.reference()).startsWith("AADSTS700016");
    }

    @Test
    void aDisabledClient() {
        bench.tenant.principalOf(bench.bootstrap.appId()).orElseThrow().enabled(false);

        assertThat(observing().problem()).isEqualTo(EntraProblem.CLIENT_DISABLED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 65001, CONSENT_MISSING",
        "400, 900382, WRONG_CLOUD",
        "400, 90038, WRONG_CLOUD",
        "400, 900383, WRONG_CLOUD",
        "400, 500011, WRONG_CLOUD",
        "400, 53003, BLOCKED_BY_CONDITIONAL_ACCESS",
        "401, 700027, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 70025, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 700222, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 1000502, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 7000214, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 7000274, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 7000277, BOOTSTRAP_ASSERTION_REFUSED",
        "401, 7000229, CONSENT_MISSING",
        "400, 50053, UNEXPECTED_TOKEN_ANSWER"
    })
    void numbersOfTheTokenEndpoint(int status, int number, EntraProblem problem) {
        always(TokenProblemTest::isToken, aadsts(status, number, "Something was not as it should be. And more."));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.reference()).startsWith("AADSTS" + number);
    }

    /** Entra's directory behind the token endpoint was out of order; the status may be that of a refusal. */
    @ParameterizedTest
    @CsvSource({
        "400, 90033, UNAVAILABLE, 6",
        "401, 90033, UNAVAILABLE, 6",
        "503, 90033, UNAVAILABLE, 6",
        "400, 90006, UNAVAILABLE, 6",
        "400, 90024, UNAVAILABLE, 6",
        "400, 90055, THROTTLED, 10"
    })
    void whatPassesIsWaitedForWhateverTheStatus(int status, int number, EntraProblem problem, int attempts) {
        always(TokenProblemTest::isToken, aadsts(status, number, "Try again."));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.reference()).startsWith("AADSTS" + number);
        assertThat(bench.entra.httpRequests()).isEqualTo(attempts);
    }

    @Test
    void aNumberThatIsNotKnownIsToldWithItsFirstSentence() {
        always(
                TokenProblemTest::isToken,
                aadsts(400, 50053, "The account is locked for " + bench.bootstrapSecret + " reasons. And more."));

        assertThat(observing().cause())
                .isEqualTo("The token endpoint answered 400 AADSTS50053 \"The account is locked for **** reasons.\".");
    }

    @Test
    void somethingElseThanATokenEndpoint() {
        always(TokenProblemTest::isToken, StandInAnswer.text(200, "text/html", "<p>Log in to the guest network</p>"));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(EntraProblem.FOREIGN_ANSWER);
        assertThat(failure.getMessage()).doesNotContain("guest network");

        always(TokenProblemTest::isToken, StandInAnswer.json(200, "{}"));

        assertThat(observing().problem()).isEqualTo(EntraProblem.NOT_A_TOKEN);
    }
}
