package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding a secret is the one request that must not be sent twice unseen. */
class LostSecretTest {

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

    private static boolean isSecret(StandInRequest request) {
        return request.path().endsWith("/addPassword");
    }

    private static boolean isBatch(StandInRequest request) {
        return request.path().endsWith("/$batch");
    }

    private void items(int times, Predicate<StandInRequest> which, Fault fault) {
        int[] left = {times};
        bench.entra
                .behaviour()
                .itemFaults(request -> which.test(request) && left[0]-- > 0 ? Optional.of(fault) : Optional.empty());
    }

    private void exchanges(int times, Predicate<StandInRequest> which, Fault fault) {
        int[] left = {times};
        bench.entra
                .http()
                .faults(request -> which.test(request) && left[0]-- > 0 ? Optional.of(fault) : Optional.empty());
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
    void aLostBatchLeavesOneSecretAndTheOneNobodyKnowsIsRemoved() throws Exception {
        exchanges(1, LostSecretTest::isBatch, new Fault.ResponseLost());

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).hasSize(12);
        assertOneSecretKnown(outcome);
        assertThat(outcome.secret().orElseThrow().displayName()).isEqualTo("jenkins-2");
        assertThat(bench.said).anyMatch(line -> line.contains("the answer to adding a client secret was lost"));
    }

    @Test
    void aBatchThatNeverArrivedIsSentAgain() throws Exception {
        exchanges(1, LostSecretTest::isBatch, new Fault.RequestLost());

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).hasSize(12);
        assertOneSecretKnown(outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aSecretIssuedBehindAGatewayErrorIsRemoved(int status) throws Exception {
        items(1, LostSecretTest::isSecret, new Fault.DoneButRefused(error(status, "ServiceUnavailable", "")));

        AccessOutcome outcome = give();

        assertOneSecretKnown(outcome);
        assertThat(outcome.secret().orElseThrow().displayName()).isEqualTo("jenkins-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void lostAgainAndAgainStillLeavesOneSecret(int lag) throws Exception {
        bench.entra.behaviour().lag(EntraLag.SECRET_IN_LIST, Duration.ofSeconds(lag));
        items(1, LostSecretTest::isSecret, new Fault.ResponseLost());
        exchanges(2, LostSecretTest::isSecret, new Fault.ResponseLost());

        AccessOutcome outcome = give();

        assertThat(outcome.secret().orElseThrow().displayName()).isEqualTo("jenkins-4");
        assertOneSecretKnown(outcome);
    }

    @Test
    void lostToTheEndGivesNoSecretAndLeavesOnlyNamedOnes() throws Exception {
        items(1, LostSecretTest::isSecret, new Fault.ResponseLost());
        exchanges(100, LostSecretTest::isSecret, new Fault.ResponseLost());

        AccessOutcome outcome = give();

        assertThat(outcome.granted()).as("consents depend on the secret").isEmpty();
        assertThat(outcome.secret()).isEmpty();
        assertThat(outcome.secretRefused().map(ProblemException::problem)).contains(EntraProblem.CONNECTION_BROKE);
        assertThat(bench.managed().secrets())
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(secret -> secret.displayName().startsWith("jenkins-"));
    }

    @Test
    void anAnswerWithoutTheTextCountsAsLost() throws Exception {
        items(
                1,
                LostSecretTest::isSecret,
                new Fault.DoneButRefused(StandInAnswer.json(200, "{\"displayName\":\"x\"}")));

        assertOneSecretKnown(give());
    }

    @Test
    void everyAttemptHasItsOwnNameAndEnd() throws Exception {
        List<String> bodies = new ArrayList<>();
        bench.entra.behaviour().itemFaults(request -> {
            if (!isSecret(request)) {
                return Optional.empty();
            }
            bodies.add(request.text());
            return bodies.size() < 4
                    ? Optional.of(new Fault.Refused(error(429, "TooManyRequests", "slow down")))
                    : Optional.empty();
        });

        AccessOutcome outcome = give();

        assertThat(bodies).hasSize(4).doesNotHaveDuplicates().allMatch(body -> body.contains("endDateTime"));
        assertOneSecretKnown(outcome);
    }
}
