package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A first run with one thing going wrong at one of its exchanges, for each thing and each exchange, with and without
 * lag.
 */
class FaultMatrixTest {

    /** Token, observe, upsert, service principal, give, five proofs. */
    private static final int EXCHANGES = 10;

    private static final String BUSY =
            "{\"error\":{\"code\":\"UnknownError\",\"message\":\"\",\"innerError\":{\"request-id\":\"7f1c\"}}}";

    static List<Arguments> matrix() {
        List<Fault> faults = List.of(
                new Fault.RequestLost(),
                new Fault.ResponseLost(),
                new Fault.Refused(StandInAnswer.json(429, BUSY)),
                new Fault.Refused(StandInAnswer.json(429, BUSY).with("Retry-After", "20")),
                new Fault.Refused(StandInAnswer.json(503, BUSY)),
                new Fault.Refused(StandInAnswer.text(502, "text/html", "<h1>Bad Gateway</h1>")),
                new Fault.DoneButRefused(StandInAnswer.json(500, BUSY)),
                new Fault.DoneButRefused(StandInAnswer.text(504, "text/html", "<h1>Gateway Timeout</h1>")));
        List<Arguments> all = new ArrayList<>();
        for (int exchange = 0; exchange < EXCHANGES; exchange++) {
            for (Fault fault : faults) {
                for (int lag : new int[] {0, 30}) {
                    all.add(Arguments.of(exchange, fault, lag));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void endsAsIfNothingHadHappened(int exchange, Fault fault, int lag) throws Exception {
        try (EntraFixture bench = new EntraFixture()) {
            bench.entra.behaviour().lag(Duration.ofSeconds(lag));
            int[] seen = {0};
            bench.entra.http().faults(request -> seen[0]++ == exchange ? Optional.of(fault) : Optional.empty());
            GraphEntraDirectory directory = bench.directory();

            DirectorySnapshot before = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
            Application app = bench.onboarded(directory, before);
            AccessOutcome outcome = directory.give(bench.request(app, before.graph()), bench.operation);
            IssuedSecret issued = outcome.secret().orElseThrow();
            TokenProof proof = directory.prove(app.appId(), issued.text(), EntraFixture.wanted(), bench.operation);

            assertThat(proof.permissions()).isEqualTo(EntraFixture.wanted());
            assertThat(bench.tenant.applications()).as("bootstrap and ours").hasSize(2);
            assertThat(bench.tenant.servicePrincipals()).hasSize(3);
            assertThat(bench.tenant.consented(bench.managed())).isEqualTo(new TreeSet<>(EntraFixture.WANTED));
            assertThat(bench.managed().secrets())
                    .extracting(StandInSecret::text)
                    .containsExactly(issued.text().reveal());
            assertThat(String.join("\n", bench.said))
                    .doesNotContain(issued.text().reveal());
        }
    }
}
