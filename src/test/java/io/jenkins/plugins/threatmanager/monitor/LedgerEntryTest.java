package io.jenkins.plugins.threatmanager.monitor;

import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.DOMAIN;
import static io.jenkins.plugins.threatmanager.monitor.MonitoringFixture.ran;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {

    private static final LedgerKey KEY = new LedgerKey("contoso", "tm-prod", "security", "contoso-tm");
    private static final OperationRecord RAN =
            ran("security/onboard", "2026-11-25T02:00:00Z", OperationRecord.End.SUCCEEDED, "");

    private static LedgerJournal journal() {
        LedgerJournal journal = new LedgerJournal("onboard", "security/onboard", 7);
        journal.about("contoso", DOMAIN, List.of("tm-prod"), "security", "contoso-tm", "14 days");
        return journal;
    }

    @Test
    void keepsWhatTheOperationSawAndThatItChangedSomething() throws InterruptedException {
        LedgerJournal journal = journal();
        try (EngineFixture landscape = new EngineFixture()) {
            landscape.onboarding(journal).run(landscape.request(), landscape.operation());

            LedgerEntry entry = journal.next(new LedgerEntry(KEY, DOMAIN), RAN, false);

            assertThat(entry.lastRun()).contains(RAN);
            assertThat(entry.lastChange()).contains(RAN);
            assertThat(entry.expires())
                    .contains(landscape
                            .vault()
                            .find(EngineFixture.CREDENTIALS_ID)
                            .orElseThrow()
                            .expires());
            assertThat(entry.sync()).isEqualTo("SUCCEEDED");
            assertThat(entry.missingPermissions()).isEmpty();
            assertThat(entry.renewBefore()).isEqualTo("14 days");
        }
    }

    @Test
    void aRunWithoutChangesKeepsTheLastChange() {
        LedgerEntry changed = new LedgerEntry(KEY, DOMAIN).with(RAN, true);
        OperationRecord next = ran("security/onboard", "2026-11-26T02:00:00Z", OperationRecord.End.SUCCEEDED, "");

        LedgerEntry entry = journal().next(changed, next, false);

        assertThat(entry.lastRun()).contains(next);
        assertThat(entry.lastChange()).contains(RAN);
    }

    @Test
    void aStatusRunsNothing() {
        LedgerEntry entry = journal().next(new LedgerEntry(KEY, DOMAIN), RAN, true);

        assertThat(entry.lastRun()).isEmpty();
        assertThat(entry.touched()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aFailureThatSawNothingKeepsWhatWasSeenBefore() {
        LedgerEntry before = new LedgerEntry(KEY, DOMAIN).withRenewBefore("3 months");
        LedgerJournal silent = new LedgerJournal("register", "security/register", 1);
        silent.about("contoso", DOMAIN, List.of(), "", "", "");

        assertThat(silent.next(before, RAN, false).renewBefore()).isEqualTo("3 months");
    }

    private static final CurrentNames RENAMED = new CurrentNames(Map.of("old", "contoso"), Map.of("tm-old", "tm-prod"));

    private static LedgerEntry under(String tenant, String server) {
        return new LedgerEntry(new LedgerKey(tenant, server, "security", "contoso-tm"), DOMAIN);
    }

    @Test
    void whatWasWrittenUnderAnAliasCountsForTheEntryOnce() {
        OperationRecord later =
                ran("security/onboard", "2026-11-26T02:00:00Z", OperationRecord.End.FAILED, "It failed.");
        LedgerEntry old = under("old", "tm-old").withRenewBefore("14 days").with(RAN, true);
        LedgerEntry now = under("contoso", "tm-prod").with(later, false);

        assertThat(Ledger.in(RENAMED, List.of(old, under("fabrikam", "tm-prod"), now)))
                .hasSize(2)
                .last()
                .satisfies(one -> {
                    assertThat(one.key()).isEqualTo(KEY);
                    assertThat(one.renewBefore()).isEqualTo("14 days");
                    assertThat(one.lastRun()).contains(later);
                    assertThat(one.lastChange()).contains(RAN);
                });
        assertThat(Ledger.in(RENAMED, List.of(now, old)))
                .as("an operation that began before the rename ended after it")
                .singleElement()
                .satisfies(one -> assertThat(one.lastRun()).contains(later));
        assertThat(Ledger.in(RENAMED, List.of(now))).containsExactly(now);
    }

    @Test
    void whatWasSeenOfAServerUnderAnAliasCountsForIt() {
        Look<ServerSnapshotRecord> old =
                Look.good("tm-old", Instant.parse("2026-11-25T02:00:00Z"), new ServerSnapshotRecord(List.of()));
        Look<ServerSnapshotRecord> other =
                Look.good("TM-other", Instant.parse("2026-11-25T02:00:00Z"), new ServerSnapshotRecord(List.of()));

        Map<String, Look<ServerSnapshotRecord>> looks = ScanStore.in(RENAMED, List.of(old, other));
        assertThat(looks).containsOnlyKeys("tm-prod", "tm-other");
        assertThat(looks.get("tm-prod").subject()).isEqualTo("tm-prod");
        assertThat(looks.get("tm-prod").at()).isEqualTo(old.at());

        Look<ServerSnapshotRecord> fresh =
                Look.good("tm-prod", Instant.parse("2026-11-26T02:00:00Z"), new ServerSnapshotRecord(List.of()));
        assertThat(ScanStore.in(RENAMED, List.of(fresh, old)).get("tm-prod")).isSameAs(fresh);
    }

    @Test
    void forgetsWhatWasWrittenLongestAgo() {
        Map<Integer, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < Ledger.LIMIT + 3; i++) {
            entries.put(i, "");
        }

        Ledger.trim(entries);

        assertThat(entries).hasSize(Ledger.LIMIT).containsKey(3).doesNotContainKey(2);
    }
}
