package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entra shows what it has done later than it does it; a first run gets through nevertheless. */
class LagTest {

    private final EntraFixture bench = new EntraFixture();

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(EntraLag.class)
    void halfAMinuteOfOneKind(EntraLag kind) throws Exception {
        bench.entra.behaviour().lag(kind, Duration.ofSeconds(30));

        firstRun();
    }

    @Test
    void halfAMinuteOfEveryKind() throws Exception {
        bench.entra.behaviour().lag(Duration.ofSeconds(30));

        firstRun();
    }

    @Test
    void twoMinutesOfEveryKind() throws Exception {
        bench.entra.behaviour().lag(Duration.ofMinutes(2));

        firstRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "7"})
    void everyFirstCallThrottled(String retryAfter) throws Exception {
        bench.entra.behaviour().throttleFirstCalls(retryAfter, false);

        firstRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7"})
    void everyFirstCallThrottledInsideBatches(String retryAfter) throws Exception {
        bench.entra.behaviour().throttleFirstCalls(retryAfter, true);

        firstRun();
    }

    @Test
    void lagAndThrottlingTogether() throws Exception {
        bench.entra.behaviour().lag(Duration.ofSeconds(30)).throttleFirstCalls("3", true);

        firstRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17,120"})
    void waitsAsLongAsItIsAskedTo(String retryAfter) throws Exception {
        bench.entra.behaviour().throttleFirstCalls(retryAfter, false);
        Instant before = bench.time.instant();

        bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);

        assertThat(Duration.between(before, bench.time.instant()))
                .as("token and batch")
                .isEqualTo(Duration.ofSeconds(34));
        assertThat(bench.said).contains("waiting 17 s: Entra asks for fewer requests");
    }

    @Test
    void waitsUntilTheTimeThatItIsGiven() throws Exception {
        Set<String> seen = new HashSet<>();
        // The stand-in's own Date is by the clock on the wall.
        StandInAnswer until = StandInAnswer.json(429, "{}")
                .with(
                        "Retry-After",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(12)));
        bench.entra
                .http()
                .faults(request -> seen.add(request.path()) ? Optional.of(new Fault.Refused(until)) : Optional.empty());
        Instant before = bench.time.instant();

        bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);

        assertThat(Duration.between(before, bench.time.instant()))
                .as("token and batch")
                .isBetween(Duration.ofMinutes(22), Duration.ofMinutes(24));
    }

    private void firstRun() throws InterruptedException {
        GraphEntraDirectory directory = bench.directory();
        DirectorySnapshot seen = directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        Application app = bench.onboarded(directory, seen);
        AccessOutcome outcome = directory.give(bench.request(app, seen.graph()), bench.operation);
        assertThat(outcome.refused()).isEmpty();
        assertThat(bench.tenant.consented(bench.managed())).isEqualTo(new TreeSet<>(EntraFixture.WANTED));
        assertThat(bench.managed().secrets()).hasSize(1);
        TokenProof proof = directory.prove(
                app.appId(), outcome.secret().orElseThrow().text(), EntraFixture.wanted(), bench.operation);
        assertThat(proof.permissions()).isEqualTo(EntraFixture.wanted());
    }
}
