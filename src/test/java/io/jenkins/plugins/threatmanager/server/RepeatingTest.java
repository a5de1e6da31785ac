package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again is decided by what a request does and by what the answer says, not by its HTTP method. */
class RepeatingTest {

    private static final String TENANT = "contoso.onmicrosoft.com";
    private static final SecretText SECRET = SecretText.of("the-client-secret");
    private static final byte[] OTP_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final SecretText OTP_SECRET = SecretText.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final StandInAnswer SLOW_DOWN = StandInAnswer.empty(429);
    private static final StandInAnswer BUSY = StandInAnswer.empty(503).with("Retry-After", "20");

    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    /** The fault hits the first so many requests of that kind; the counter counts all of them. */
    private AtomicInteger fault(int times, Fault fault, Predicate<StandInRequest> which) {
        AtomicInteger seen = new AtomicInteger();
        test.http()
                .faults(request ->
                        which.test(request) && seen.getAndIncrement() < times ? Optional.of(fault) : Optional.empty());
        return seen;
    }

    private static Predicate<StandInRequest> line(String methodAndPath) {
        return request -> request.line().equals(methodAndPath);
    }

    private CredentialProfile create(RestThreatManagerServer server) throws InterruptedException {
        return server.createProfile("p", "d", "client", SECRET, test.operation());
    }

    @Test
    void listByPostIsReadAgain() throws Exception {
        String search = "\"method\": \"GET\", \"path\": \"/api/v1/CredentialProfile/Search\"";
        String profile = ApiProfile.bundledText().replace(search, search.replace("GET", "POST"));
        profile = profile.replace("\"required\": true", "\"required\": false");
        StandInAnswer empty = StandInAnswer.json(200, "{\"data\": [], \"recordsTotal\": 0}");
        test.standIn().showDocument(false);
        AtomicInteger asked = new AtomicInteger();
        test.http()
                .faults(request -> !request.line().equals("POST /api/v1/CredentialProfile/Search")
                        ? Optional.empty()
                        : Optional.of(
                                asked.getAndIncrement() == 0 ? new Fault.RequestLost() : new Fault.Refused(empty)));

        RestThreatManagerServer server =
                test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile);

        assertThat(server.observe(test.operation()).profiles()).isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void connectionTestIsMadeAgain() throws Exception {
        RestThreatManagerServer server = test.connect();
        CredentialProfile profile = create(server);
        AtomicInteger tests = fault(1, new Fault.ResponseLost(), line("POST /api/v1/EntraIdSync/TestConnection"));
        assertThat(server.testConnection(TENANT, "GLOBAL", profile, test.operation())
                        .passed())
                .isTrue();
        assertThat(tests).hasValue(2);
    }

