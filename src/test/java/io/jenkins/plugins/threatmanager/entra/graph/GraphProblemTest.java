package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraFixture;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user is told: each problem from the body that Entra or Graph really sends. */
class GraphProblemTest {

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

    private ProblemException creating() {
        return failure(() -> bench.directory()
                .create(
                        new ApplicationSpec(EntraFixture.UNIQUE, EntraFixture.NAME, List.of(), List.of()),
                        bench.operation));
    }

    private void always(Predicate<StandInRequest> which, StandInAnswer answer) {
        bench.entra
                .http()
                .faults(request -> which.test(request) ? Optional.of(new Fault.Refused(answer)) : Optional.empty());
    }

    private static boolean isToken(StandInRequest request) {
        return request.path().endsWith("/token");
    }

    private static boolean isGraph(StandInRequest request) {
        return request.path().startsWith("/v1.0/");
    }

    @Test
    void somethingElseThanGraph() {
        always(GraphProblemTest::isGraph, StandInAnswer.text(200, "text/html", "<p>Log in to the guest network</p>"));

        assertThat(observing().getMessage()).doesNotContain("guest network");
    }

    @Test
    void aTokenThatGraphDoesNotTake() {
        always(
                GraphProblemTest::isGraph,
                StandInAnswer.json(
                        401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"Wrong audience.\"}}"));

        assertThat(observing().problem()).isEqualTo(EntraProblem.TOKEN_REFUSED);
    }

    /** Those of an application that personal accounts may use too are fewer, and Graph has other words for them. */
    @Test
    void theLimitOfCredentialsInOtherWords() {
        FailedAttempt refusal = new FailedAttempt(
                400, "Request_BadRequest", "The credential limit has been reached for this application.", "", null);

        assertThat(new GraphErrors(URI.create("https://graph.example"), Set::of)
                        .failure(refusal, EntraTask.ADD_SECRET)
                        .problem())
                .isEqualTo(EntraProblem.TOO_MANY_SECRETS);
    }

    @Test
    void throttledToTheEnd() {
        always(GraphProblemTest::isGraph, StandInAnswer.json(429, "{}"));
        assertThat(observing().problem()).isEqualTo(EntraProblem.THROTTLED);

        always(GraphProblemTest::isToken, StandInAnswer.json(429, "{}"));
        assertThat(observing().problem()).isEqualTo(EntraProblem.THROTTLED);
    }

    @Test
    void askedToWaitLongerThanThereIsTime() {
        always(GraphProblemTest::isGraph, StandInAnswer.json(429, "{}").with("Retry-After", "7200"));

        assertThat(observing().problem()).isEqualTo(EntraProblem.THROTTLED);
        assertThat(bench.entra.httpRequests()).isEqualTo(2);
    }

    @Test
    void outOfOrderBehindAGateway() {
        always(GraphProblemTest::isGraph, StandInAnswer.text(503, "text/html", "<h1>Service Unavailable</h1>"));
        assertThat(observing().cause())
                .isEqualTo("localhost was unavailable (status 503) until the attempts were used up.");

        always(GraphProblemTest::isToken, StandInAnswer.text(502, "text/html", "<h1>Bad Gateway</h1>"));
        assertThat(observing().problem()).isEqualTo(EntraProblem.UNAVAILABLE);
    }

    @Test
    void aConnectionThatBreaksAgainAndAgain() {
        bench.entra
                .http()
                .faults(request -> isGraph(request) ? Optional.of(new Fault.RequestLost()) : Optional.empty());
        assertThat(observing().problem()).isEqualTo(EntraProblem.CONNECTION_BROKE);

        bench.entra.http().faults(request -> Optional.of(new Fault.RequestLost()));
        assertThat(observing().problem()).isEqualTo(EntraProblem.CONNECTION_BROKE);
    }

