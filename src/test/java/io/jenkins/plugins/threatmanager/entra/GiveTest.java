package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants and a secret in one batch, whatever happens to it or to its items. */
class GiveTest {

    private final EntraFixture bench = new EntraFixture();
    private final GraphEntraDirectory directory = bench.directory();
    private GraphResource graph;
    private Application app;

    @BeforeEach
    void prepare() throws Exception {
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        graph = seen.graph();
        app = bench.onboarded(directory, seen);
        bench.entra.forget();
        bench.said.clear();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private AccessOutcome give() throws InterruptedException {
        return directory.give(bench.request(app, graph), bench.operation);
    }

    private void items(int times, Predicate<StandInRequest> which, Fault fault) {
        int[] left = {times};
        bench.entra
                .behaviour()
                .itemFaults(request -> which.test(request) && left[0]-- > 0 ? Optional.of(fault) : Optional.empty());
    }

    private void assertOneSecretKnown(AccessOutcome outcome) {
        assertThat(bench.managed().secrets())
                .extracting(StandInSecret::text)
                .containsExactly(outcome.secret().orElseThrow().text().reveal());
    }

    private static StandInAnswer error(int status, String code, String message) {
        return StandInAnswer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    @Test
    void grantsAndSecretTakeOneRequest() throws Exception {
        AccessOutcome outcome = give();

        assertThat(bench.entra.httpRequests()).isEqualTo(1);
        assertThat(bench.entra.exchanges()).isEqualTo(13);
        assertThat(outcome.granted()).extracting(AppRole::name).containsExactlyElementsOf(EntraFixture.WANTED);
        assertOneSecretKnown(outcome);
    }

    @Test
    void onlyWhatWasRefusedIsSentAgain() throws Exception {
        items(
                2,
                request -> request.text().contains(EntraFixture.roleId("User.Read.All"))
                        || request.text().contains(EntraFixture.roleId("Device.Read.All")),
                new Fault.Refused(error(
                        409,
                        "Directory_ConcurrencyViolation",
                        "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.")));

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).hasSize(12);
        assertThat(bench.entra.httpRequests()).isEqualTo(2);
        assertThat(bench.entra.exchanges()).isEqualTo(13 + 2);
        assertOneSecretKnown(outcome);
    }

    @Test
    void whatIsGrantedAlreadyIsGranted() throws Exception {
        bench.tenant.grantByHand(bench.managed(), "User.Read.All", "Device.Read.All");

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).hasSize(12);
        assertThat(bench.entra.httpRequests()).isEqualTo(1);
    }

