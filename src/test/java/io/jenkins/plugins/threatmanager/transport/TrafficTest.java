package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {

    @Test
    void countsByServiceAndByReason() {
        Traffic traffic = new Traffic();
        traffic.sent(Traffic.Service.GRAPH);
        traffic.sent(Traffic.Service.GRAPH);
        traffic.sent(Traffic.Service.SERVER);
        traffic.waited(WaitReason.THROTTLED, Duration.ofMillis(1500));
        traffic.waited(WaitReason.THROTTLED, Duration.ofMillis(500));

        assertThat(traffic.roundTrips(Traffic.Service.GRAPH)).isEqualTo(2);
        assertThat(traffic.roundTrips(Traffic.Service.SERVER)).isOne();
        assertThat(traffic.roundTrips(Traffic.Service.TOKEN)).isZero();
        assertThat(traffic.waited(WaitReason.THROTTLED)).isEqualTo(Duration.ofSeconds(2));
        assertThat(traffic.waited(WaitReason.CONSENT)).isZero();
    }

    /** Those that operations say themselves; {@code EntraRetryTest} and {@code ServerRetriesTest} have those of the tables. */
    @ParameterizedTest
    @CsvSource({
        "for an administrator to consent, CONSENT",
        "for the first sync to start, SYNC",
        "for the next sync to finish, SYNC",
        "before the next token, REPLICATION",
        "Test Connection failed; the new secret may not be known everywhere yet, REPLICATION",
        "another run may be creating the app registration, OTHER",
        "for the next one-time password, OTHER"
    })
    void reasonsAreToldByWhatOperationsSay(String words, WaitReason reason) {
        assertThat(WaitReason.of(words)).isEqualTo(reason);
    }
}