    @Test
    void notReachable() {
        bench.close();

        // Each HTTP client has words of its own for it; azure-identity asks this machine with that of Graph.
        assertThat(observing().problem()).isEqualTo(EntraProblem.CONNECTION_REFUSED);
        assertThat(observing(GraphEntraDirectory.asElsewhere(
                                bench.configured(),
                                new BootstrapIdentity.ClientSecret(
                                        bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                                StandInClients.okHttp().build(),
                                StandInClients.azureHttp()))
                        .problem())
                .isEqualTo(EntraProblem.UNREACHABLE);
    }

    @Test
    void aCertificateThatIsNotTrusted() {
        GraphEntraDirectory graph = GraphEntraDirectory.asElsewhere(
                bench.configured(),
                new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                new OkHttpClient(),
                StandInClients.azureHttp());
        assertThat(observing(graph).problem()).isEqualTo(EntraProblem.CERTIFICATE_NOT_TRUSTED);

        GraphEntraDirectory tokens = GraphEntraDirectory.asElsewhere(
                bench.configured(),
                new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                StandInClients.okHttp().build(),
                new com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder().build());
        assertThat(observing(tokens).problem()).isEqualTo(EntraProblem.CERTIFICATE_NOT_TRUSTED);
        assertThat(bench.said).isEmpty();
    }

    @Test
    void noAnswerInTime() {
        ProblemException failure = new GraphErrors(URI.create("https://graph.example.com"), Set::of)
                .failure(
                        NetworkTrouble.refusal(
                                new RuntimeException(new java.net.SocketTimeoutException("s3cr3t in a message"))),
                        EntraTask.GRANT);

        assertThat(failure.problem()).isEqualTo(EntraProblem.TIMED_OUT);
        assertThat(failure.getMessage()).doesNotContain("s3cr3t").contains("graph.example.com");
    }

    @Test
    void aLinkToAnotherHostGetsNoToken() {
        always(request -> request.path().endsWith("$batch"), StandInAnswer.json(200, """
            {"responses":[
              {"id":"0","status":404,"body":{"error":{"code":"Request_ResourceNotFound"}}},
              {"id":"1","status":200,"body":{"value":[],"@odata.nextLink":
                "https://evil.example.com/v1.0/applications?$skiptoken=1"}},
              {"id":"2","status":403,"body":{}},
              {"id":"3","status":200,"body":{}}]}
            """));

        ProblemException failure = observing();

        assertThat(failure.problem()).isEqualTo(EntraProblem.HOST_NOT_ALLOWED);
        assertThat(failure.cause()).contains("evil.example.com");
    }

    @Test
    void aMissingPermissionToCreate() {
        bench.close();
        bench = new EntraFixture("Application.Read.All");

        ProblemException failure = creating();

        assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
        assertThat(failure.cause()).contains("Application.ReadWrite.OwnedBy");
        assertThat(failure.remedy()).contains("Privileged Role Administrator");
        assertThat(failure.reference()).startsWith("request-id ");
    }

    @Test
    void deniedForAReasonOfTheTenantsOwn() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        always(
                request -> request.method().equals("DELETE"),
                StandInAnswer.json(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"No.\"}}"));

        ProblemException failure = failure(() ->
                directory.revoke(seen.graph(), new Grant("x", "y", seen.graph().objectId()), bench.operation));

        assertThat(failure.problem()).isEqualTo(EntraProblem.DENIED);
        assertThat(failure.cause()).contains("403 Authorization_RequestDenied \"No.\"");
    }

    @Test
    void limitsAndPoliciesOnApplications() {
        bench.entra.behaviour().requireServiceManagementReference();
        assertThat(creating().problem()).isEqualTo(EntraProblem.SERVICE_MANAGEMENT_REFERENCE_REQUIRED);
        bench.entra.behaviour().forbidAudience().mostObjects(99);
        bench.close();

        bench = new EntraFixture();
        bench.entra.behaviour().forbidAudience();
        assertThat(creating().problem()).isEqualTo(EntraProblem.AUDIENCE_FORBIDDEN);
        bench.close();

        bench = new EntraFixture();
        bench.entra.behaviour().mostObjects(1);
        assertThat(creating().problem()).isEqualTo(EntraProblem.QUOTA_EXCEEDED);
    }

    @Test
    void anAnswerThatNobodyExpects() {
        always(
                GraphProblemTest::isGraph,
                StandInAnswer.json(
                        418,
                        "{\"error\":{\"code\":\"Teapot\",\"message\":\"Short and stout.\",\"innerError\":"
                                + "{\"request-id\":\"7f1c\"}}}"));

        ProblemException failure = creating();

        assertThat(failure.problem()).isEqualTo(EntraProblem.UNEXPECTED_ANSWER);
        assertThat(failure.getMessage())
                .isEqualTo("Graph could not create or change the app registration and answered 418 Teapot \"Short and"
                        + " stout.\". Run again; if the problem persists, quote the reference to Microsoft support."
                        + " (request-id 7f1c) [entra-unexpected-answer]");
    }

    @Test
    void somebodyDeletedTheApplicationMeanwhile() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        Application app = bench.onboarded(directory, seen);
        bench.tenant.deleteByHand(bench.managed());
        bench.operation = bench.begin(Duration.ofMinutes(30));

        AccessOutcome outcome = directory.give(
                new AccessRequest(app, seen.graph(), List.of(), Optional.of(bench.secretRequest())), bench.operation);

        assertThat(outcome.secretRefused().map(ProblemException::problem)).contains(EntraProblem.OBJECT_MISSING);
    }
}