    @Test
    void aRefusedGrantDoesNotUndoTheOthers() throws Exception {
        bench.tenant.withdraw("User.Read.All");

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).hasSize(11);
        assertThat(outcome.refused())
                .hasSize(1)
                .hasEntrySatisfying(
                        role("User.Read.All"),
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.PERMISSION_NOT_OFFERED));
        assertOneSecretKnown(outcome);
    }

    @Test
    void withoutThePermissionToGrantTheSecretIsStillIssued() throws Exception {
        bench.tenant.revokeByHand(bench.bootstrap, "AppRoleAssignment.ReadWrite.All");
        GraphEntraDirectory weaker = bench.directory();

        AccessOutcome outcome = weaker.give(bench.request(app, graph), bench.operation);

        assertThat(outcome.granted()).isEmpty();
        assertThat(outcome.refused().keySet())
                .as("in the order of the request")
                .containsExactlyElementsOf(graph.resolve(EntraFixture.WANTED));
        assertThat(outcome.refused().values()).hasSize(12).allSatisfy(failure -> {
            assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
            assertThat(failure.cause()).endsWith(" permission AppRoleAssignment.ReadWrite.All.");
            assertThat(failure.reference()).startsWith("request-id ");
        });
        assertOneSecretKnown(outcome);
    }

    @Test
    void withoutTheSecretNothingIsGranted() throws Exception {
        bench.entra.behaviour().forbidSecrets();

        AccessOutcome outcome = give();

        assertThat(bench.tenant.consented(
                        bench.tenant.named(EntraFixture.UNIQUE).orElseThrow()))
                .isEmpty();
        assertThat(outcome.granted()).isEmpty();
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.secret()).isEmpty();
        assertThat(outcome.secretRefused().map(ProblemException::problem)).contains(EntraProblem.SECRETS_FORBIDDEN);
        assertThat(bench.entra.httpRequests()).isEqualTo(1);
    }

    @Test
    void aLifetimeThatIsTooLongIsNamed() throws Exception {
        bench.entra.behaviour().longestSecret(Duration.ofDays(180));

        ProblemException refused = give().secretRefused().orElseThrow();

        assertThat(refused.problem()).isEqualTo(EntraProblem.SECRET_LIFETIME_TOO_LONG);
        assertThat(refused.cause()).contains("2028-11-22");
    }

    @Test
    void onlyGrantsOrOnlyASecret() throws Exception {
        AccessOutcome grants = directory.give(
                new AccessRequest(app, graph, graph.resolve(EntraFixture.WANTED), Optional.empty()), bench.operation);
        AccessOutcome secret = directory.give(
                new AccessRequest(app, graph, List.of(), Optional.of(bench.secretRequest())), bench.operation);

        assertThat(grants.secret()).isEmpty();
        assertThat(grants.secretRefused()).isEmpty();
        assertThat(secret.granted()).isEmpty();
        assertOneSecretKnown(secret);
    }

    @Test
    void nothingTakesNoRequest() throws Exception {
        directory.give(new AccessRequest(app, graph, List.of(), Optional.empty()), bench.operation);

        assertThat(bench.entra.httpRequests()).isZero();
    }

    @Test
    void moreThanTwentyTakeTwoRequests() throws Exception {
        List<AppRole> many = new ArrayList<>(graph.resolve(EntraFixture.WANTED));
        IntStream.range(0, 10).forEach(i -> many.addAll(graph.resolve(List.of("User.Read.All"))));

        AccessOutcome outcome = directory.give(
                new AccessRequest(app, graph, many, Optional.of(bench.secretRequest())), bench.operation);

        assertThat(bench.entra.httpRequests()).isEqualTo(2);
        assertThat(outcome.granted()).hasSize(22);
        assertOneSecretKnown(outcome);
    }

    @Test
    void withoutTheSecretNothingIsGrantedInALaterBatchEither() throws Exception {
        bench.entra.behaviour().forbidSecrets();
        List<AppRole> many = new ArrayList<>(graph.resolve(EntraFixture.WANTED));
        IntStream.range(0, 10).forEach(i -> many.addAll(graph.resolve(List.of("User.Read.All"))));

        AccessOutcome outcome = directory.give(
                new AccessRequest(app, graph, many, Optional.of(bench.secretRequest())), bench.operation);

        assertThat(outcome.granted()).isEmpty();
        assertThat(bench.tenant.consented(
                        bench.tenant.named(EntraFixture.UNIQUE).orElseThrow()))
                .isEmpty();
    }

    @Test
    void removingASecretTwiceIsRemovingItOnce() throws Exception {
        IssuedSecret secret = give().secret().orElseThrow();

        directory.removeSecret(app, secret.keyId(), bench.operation);
        directory.removeSecret(app, secret.keyId(), bench.operation);

        assertThat(bench.managed().secrets()).isEmpty();
    }

    @Test
    void tooManySecretsAreToldApart() throws Exception {
        bench.entra.behaviour().mostSecrets(0);

        assertThat(give().secretRefused().map(ProblemException::problem)).contains(EntraProblem.TOO_MANY_SECRETS);
    }

    private AppRole role(String name) {
        return new AppRole(name, EntraFixture.roleId(name));
    }
}
