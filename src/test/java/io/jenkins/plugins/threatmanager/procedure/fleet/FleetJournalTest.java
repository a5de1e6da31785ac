package io.jenkins.plugins.threatmanager.procedure.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetJournalTest {

    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final String HOSTILE = "a\tb\nc%0Ad&e=f, \u00fc\ud83d\ude00.\r.";

    @TempDir
    private Path folder;

    private FleetJournal journal() {
        return new FleetJournal(folder.resolve("deep/1.log"));
    }

    private static FleetEntry full() {
        return FleetEntry.of(HOSTILE, NOW)
                .now(FleetState.PLANNED, NOW.plusSeconds(1))
                .now(FleetState.DONE, NOW.plusSeconds(2))
                .because(HOSTILE)
                .with(List.of("x", HOSTILE, ""), Map.of("expires", "2028", HOSTILE, HOSTILE));
    }

    @Test
    void nothingIsThereBeforeTheSelection() throws Exception {
        assertThat(journal().isThere()).isFalse();
        assertThat(journal().read()).isEmpty();
    }

    @Test
    void theLastLineOfATenantCounts() throws Exception {
        FleetEntry first = FleetEntry.of("first", NOW);
        journal().begin(List.of(first, FleetEntry.of("second", NOW)));
        journal().put(1, FleetEntry.of("second", NOW).now(FleetState.RUNNING, NOW));
        journal().put(1, full());
        assertThat(journal().read()).containsExactly(first, full());
    }

    @Test
    void whateverATextHasInItComesBack() throws Exception {
        journal().begin(List.of(full()));
        assertThat(journal().read()).containsExactly(full());
        assertThat(Files.readAllLines(folder.resolve("deep/1.log"))).hasSize(1);
    }

    /** A kill leaves any part of the last line. */
    @Test
    void aLineThatWasCutOffCountsForNothingAndTheNextOneDoes() throws Exception {
        Path file = folder.resolve("deep/1.log");
        FleetEntry before = FleetEntry.of("t", NOW);
        FleetEntry running = before.now(FleetState.RUNNING, NOW);
        String line = new FleetLine(0, full()).text();
        for (int length = 1; length < line.length(); length++) {
            journal().begin(List.of(before));
            journal().put(0, running);
            Files.writeString(file, line.substring(0, length), StandardOpenOption.APPEND);
            assertThat(journal().read()).as("after %d characters", length).containsExactly(running);
            journal().put(0, full());
            assertThat(journal().read()).as("after %d characters", length).containsExactly(full());
        }
    }

    @Test
    void aSelectionThatWasCutOffWasNotMade() throws Exception {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("deep/1.log.new"), "0\tt\tWAIT");
        assertThat(journal().isThere()).isFalse();
        journal().begin(List.of(FleetEntry.of("t", NOW)));
        assertThat(journal().read()).hasSize(1);
    }

    @Test
    void whatIsKeptOfATenantIsBounded() {
        List<String> many = java.util.stream.IntStream.range(0, 1000)
                .mapToObj(Integer::toString)
                .toList();
        assertThat(full().with(many, Map.of()).changes()).hasSize(FleetEntry.MOST_CHANGES);
    }
}