    @Test
    void connectionTestThatMustNotBeRepeatedIsMadeOnce() throws Exception {
        String once = ApiProfile.bundledText()
                .replace("\"message\": \"/errorMessage\"", "\"message\": \"/errorMessage\", \"repeatable\": false");
        RestThreatManagerServer server = test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), once);
        CredentialProfile profile = create(server);
        AtomicInteger tests = fault(1, new Fault.ResponseLost(), line("POST /api/v1/EntraIdSync/TestConnection"));
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> server.testConnection(TENANT, "GLOBAL", profile, test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.NOT_REACHABLE);
        assertThat(tests).hasValue(1);
    }

    @Test
    void editThatTheProfileCallsRepeatableIsSentAgain() throws Exception {
        String twice =
                ApiProfile.bundledText().replace("\"sendBack\": true", "\"sendBack\": true, \"repeatable\": true");
        RestThreatManagerServer server =
                test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), twice);
        CredentialProfile profile = create(server);
        EntraIdSync sync = server.createSync(TENANT, "GLOBAL", profile, test.operation());
        AtomicInteger edits =
                fault(1, new Fault.RequestLost(), request -> request.method().equals("PUT"));
        server.updateSync(sync, profile, false, test.operation());
        assertThat(edits).hasValue(2);
        assertThat(test.console().syncs().get(0).enabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void creationThatTheServerDidNotHandleIsSentAgain(int status) throws Exception {
        RestThreatManagerServer server = test.connect();
        StandInAnswer answer = status == 429 ? SLOW_DOWN : BUSY;
        AtomicInteger creations = fault(2, new Fault.Refused(answer), line("POST /api/v1/CredentialProfile"));
        Instant before = test.time().instant();

        create(server);

        assertThat(creations).hasValue(3);
        assertThat(test.console().profiles()).hasSize(1);
        assertThat(Duration.between(before, test.time().instant()))
                .isEqualTo(status == 429 ? Duration.ofSeconds(5 + 10) : Duration.ofSeconds(20 + 20));
    }

    @Test
    void busyServerIsWaitedForInWhateverFormItSaysHowLong() throws Exception {
        RestThreatManagerServer server = test.connect();
        // The stand-in's own Date is by the clock on the wall.
        String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(5));
        for (String retryAfter : List.of("300,900", until)) {
            fault(
                    1,
                    new Fault.Refused(StandInAnswer.empty(503).with("Retry-After", retryAfter)),
                    line("GET /api/v1/CredentialProfile/Search"));
            Instant before = test.time().instant();

            server.observe(test.operation());

            assertThat(Duration.between(before, test.time().instant()))
                    .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        }
    }

    @Test
    void serverThatStaysBusyHasNotDoneIt() throws Exception {
        RestThreatManagerServer server = test.connect();
        AtomicInteger creations = fault(99, new Fault.Refused(BUSY), line("POST /api/v1/CredentialProfile"));
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> create(server));
        assertThat(failure.problem()).isEqualTo(ServerProblem.NOT_REACHABLE);
        assertThat(failure.cause()).contains("HTTP 503");
        assertThat(creations).hasValue(5);
    }

    @Test
    void busyWithoutATimeMayHaveDoneIt() throws Exception {
        RestThreatManagerServer server = test.connect();
        AtomicInteger creations =
                fault(1, new Fault.Refused(StandInAnswer.empty(503)), line("POST /api/v1/CredentialProfile"));
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> create(server));
        assertThat(failure.problem()).isEqualTo(ServerProblem.WRITE_OUTCOME_UNKNOWN);
        assertThat(creations).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /signinBody", "POST /signin2fa"})
    void loginIsDoneAgainWithACodeOfItsOwn(String lost) throws Exception {
        test.standIn().accounts().addUser("u", "password", "Administrator", OTP_KEY);
        ServerAuthentication user =
                new ServerAuthentication.UserPassword("u", SecretText.of("password"), Optional.of(OTP_SECRET));
        for (Fault fault : new Fault[] {
            new Fault.RequestLost(), new Fault.ResponseLost(), new Fault.Refused(SLOW_DOWN), new Fault.Refused(BUSY)
        }) {
            test.time().advance(Duration.ofMinutes(2));
            AtomicInteger logins = fault(1, fault, line(lost));
            assertThat(test.connect(user).observe(test.operation()).profiles()).isEmpty();
            assertThat(logins).as(fault.toString()).hasValue(2);
        }
    }

    @Test
    void loginThatIsNeverAnsweredFailsAfterAllAttempts() throws Exception {
        test.standIn().accounts().addUser("u", "password", "Administrator", null);
        ServerAuthentication user =
                new ServerAuthentication.UserPassword("u", SecretText.of("password"), Optional.empty());
        AtomicInteger logins = fault(99, new Fault.Refused(SLOW_DOWN), line("POST /signinBody"));
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> test.connect(user).observe(test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.BUSY);
        assertThat(failure.cause()).startsWith("Cannot log in on server tm-test: the answer is HTTP 429");
        assertThat(logins).hasValue(5);
    }

    /** "Correct what the server names" is said only where it can name something that a person has given. */
    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/CredentialProfile/Search, 400, REQUEST_NOT_UNDERSTOOD",
        "GET /api/v1/CredentialProfile/Search, 422, REQUEST_NOT_UNDERSTOOD",
        "GET /api/v1/CredentialProfile/Search, 405, REQUEST_NOT_UNDERSTOOD",
        "GET /api/v1/CredentialProfile/Search, 500, INTERNAL_ERROR",
        "GET /api/v1/CredentialProfile/Search, 429, BUSY",
        "GET /api/v1/CredentialProfile/Search, 408, TIMED_OUT",
        "POST /api/v1/CredentialProfile, 400, REFUSED",
        "POST /api/v1/CredentialProfile, 422, REFUSED",
        "POST /api/v1/CredentialProfile, 415, REQUEST_NOT_UNDERSTOOD",
        "POST /api/v1/CredentialProfile, 500, INTERNAL_ERROR",
        "POST /api/v1/CredentialProfile, 429, BUSY",
        "DELETE /api/v1/EntraIdSync/45, 400, REQUEST_NOT_UNDERSTOOD",
        "POST /api/v1/EntraIdSync, 400, REFUSED",
        "POST /api/v1/EntraIdSync/TestConnection, 500, INTERNAL_ERROR",
    })
    void remedyFitsWhoseFaultItIs(String line, int status, ServerProblem problem) throws Exception {
        RestThreatManagerServer server = test.connect();
        fault(99, new Fault.Refused(StandInAnswer.text(status, "text/plain", "no")), line(line));
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> {
            CredentialProfile profile = create(server);
            server.testConnection(TENANT, "GLOBAL", profile, test.operation());
            EntraIdSync sync = server.createSync(TENANT, "GLOBAL", profile, test.operation());
            server.deleteSync(new EntraIdSync("45", TENANT, "", "", true, ""), test.operation());
            assertThat(sync).as("nothing was refused").isNull();
        });
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.cause()).contains("HTTP " + status + ", \"no\"");
    }
}
