package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are not what they should be, to the list of Credential Profiles. */
class OddAnswersTest {

    private static final String LIST = "/api/v1/CredentialProfile/Search";

    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private void listAnswers(StandInAnswer answer) {
        test.http()
                .faults(request ->
                        request.path().equals(LIST) ? Optional.of(new Fault.Refused(answer)) : Optional.empty());
    }

    private ProblemException observing() {
        return catchThrowableOfType(ProblemException.class, () -> test.connect().observe(test.operation()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|has no array at /data",
                "[]|has no array at /data",
                "{\"data\": {}, \"recordsTotal\": 0}|has no array at /data",
                "{\"data\": [{}], \"recordsTotal\": 1}|has no number as identifier at /id",
                "{\"data\": [{\"id\": \"7\", \"name\": \"n\"}], \"recordsTotal\": 1}|has no number as identifier at"
                        + " /id",
                "{\"data\": [{\"id\": 7}], \"recordsTotal\": 1}|has no string at /name",
                "{\"data\": [{\"id\": 7, \"name\": \"\"}], \"recordsTotal\": 1}|has no string that is not empty at"
                        + " /name",
                "{\"data\": [{\"id\": 7, \"name\": \"n\"}], \"recordsTotal\": 1}|has no array at /credentials",
                "{\"data\": [], \"recordsTotal\": \"none\"}|has no whole number at /recordsTotal",
                "{\"data\": [5], \"recordsTotal\": 1}|has no number as identifier at /id",
                "not json|something that is not JSON (content type application/json; charset=utf-8, 8 characters)",
                "{} {}|something that is not JSON",
            })
    void unexpectedShapeIsNamedWithWhatCame(String body, String message) {
        listAnswers(StandInAnswer.json(200, body));
        ProblemException failure = observing();
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.cause()).contains(message);
    }

