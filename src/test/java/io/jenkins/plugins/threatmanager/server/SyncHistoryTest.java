package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyncHistoryTest {

    private static SyncRun row(String type, int started, Integer ended) {
        return new SyncRun(
                type,
                Instant.ofEpochSecond(started),
                Optional.ofNullable(ended).map(Instant::ofEpochSecond),
                ended == null ? SyncRun.State.RUNNING : SyncRun.State.SUCCEEDED,
                "",
                0);
    }

    private static List<String> runs(SyncRun... rows) {
        return SyncHistory.of(List.of(rows)).runs().stream()
                .map(run ->
                        String.join(" ", run.stream().map(SyncHistoryTest::name).toList()))
                .toList();
    }

    private static String name(SyncRun row) {
        return row.type() + row.started().getEpochSecond();
    }

    @Test
    void withoutRowsThereIsNoRun() {
        assertThat(runs()).isEmpty();
    }

    @Test
    void aTypeThatComesAgainIsOfTheRunBefore() {
        assertThat(runs(row("A", 1, 2), row("B", 2, 3), row("A", 3, 4), row("B", 4, 5)))
                .containsExactly("B4 A3", "B2 A1");
    }

    @Test
    void typesMayRunSideBySide() {
        assertThat(runs(row("A", 5, 9), row("B", 5, 6), row("A", 1, 4), row("B", 1, 2)))
                .containsExactly("A5 B5", "A1 B1");
    }

    @Test
    void afterAPauseAnotherRunBegins() {
        assertThat(runs(row("B", 0, 10), row("A", 70, 80))).containsExactly("A70 B0");
        assertThat(runs(row("B", 0, 10), row("A", 71, 80))).containsExactly("A71", "B0");
    }

    @Test
    void aRowWithoutEndIsOfTheRunThatGoesOn() {
        assertThat(runs(row("B", 0, null), row("A", 900, 910))).containsExactly("A900 B0");
        assertThat(runs(row("B", 0, null), row("B", 900, 910))).containsExactly("B900", "B0");
    }

    @Test
    void runsThatWereThereBeforeAreLeftOutWithTheirLaterRows() {
        SyncRun known = row("A", 1_000, null);
        SyncHistory now = SyncHistory.of(
                List.of(row("A", 100, 200), row("A", 1_000, 1_010), row("B", 1_010, 1_020), row("A", 2_000, 2_010)));
        assertThat(now.without(List.of(known)).rows()).containsExactly(row("A", 2_000, 2_010));
        assertThat(now.without(List.of()).rows()).hasSize(4);
        assertThat(now.without(Stream.concat(now.rows().stream(), Stream.of(known))
                                .toList())
                        .rows())
                .isEmpty();
    }

    @Test
    void enoughIsTheNewestRunThatHasEndedAndTheBeginningOfTheOneBefore() {
        assertThat(SyncHistory.of(List.of(row("A", 100, 110))).tellsEnough()).isFalse();
        assertThat(SyncHistory.of(List.of(row("A", 100, 110), row("A", 1, 2))).tellsEnough())
                .isTrue();
        assertThat(SyncHistory.of(List.of(row("A", 100, null), row("A", 1, 2))).tellsEnough())
                .isFalse();
    }
}
