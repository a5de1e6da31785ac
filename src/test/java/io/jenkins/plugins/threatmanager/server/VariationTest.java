package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfileTest;
import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an API profile can say of a server that is unlike the bundled one. */
class VariationTest {

    private static final String TENANT = "contoso.onmicrosoft.com";
    private static final SecretText SECRET = SecretText.of("the-client-secret");
    private static final ServerAuthentication APP = new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN);

    private static CredentialProfile withSync(ServerFixture test, RestThreatManagerServer server)
            throws InterruptedException {
        CredentialProfile profile = server.createProfile("p", "d", "client", SECRET, test.operation());
        server.createSync(TENANT, "GLOBAL", profile, test.operation());
        return profile;
    }

    @ParameterizedTest
    @EnumSource(Variation.class)
    void schemaAndLoaderAcceptTheProfile(Variation variation) {
        assertThat(ApiProfileTest.schemaSays(variation.profile())).isEmpty();
        assertThat(ApiProfile.parse("test", variation.profile()).provisional())
                .isEqualTo(variation != Variation.LOCATION);
    }

    /** Each row puts one more patch over a variation's profile; the schema finds it unless it is marked. */
    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JOBS | {\"operations\": {\"testResult\": null}}"
                        + " | /operations/testConnection/testId: needs operation testResult | true",
                "JOBS | {\"operations\": {\"testResult\": null, \"testConnection\": {\"testId\": null,"
                        + " \"failedStatuses\": [422]}}}"
                        + " | /operations/testConnection/expect: HTTP 202 says that the test was accepted, not that it"
                        + " passed; add operation testResult, or a verdict | true",
                "JOBS | {\"operations\": {\"testConnection\": {\"testId\": null}}}"
                        + " | /operations/testConnection: property testId is missing: where the answer has | true",
                "JOBS | {\"operations\": {\"testConnection\": {\"verdict\": {\"pointer\": \"\", \"passed\": [1],"
                        + " \"failed\": [2]}}}}"
                        + " | /operations/testConnection/verdict: belongs to testResult, which says how the test ended"
                        + " | true",
                "JOBS | {\"operations\": {\"testConnection\": {\"message\": \"/m\"}}}"
                        + " | /operations/testConnection/message: belongs to testResult | true",
                "JOBS | {\"operations\": {\"testConnection\": {\"testId\": {\"header\": \"Location\"}}}}"
                        + " | testId: must have either pointer or header: where the identifier is | true",
                "LOCATION | {\"operations\": {\"testConnection\": {\"testId\": {\"header\": \"X-Id\"}}}}"
                        + " | testId/header: must be Location; the identifier is the last part of its path | true",
                "JOBS | {\"operations\": {\"testResult\": {\"path\": \"/api/v1/Job/last\"}}}"
                        + " | /operations/testResult: must use {testId}: another test's result could be taken | true",
                "JOBS | {\"operations\": {\"testResult\": {\"verdict\": {\"pending\": null}}}}"
                        + " | /operations/testResult/verdict: property pending is missing | true",
                "JOBS | {\"operations\": {\"testResult\": {\"verdict\": {\"passed\": [\"Queued\"]}}}}"
                        + " | verdict/passed/0: the value \"Queued\" is there already | false",
                "JOBS | {\"operations\": {\"testResult\": {\"verdict\": {\"failed\": []}}}}"
                        + " | verdict/failed: must hold at least one value, unless failedStatuses say how | true",
                "JOBS | {\"operations\": {\"testResult\": {\"every\": 0}}}"
                        + " | /operations/testResult/every: must be a whole number from 1 to 60 | true",
                "QUERIES | {\"operations\": {\"listProfiles\": {\"paging\": {\"skip\": \"offset\"}}}}"
                        + " | paging/skip: must say where in the body it is, for example /skip or /page/number | true",
                "QUERIES | {\"operations\": {\"listProfiles\": {\"body\": [1]}}}"
                        + " | paging/in: needs a body that is an object, or none, to put the page into | true",
                "LOCATION | {\"operations\": {\"updateProfile\": {\"body\": {\"id\": \"{credentialId}\"}}}}"
                        + " | /operations/updateProfile: {credentialId} cannot be filled in, because credentials that"
                        + " are inline have no identifier of their own | false",
            })
    void wrongCombinationsAreNamed(Variation variation, String patch, String message, boolean schemaFindsIt) {
        String bad = variation.profile(patch);
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> ApiProfile.parse("tm.json", bad));
        assertThat(failure).as("refused").isNotNull();
        assertThat(failure.cause()).contains(message);
        assertThat(!ApiProfileTest.schemaSays(bad).isEmpty())
                .as("schema refuses it too")
                .isEqualTo(schemaFindsIt);
    }

    @ParameterizedTest
    @EnumSource(
            value = Variation.class,
            names = {"JOBS", "LOCATION"})
    void testThatGoesOnIsAskedForUntilItsResultIsThere(Variation variation) throws Exception {
        try (ServerFixture test = ServerFixture.start(variation)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            Instant before = test.time().instant();
            assertThat(server.testConnection(TENANT, "GLOBAL", profile, test.operation()))
                    .isEqualTo(new ConnectionTest(true, ""));
            assertThat(Duration.between(before, test.time().instant()))
                    .isEqualTo(Duration.ofSeconds(variation == Variation.JOBS ? 2 * 5 : 2 * 2));

            test.console()
                    .onTestConnection((tenant, cloud, clientId, secret) ->
                            new ThreatManagerConsole.Result(false, "AADSTS7000215"));
            assertThat(server.testConnection(TENANT, "GLOBAL", profile, test.operation()))
                    .isEqualTo(new ConnectionTest(false, "AADSTS7000215"));
        }
    }

    @Test
    void testThatNeverEndsIsNotCalledPassed() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.JOBS)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            test.http()
                    .faults(request -> request.path().startsWith("/api/v1/Job/")
                            ? Optional.of(new Fault.Refused(StandInAnswer.json(200, "{\"state\": \"Running\"}")))
                            : Optional.empty());
            OperationContext brief =
                    OperationContext.begin(test.time(), test.time(), test.said()::add, Duration.ofSeconds(61));
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> server.testConnection(TENANT, "GLOBAL", profile, brief));
            assertThat(failure.problem()).isEqualTo(ServerProblem.TIMED_OUT);
            assertThat(failure.cause())
                    .isEqualTo("Test Connection on server tm-test was accepted, and has not ended in the time that"
                            + " this operation has.");
            assertThat(test.said()).contains("waiting 5 s: Test Connection is still running");
        }
    }

    @Test
    void answerWithoutALocationIsNotCalledPassed() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.LOCATION)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            test.http()
                    .faults(request -> request.path().endsWith("/check")
                            ? Optional.of(new Fault.Refused(StandInAnswer.empty(202)))
                            : Optional.empty());
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> server.testConnection(TENANT, "GLOBAL", profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
            assertThat(failure.cause()).contains("without a Location header");
        }
    }

    @Test
    void acceptedIsNotCalledPassedWhereTheProfileKnowsNothingOfIt() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.OTHER)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            test.http()
                    .faults(request -> request.path().endsWith("/check")
                            ? Optional.of(new Fault.Refused(StandInAnswer.json(202, "{\"status\": \"accepted\"}")))
                            : Optional.empty());
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> server.testConnection(TENANT, "GLOBAL", profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        }
    }

    @Test
    void pagesAreAskedForInTheBody() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.QUERIES)) {
            for (int i = 0; i < 10; i++) {
                test.console().addProfile("p" + i, "");
            }
            assertThat(test.connect().observe(test.operation()).profiles())
                    .extracting(CredentialProfile::name)
                    .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9");
        }
    }

    @Test
    void serverWithoutDocumentIsUsedAndThatIsSaid() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.JOBS)) {
            RestThreatManagerServer server = test.connect();
            assertThat(server.observe(test.operation()).profiles()).isEmpty();
            assertThat(test.said())
                    .contains("the API profile says that this server has no OpenAPI document: its operations are not"
                            + " compared");
            ServerVerification verification = server.verify(test.operation());
            assertThat(verification.passed()).isTrue();
            assertThat(verification.lines())
                    .contains("Connection: plain http")
                    .contains(
                            "Operations: not compared, the API profile says that this server has no OpenAPI document");
        }
    }

    /** The credential of a profile that a person made by hand and left empty. */
    @Test
    void profileWithoutCredentialGetsOne() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.NESTED)) {
            test.console().addProfile("p", "d");
            RestThreatManagerServer server = test.connect();
            CredentialProfile empty =
                    server.observe(test.operation()).profiles().get(0);
            server.updateProfile(empty, "p", "d2", "client", SECRET, test.operation());
            assertThat(test.console().passwordOf("p")).isEqualTo(SECRET.reveal());
        }
    }

    @Test
    void whatTheProfileDoesNotKnowIsKeptAtEveryDepth() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.NESTED)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            EntraIdSync sync = server.observe(test.operation()).syncs().get(0);
            server.updateSync(sync, profile, false, test.operation());
            assertThat(test.console().syncs().get(0).enabled()).isFalse();
            assertThat(server.observe(test.operation()).syncs()).hasSize(1);
        }
    }

    @Test
    void contentOfTheLocationIsNoWayOutOfTheProfilesPath() throws Exception {
        try (ServerFixture test = ServerFixture.start(Variation.LOCATION)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withSync(test, server);
            StandInAnswer elsewhere =
                    StandInAnswer.empty(202).with("Location", "https://evil.example/steal/..%2Fusers");
            test.http()
                    .faults(request -> request.path().endsWith("/check")
                            ? Optional.of(new Fault.Refused(elsewhere))
                            : Optional.empty());
            catchThrowableOfType(
                    ProblemException.class, () -> server.testConnection(TENANT, "GLOBAL", profile, test.operation()));
            assertThat(test.http()
                            .received()
                            .get(test.http().received().size() - 1)
                            .path())
                    .isEqualTo("/tm/checks/..%2Fusers");
        }
    }
}