    /** An empty list in each way in which servers write one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": null, \"recordsTotal\": 0}",
                "{\"data\": null}",
                "{\"data\": [], \"recordsTotal\": \"0\"}",
                "{\"recordsTotal\": 0}",
                "{\"recordsTotal\": \"0\"}"
            })
    void emptyListIsEmptyHoweverItIsWritten(String body) throws Exception {
        listAnswers(StandInAnswer.json(200, body));
        assertThat(test.connect().observe(test.operation()).profiles()).isEmpty();
        listAnswers(StandInAnswer.empty(204));
        assertThat(test.connect().observe(test.operation()).profiles()).isEmpty();
    }

    /** What others have on the server, and what nothing here depends on. */
    @Test
    void whatIsOfOthersDoesNotStopTheStatus() throws Exception {
        listAnswers(StandInAnswer.json(
                200, "{\"data\": [{\"id\": 7, \"name\": \"n\", \"credentials\": null}], \"recordsTotal\": \"1\"}"));
        assertThat(test.connect().observe(test.operation()).profiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.credentials()).isEmpty());
        String sync = "{\"id\": 3, \"tenant\": null, \"azureCloud\": null, \"credentialProfileId\": null,"
                + " \"enabled\": null}";
        test.http()
                .faults(request -> request.path().equals("/api/v1/EntraIdSync/Search")
                        ? Optional.of(new Fault.Refused(
                                StandInAnswer.json(200, "{\"data\": [" + sync + "], \"recordsTotal\": 1}")))
                        : Optional.empty());
        assertThat(test.connect().observe(test.operation()).syncs())
                .extracting(EntraIdSync::tenant)
                .containsExactly("");
    }

    /** A secret that the description no longer names would be taken for another's. */
    @Test
    void aShortenedDescriptionIsNoticed() throws Exception {
        RestThreatManagerServer server = test.connect();
        CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), test.operation());
        StandInAnswer done = StandInAnswer.json(200, "{}");
        test.http()
                .faults(request -> request.line().equals("PUT /api/v1/CredentialProfile/" + profile.id())
                        ? Optional.of(new Fault.Refused(done))
                        : Optional.empty());
        ProblemException failure = catchThrowableOfType(
                ProblemException.class,
                () -> server.updateProfile(profile, "p", "d2", "c", SecretText.of("secret"), test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.cause()).contains("keeps another name, description or credential");
    }

    /** The same for an Entra ID Sync. */
    @Test
    void aSyncThatStaysAsItWasIsNoticed() throws Exception {
        RestThreatManagerServer server = test.connect();
        CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), test.operation());
        EntraIdSync sync = server.createSync("contoso.example", "GLOBAL", profile, test.operation());
        test.http()
                .faults(request -> request.method().equals("PUT")
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(200, "{}")))
                        : Optional.empty());
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> server.updateSync(sync, profile, false, test.operation()));
        assertThat(failure.cause()).contains("keeps another Credential Profile or Enabled");
    }

    @Test
    void emptyAnswerIsNamed() {
        listAnswers(StandInAnswer.empty(200));
        assertThat(observing().cause()).contains("answers HTTP 200 without a text");
    }

    @Test
    void webPageInsteadOfJsonIsNoThreatManager() {
        listAnswers(StandInAnswer.text(
                200, "text/html", "<!DOCTYPE html><html><head><TITLE>\n Printer 5\n</TITLE></head></html>"));
        ProblemException failure = observing();
        assertThat(failure.problem()).isEqualTo(ServerProblem.NOT_THREAT_MANAGER);
        assertThat(failure.cause()).contains("an HTML page titled \"Printer 5\", not with JSON");
    }

    @Test
    void anotherProgramThatHasNoSuchPathIsNoThreatManager() {
        listAnswers(StandInAnswer.text(404, "text/html", "<html><title>404 Not Found</title></html>"));
        assertThat(observing().problem()).isEqualTo(ServerProblem.NOT_THREAT_MANAGER);
        listAnswers(StandInAnswer.empty(404));
        assertThat(observing().problem()).isEqualTo(ServerProblem.OPERATION_MISSING);
    }

    @Test
    void redirectIsToldAndNotFollowed() {
        listAnswers(StandInAnswer.empty(302).with("Location", "https://sso.contoso.example/login?x=1"));
        ProblemException failure = observing();
        assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REDIRECT);
        assertThat(failure.cause()).contains("redirects GET " + LIST + " to https://sso.contoso.example/login.");
    }

    @ParameterizedTest
    @CsvSource({
        "302, /ui/Login?ReturnUrl=%2Fapi, LOGIN_REDIRECT",
        "302, https://adfs.contoso.example/x, LOGIN_REDIRECT",
        "307, /api/v1/CredentialProfile/Search/, SLASH_REDIRECT",
        "308, /api/v1/CredentialProfile/Search/?skip=0&take=100, SLASH_REDIRECT",
        "301, https://tm.contoso.example:8080/api/v1/CredentialProfile/Search, REDIRECTED",
        "302, https://blogindex.example/catalogin, REDIRECTED"
    })
    void reasonsForARedirectAreToldApart(int status, String location, ServerProblem problem) {
        listAnswers(StandInAnswer.empty(status).with("Location", location));
        assertThat(observing().problem()).isEqualTo(problem);
    }

    @Test
    void aLoginPageIsToldApartFromAnotherProgram() {
        listAnswers(StandInAnswer.text(
                200, "text/html", "<html><title>Sign in</title><input name='p' TYPE = \"password\"></html>"));
        ProblemException failure = observing();
        assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_PAGE);
        assertThat(failure.cause()).contains("titled \"Sign in\"");
    }

    @Test
    void endlessAnswerIsCutOff() {
        listAnswers(StandInAnswer.json(200, "[" + " ".repeat(9 * 1024 * 1024) + "]"));
        assertThat(observing().cause()).isEqualTo("The server's answer is larger than 8 MiB.");
    }

    @Test
    void longErrorTextIsCutAndKeptOnOneLine() {
        listAnswers(StandInAnswer.text(400, "text/plain", "first line\r\n\tsecond " + "x".repeat(1000)));
        assertThat(observing().cause())
                .contains("\"first line second xxx")
                .doesNotContain("\n")
                .hasSizeLessThan(450)
                .contains("…");
    }

    @Test
    void gatewayThatAnswersInTheServersPlaceIsWaitedForThenTold() {
        listAnswers(ThreatManagerStandIn.badGateway());
        ProblemException failure = observing();
        assertThat(failure.problem()).isEqualTo(ServerProblem.NOT_REACHABLE);
        assertThat(failure.cause()).contains("HTTP 502, \"an HTML page titled \"502 Bad Gateway\"\"");
        assertThat(test.said())
                .contains(
                        "waiting 5 s: a gateway answers in the server's place",
                        "waiting 10 s: a gateway answers in the server's place",
                        "waiting 20 s: a gateway answers in the server's place",
                        "waiting 30 s: a gateway answers in the server's place");
    }

    @Test
    void throttledReadHonoursWhatTheServerAsksFor() throws Exception {
        int[] asked = {0};
        test.http()
                .faults(request -> request.path().equals(LIST) && asked[0]++ < 2
                        ? Optional.of(new Fault.Refused(StandInAnswer.empty(429).with("Retry-After", "17")))
                        : Optional.empty());
        assertThat(test.connect().observe(test.operation()).profiles()).isEmpty();
        assertThat(test.said())
                .filteredOn("waiting 17 s: the server asks to slow down"::equals)
                .hasSize(2);
    }

    @Test
    void lostAnswerToAReadIsReadAgain() throws Exception {
        int[] asked = {0};
        test.http().faults(request -> asked[0]++ % 2 == 0 ? Optional.of(new Fault.ResponseLost()) : Optional.empty());
        assertThat(test.connect().observe(test.operation()).profiles()).isEmpty();
    }

    @Test
    void waitThatWouldPassTheDeadlineIsNotBegun() {
        listAnswers(StandInAnswer.empty(429).with("Retry-After", "3600"));
        OperationContext brief =
                OperationContext.begin(test.time(), test.time(), test.said()::add, Duration.ofMinutes(10));
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> test.connect().observe(brief));
        assertThat(failure.problem()).isEqualTo(ServerProblem.BUSY);
        assertThat(test.said()).noneMatch(line -> line.startsWith("waiting"));
    }

    @Test
    void pagingThatDoesNotMoveIsNoticed() {
        listAnswers(StandInAnswer.json(
                200, "{\"data\": [{\"id\": 7, \"name\": \"n\", \"credentials\": []}], \"recordsTotal\": 500}"));
        assertThat(observing().cause()).contains("gives the same page again and again");
    }

    @Test
    void listsOfManyPagesAreReadToTheirEnd() throws Exception {
        for (int i = 0; i < 230; i++) {
            test.console().addProfile("profile " + i, "");
        }
        test.http().forget();
        assertThat(test.connect().observe(test.operation()).profiles())
                .hasSize(230)
                .doesNotHaveDuplicates();
        assertThat(test.http().received())
                .filteredOn(each -> each.path().equals(LIST))
                .extracting(each -> each.query())
                .containsExactly("skip=0&take=100", "skip=100&take=100", "skip=200&take=100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example/runs", "//elsewhere.example/runs", "http://localhost:1/runs", "ht tp:"
            })
    void nextPageOnAnotherServerIsNotAskedFor(String next) throws Exception {
        try (ServerFixture other = ServerFixture.start(Shape.OTHER)) {
            RestThreatManagerServer server = other.connect();
            CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), other.operation());
            EntraIdSync sync = server.createSync("contoso.example", "GLOBAL", profile, other.operation());
            other.http()
                    .faults(request -> request.path().endsWith("/runs")
                            ? Optional.of(new Fault.Refused(
                                    StandInAnswer.json(200, "{\"rows\": [], \"next\": \"" + next + "\"}")))
                            : Optional.empty());
            ProblemException failure =
                    catchThrowableOfType(ProblemException.class, () -> server.history(sync, other.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
            assertThat(failure.cause()).contains("the login is not sent there");
        }
    }

    @Test
    void connectionTestThatAnswersSomethingElseIsNotTakenForEither() throws Exception {
        RestThreatManagerServer server = test.connect();
        CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), test.operation());
        test.http()
                .faults(request -> request.path().endsWith("/TestConnection")
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(200, "{\"success\": \"maybe\"}")))
                        : Optional.empty());
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> server.testConnection("t.example", "GLOBAL", profile, test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.cause()).contains("value that the API profile knows at /success");
    }

    /** Two runs at times that nobody can read are two runs, ended, and prove nothing. */
    @Test
    void timesThatCannotBeReadAreShownAsTheyAre() throws Exception {
        RestThreatManagerServer server = test.connect();
        CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), test.operation());
        EntraIdSync sync = server.createSync("contoso.example", "GLOBAL", profile, test.operation());
        String row = "{\"type\": \"User\", \"status\": \"Completed\", \"startTime\": \"%s/11/2026 08:00\","
                + " \"endTime\": \"%s/11/2026 08:05\", \"totalObjects\": 5}";
        String rows = String.join(",", row.formatted("22", "22"), row.formatted("23", "23"));
        test.http()
                .faults(request -> request.path().endsWith("/History")
                        ? Optional.of(new Fault.Refused(
                                StandInAnswer.json(200, "{\"data\": [" + rows + "], \"recordsTotal\": 2}")))
                        : Optional.empty());

        assertThat(server.history(sync, test.operation()))
                .extracting(SyncRun::statusWord)
                .containsExactlyInAnyOrder(
                        "Completed (started 22/11/2026 08:00) (ended 22/11/2026 08:05)",
                        "Completed (started 23/11/2026 08:00) (ended 23/11/2026 08:05)");
        assertThat(server.history(sync, test.operation()))
                .allMatch(run -> !run.isRunning() && run.state() == SyncRun.State.UNKNOWN);
    }

    @Test
    void abortEndsAWaitForAnAnswerAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        test.http().faults(request -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(new Fault.RequestLost());
        });
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread build = new Thread(() -> {
            try {
                test.connect().observe(test.operation());
            } catch (Throwable e) {
                ended.set(e);
            }
        });
        build.start();
        asked.await();
        build.interrupt();
        build.join();
        over.countDown();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    }
}
