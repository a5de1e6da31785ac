package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInClients;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProveTest {

    private final EntraFixture bench = new EntraFixture();
    private final GraphEntraDirectory directory = bench.directory();
    private final StandInApp app = bench.tenant.registerBootstrap("produced", "User.Read.All");
    private final StandInSecret secret =
            bench.tenant.addSecretByHand(app, "ours", bench.time.instant().plus(Duration.ofDays(30)));

    @AfterEach
    void stop() {
        bench.close();
    }

    private TokenProof prove(String... wanted) throws InterruptedException {
        return directory.prove(app.appId(), SecretText.of(secret.text()), Set.of(wanted), bench.operation);
    }

    private static void assertFails(ThrowingCallable call, EntraProblem problem, String reference) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(problem);
            assertThat(failure.reference()).startsWith(reference);
            assertThat(failure).hasNoCause();
        });
    }

    @Test
    void fiveTokensOneSecondApart() throws Exception {
        Instant before = bench.time.instant();

        TokenProof proof = prove("User.Read.All");

        assertThat(proof).isEqualTo(new TokenProof(EntraFixture.TENANT, Set.of("User.Read.All"), 5));
        assertThat(bench.entra.tokenRequests()).isEqualTo(5);
        assertThat(Duration.between(before, bench.time.instant())).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void asManyAsWanted() throws Exception {
        GraphEntraDirectory two = GraphEntraDirectory.of(
                bench.configured(),
                new BootstrapIdentity.ClientSecret(bench.bootstrap.appId(), SecretText.of(bench.bootstrapSecret)),
                StandInClients.okHttp().build(),
                StandInClients.azureHttp(),
                2);

        two.prove(app.appId(), SecretText.of(secret.text()), Set.of(), bench.operation);

        assertThat(bench.entra.tokenRequests()).isEqualTo(2);
    }

    @Test
    void oneFailureStartsTheRowAnew() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        Application made = bench.onboarded(directory, seen);
        bench.entra
                .behaviour()
                .lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ofSeconds(40))
                .flappingTokenEndpoint();
        IssuedSecret issued = directory
                .give(bench.request(made, seen.graph()), bench.operation)
                .secret()
                .orElseThrow();
        Instant works = bench.time.instant().plusSeconds(40);

        directory.prove(made.appId(), issued.text(), Set.of(), bench.operation);

        assertThat(bench.time.instant()).isAfterOrEqualTo(works);
        assertThat(bench.said)
                .anyMatch(line ->
                        line.endsWith("the new client secret has not reached all of Entra yet (AADSTS7000215)"));
    }

    @Test
    void aSecretThatNeverWorksEndsWithinFiveMinutes() {
        Instant before = bench.time.instant();

        assertFails(
                () -> directory.prove(app.appId(), SecretText.of("wrong"), Set.of(), bench.operation),
                EntraProblem.NEW_SECRET_REFUSED,
                "AADSTS7000215");
        assertThat(Duration.between(before, bench.time.instant()))
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    }

    @Test
    void theOperationsDeadlineEndsItEarlier() {
        Instant before = bench.time.instant();
        bench.operation = bench.begin(Duration.ofSeconds(60));

        assertFails(
                () -> directory.prove(app.appId(), SecretText.of("wrong"), Set.of(), bench.operation),
                EntraProblem.NEW_SECRET_REFUSED,
                "AADSTS7000215");
        assertThat(Duration.between(before, bench.time.instant())).isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void permissionsThatNeverComeAreReportedNotFailed() throws Exception {
        Instant before = bench.time.instant();

        TokenProof proof = prove("User.Read.All", "Device.Read.All");

        assertThat(proof.permissions()).containsExactly("User.Read.All");
        assertThat(Duration.between(before, bench.time.instant()))
                .isEqualTo(Duration.ofMinutes(3).plusSeconds(4));
        assertThat(bench.said).contains("still not in the token after waiting: Device.Read.All");
    }

    @Test
    void theTokenEndpointMayBeThrottledOrOutOfOrder() throws Exception {
        int[] calls = {0};
        bench.entra.http().faults(request -> switch (calls[0]++) {
            case 0 -> Optional.of(new Fault.RequestLost());
            case 2 -> Optional.of(new Fault.Refused(StandInAnswer.text(503, "text/html", "<p>busy</p>")));
            case 4 ->
                Optional.of(new Fault.Refused(StandInAnswer.json(429, "{}").with("Retry-After", "9")));
            default -> Optional.empty();
        });

        assertThat(prove().tokens()).isEqualTo(5);
        assertThat(bench.said).contains("waiting 9 s: Entra asks for fewer requests");
        assertThat(calls[0])
                .as("azure-identity and msal4j repeat nothing themselves")
                .isEqualTo(10);
    }

    /** Neither says anything of the secret: it is new, or the directory behind the endpoint was out of order. */
    @ParameterizedTest
    @CsvSource({"400, AADSTS7000229", "401, AADSTS7000229", "400, AADSTS90033", "401, AADSTS90033"})
    void aNewSecretIsNotGivenUpForWhatPasses(int status, String code) throws Exception {
        int[] calls = {0};
        String body = "{\"error\":\"x\",\"error_description\":\"" + code + ": Not yet.\"}";
        bench.entra
                .http()
                .faults(request -> calls[0]++ < 3
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(status, body)))
                        : Optional.empty());

        assertThat(prove().tokens()).isEqualTo(5);
    }

    @Test
    void aDisabledApplicationIsNotWaitedFor() {
        app.disable();
        Instant before = bench.time.instant();

        assertFails(this::prove, EntraProblem.APPLICATION_DISABLED, "AADSTS7000112");
        assertThat(bench.time.instant()).isEqualTo(before);
    }

    @Test
    void oneTokenTellsWhetherAStoredSecretWorks() throws Exception {
        int[] calls = {0};
        bench.entra
                .http()
                .faults(request -> calls[0]++ == 0
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(
                                429, "{\"error\":\"x\",\"error_description\":\"AADSTS90055: Heavy load.\"}")))
                        : Optional.empty());

        assertThat(directory.works(app.appId(), SecretText.of(secret.text()), bench.operation))
                .isTrue();
        assertThat(directory.works(app.appId(), SecretText.of("wrong"), bench.operation))
                .isFalse();
        assertThat(calls[0]).isEqualTo(3);
        bench.entra.http().faults(request -> Optional.of(new Fault.RequestLost()));
        assertFails(
                () -> directory.works(app.appId(), SecretText.of(secret.text()), bench.operation),
                EntraProblem.CONNECTION_BROKE,
                "");
    }

    @Test
    void noTextOfASecretIsSaidOrThrown() {
        String wrong = "s3cr3t~.Q8+/=&[x]@:%";

        assertThatThrownBy(() -> directory.prove(app.appId(), SecretText.of(wrong), Set.of(), bench.operation))
                .hasMessageNotContaining(wrong)
                .hasMessageNotContaining("s3cr3t");
        assertThat(bench.said).noneMatch(line -> line.contains("s3cr3t"));
    }
}
