package io.jenkins.plugins.threatmanager.transport.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    /** The tables of docs are those of the code, as other tests prove; each row that throttles or replicates counts as that. */
    @Test
    void everyRowOfTheRetryTablesHasItsReason() {
        Map<WaitReason, Set<String>> rows = Stream.of("retries.md", "retries-server.md")
                .flatMap(page -> Docs.read(page).lines())
                .filter(line -> line.matches("\\| .* \\| (always|if .*) \\| \\d+ s \\|.*"))
                .map(line -> line.split("\\|")[1].strip())
                .collect(Collectors.groupingBy(WaitReason::of, Collectors.toCollection(TreeSet::new)));

        assertThat(rows)
                .containsOnlyKeys(WaitReason.THROTTLED, WaitReason.REPLICATION, WaitReason.OTHER)
                .hasEntrySatisfying(
                        WaitReason.THROTTLED,
                        throttled -> assertThat(throttled)
                                .contains(
                                        "Entra asks for fewer requests",
                                        "the server asks to slow down",
                                        "the server is busy and says for how long"))
                .hasEntrySatisfying(
                        WaitReason.REPLICATION,
                        replication -> assertThat(replication)
                                .contains(
                                        "the deleted app registration has not reached the recycle bin yet",
                                        "the new app registration has not reached all of Entra yet",
                                        "the new client secret has not reached all of Entra yet",
                                        "the new object has not reached all of Entra yet",
                                        "the new permissions are not in tokens yet",
                                        "the new service principal has not reached all of Entra yet"));
        assertThat(rows.get(WaitReason.OTHER))
                .isNotEmpty()
                .noneMatch(words -> words.contains("has not reached") || words.contains("asks"));
    }

    /** What is no row of a table says it itself. */
    @Test
    void aWaitIsCountedAsWhatItSays() throws Exception {
        OperationContext operation = OperationContext.begin(
                Clock.systemUTC(), wait -> {}, Progress.NONE, Duration.ofMinutes(1));
        Duration before = Traffic.OF_PROCESS.waited(WaitReason.SYNC);
        operation.pause(Duration.ofSeconds(7), WaitReason.SYNC, "for the first sync to start");
        assertThat(Traffic.OF_PROCESS.waited(WaitReason.SYNC)).isEqualTo(before.plusSeconds(7));
    }
}
