package io.jenkins.plugins.threatmanager.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.HealthStatus;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overview shows of many rows: filters, order, groups, pages, pictures and what needs attention. */
class OverviewTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final String FAR = "2028-11-23T08:00:00Z";

    private static Finding finding(FindingKind kind, String domain, String server) {
        return new Finding(kind, domain, server, "", "", "A sentence on " + kind.code() + ".");
    }

    private static StatusRow row(
            String tenant, String server, String place, String expires, OperationRecord.End end, Finding... findings) {
        OperationRecord ran = new OperationRecord(
                "onboard",
                "job",
                1,
                NOW.minus(Duration.ofDays(1)),
                end,
                end == OperationRecord.End.FAILED ? "No." : "");
        return new StatusRow(
                new StatusRow.Subject(tenant, tenant + ".com", server, place, tenant + "-tm"),
                new Expiry(Optional.of(Instant.parse(expires)), NOW, CalendarPeriod.parse("21 days")),
                Optional.of(Instant.parse(expires).minus(Duration.ofDays(30))),
                List.of(findings),
                new StatusRow.Recorded(Optional.of(ran), Optional.of(ran), "", List.of()));
    }

    private static StatusRow good(String tenant, String server, String place) {
        return row(tenant, server, place, FAR, OperationRecord.End.SUCCEEDED);
    }

    private static OverviewQuery query(String... parameters) {
        Map<String, String> address = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            address.put(parameters[i], parameters[i + 1]);
        }
        return OverviewQuery.of(address::get);
    }

    private static OverviewRows rows(List<StatusRow> all, String... parameters) {
        return new OverviewRows(all, finding -> !finding.isAboutOthers(), query(parameters), NOW);
    }

    private static List<String> tenants(OverviewRows rows) {
        return rows.shown().rows().stream().map(StatusRow::tenant).toList();
    }

    private static final List<StatusRow> SOME = List.of(
            good("adatum", "tm-a", "ops"),
            row(
                    "contoso",
                    "tm-b",
                    "security",
                    "2026-12-03T08:00:00Z",
                    OperationRecord.End.SUCCEEDED,
                    finding(FindingKind.EXPIRES_SOON, "contoso.com", "")),
            row(
                    "fabrikam",
                    "tm-a",
                    "security",
                    FAR,
                    OperationRecord.End.SUCCEEDED,
                    finding(FindingKind.UNTRUSTED_OWNER, "fabrikam.com", "")),
            row("northwind", "", "", "2026-11-20T08:00:00Z", OperationRecord.End.FAILED));

    @Test
    void theWorstComesFirstUnlessTheAddressSaysOtherwise() {
        assertThat(tenants(rows(SOME))).containsExactly("fabrikam", "northwind", "contoso", "adatum");
        assertThat(tenants(rows(SOME, "sort", "0"))).containsExactly("adatum", "contoso", "fabrikam", "northwind");
        assertThat(tenants(rows(SOME, "sort", "0", "order", "desc"))).startsWith("northwind");
        assertThat(tenants(rows(SOME, "sort", "4"))).startsWith("northwind", "contoso");
        assertThat(tenants(rows(SOME, "sort", "1"))).startsWith("northwind", "adatum", "fabrikam");
        assertThat(tenants(rows(SOME, "sort", "99"))).startsWith("adatum");
    }

    @Test
    void filtersGoTogether() {
        assertThat(tenants(rows(SOME, "q", "SECURITY tm-a"))).containsExactly("fabrikam");
        assertThat(tenants(rows(SOME, "state", "failing"))).containsExactly("fabrikam");
        assertThat(tenants(rows(SOME, "state", "last-run-failed"))).containsExactly("northwind");
        assertThat(tenants(rows(SOME, "kind", "untrusted-owner"))).containsExactly("fabrikam");
        assertThat(tenants(rows(SOME, "kind", "last-run-failed"))).containsExactly("northwind");
        assertThat(tenants(rows(SOME, "kind", "untrusted-owner", "q", "contoso")))
                .isEmpty();
        assertThat(tenants(rows(SOME, "expires", "2026-12"))).containsExactly("contoso");
        assertThat(tenants(rows(SOME, "expires", "expired"))).containsExactly("northwind");
        assertThat(tenants(rows(SOME, "state", "nonsense"))).isEmpty();
    }

    @Test
    void groupsHaveAHeadingWithAllOfTheirs() {
        List<OverviewRows.Group> servers = rows(SOME, "group", "server").groups();
        assertThat(servers).extracting(OverviewRows.Group::title).containsExactly("No server", "tm-a", "tm-b");
        assertThat(servers).extracting(OverviewRows.Group::size).containsExactly(1, 2, 1);
        assertThat(servers.get(1).rows()).extracting(StatusRow::tenant).containsExactly("fabrikam", "adatum");
        assertThat(rows(SOME, "group", "folder").groups())
                .extracting(OverviewRows.Group::title)
                .containsExactly("No folder", "ops", "security");
        assertThat(rows(SOME, "group", "nonsense").groups())
                .singleElement()
                .satisfies(all -> assertThat(all.rows()).hasSize(4));
        assertThat(rows(List.of()).groups()).isEmpty();
    }

    /** A group may be larger than a page: its heading is on each, with the number of all. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 500, 2000})
    void aPageHasFiftyAtMost(int count) {
        List<StatusRow> many = IntStream.range(0, count)
                .mapToObj(i -> good(String.format("tenant-%04d", i), "tm-" + i % 2, "folder" + i / 20))
                .toList();
        List<String> seen = new ArrayList<>();
        int pages = rows(many).shown().pages();
        for (int page = 1; page <= pages; page++) {
            OverviewRows shown = rows(many, "page", String.valueOf(page), "group", "server");
            assertThat(shown.shown().rows()).hasSizeLessThanOrEqualTo(50);
            assertThat(shown.groups())
                    .allSatisfy(group -> assertThat(group.size()).isEqualTo((int) many.stream()
                            .filter(row -> row.server().equals(group.title()))
                            .count()));
            seen.addAll(tenants(shown));
        }
        assertThat(pages).isEqualTo(Math.max(1, (count + 49) / 50));
        assertThat(seen).hasSize(count).doesNotHaveDuplicates();
        assertThat(StateBar.of(many).stream().mapToLong(StateBar::getCount).sum())
                .isEqualTo(count);
        assertThat(ExpiryChart.of(many, NOW).getTotal()).isEqualTo(count);
    }

    @Test
    void linksKeepWhatWasAskedFor() {
        OverviewQuery asked = query(
                "q", "a&b", "state", "failing", "kind", "lock-off", "group", "folder", "sort", "4", "order", "desc");

        assertThat(asked.toPage(2))
                .isEqualTo("?q=a%26b&sort=4&order=desc&page=2&state=failing&kind=lock-off&group=folder");
        assertThat(asked.sortedBy(0)).isEqualTo("?q=a%26b&sort=0&state=failing&kind=lock-off&group=folder");
        assertThat(query("view", "attention").toPage(1)).isEqualTo("?q=&sort=2&view=attention");
        assertThat(query("state", "\"><b>").toPage(1)).isEqualTo("?q=&sort=2&state=%22%3E%3Cb%3E");
        assertThat(query("state", "x".repeat(5000)).state()).hasSize(40);
        assertThat(query().isFiltered()).isFalse();
        assertThat(asked.isFiltered()).isTrue();
    }

    @Test
    void aTenantCountsOnceByItsWorstRow() {
        List<StatusRow> twice = new ArrayList<>(SOME);
        twice.add(good("fabrikam", "tm-c", "ops"));

        List<StateBar> bars = StateBar.of(twice);

        assertThat(bars)
                .extracting(StateBar::getQuery)
                .containsExactly("?state=failing", "?state=last-run-failed", "?state=attention", "?state=ok");
        assertThat(bars).extracting(StateBar::getCount).containsOnly(1L);
        assertThat(bars).extracting(StateBar::getLength).containsOnly(30L);
        assertThat(bars).extracting(StateBar::getColour).containsExactly("error", "error", "warning", "success");
        assertThat(StateBar.of(List.of())).isEmpty();
    }

    @Test
    void secretsAreCountedByTheMonthInWhichTheyExpire() {
        List<StatusRow> twice = new ArrayList<>(SOME);
        // The same credential on another server.
        twice.add(row("contoso", "tm-c", "security", "2026-12-03T08:00:00Z", OperationRecord.End.SUCCEEDED));
        twice.add(row("last", "tm-c", "security", "2027-10-31T23:59:00Z", OperationRecord.End.SUCCEEDED));
        twice.add(row("after", "tm-c", "security", "2027-11-01T00:00:00Z", OperationRecord.End.SUCCEEDED));

        List<ExpiryChart.Bar> bars = ExpiryChart.of(twice, NOW).getBars();

        assertThat(bars).hasSize(15);
        assertThat(bars.stream().filter(bar -> bar.getCount() != 0))
                .extracting(bar -> bar.getPeriod() + ":" + bar.getCount())
                .containsExactly("expired:1", "2026-12:1", "2027-10:1", "later:3");
        assertThat(bars.get(14).getPeriod()).isEqualTo("unknown");
        assertThat(bars.get(13).getHeight()).isEqualTo(80);
        assertThat(bars.get(0).getHeight()).isEqualTo(26);
        assertThat(bars.get(0).getQuery()).isEqualTo("?expires=expired");
        assertThat(bars)
                .extracting(bar -> bar.getLabel() + bar.getYear())
                .startsWith("expired", "112026", "12", "012027", "02")
                .endsWith("10", "later", "unknown");
    }

    /** Whatever the watch can find, those of trust included, has a line that names it. */
    @ParameterizedTest
    @EnumSource(FindingKind.class)
    void everyKindOfFindingHasALineAndAFilter(FindingKind kind) {
        StatusRow row = row(
                "contoso",
                "tm-a",
                "security",
                FAR,
                OperationRecord.End.SUCCEEDED,
                finding(kind, "contoso.com", ""),
                finding(FindingKind.LOOK_FAILED, "contoso.com", "tm-a"));

        List<Concern> concerns = Concern.of(List.of(row, good("adatum", "tm-a", "ops")), any -> true, List.of());

        assertThat(concerns).extracting(Concern::code).contains(kind.code());
        assertThat(kind.title()).isNotBlank().doesNotContain("{", "_");
        OverviewRows found = new OverviewRows(
                List.of(row, good("adatum", "tm-a", "ops")), any -> true, query("kind", kind.code()), NOW);
        assertThat(tenants(found)).containsExactly("contoso");
    }

    @Test
    void theTitlesOfKindsAreDifferent() {
        assertThat(Stream.concat(
                                Arrays.stream(FindingKind.values()).map(FindingKind::title),
                                Stream.of(HealthStatus.LAST_RUN_FAILED.text(), HealthStatus.SYNC_FAILED.text()))
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsOnSeveralRowsIsThereOnceAndTheSevereComeFirst() {
        Finding onAll = finding(FindingKind.LOOK_FAILED, "", "tm-a");
        List<StatusRow> rows = List.of(
                row("adatum", "tm-a", "ops", FAR, OperationRecord.End.SUCCEEDED, onAll),
                row("contoso", "tm-a", "ops", FAR, OperationRecord.End.FAILED, onAll));

        List<Concern> concerns = Concern.of(rows, any -> true, List.of(onAll));

        assertThat(concerns).extracting(Concern::code).containsExactly("last-run-failed", "look-failed");
        assertThat(OverviewRows.concerns(concerns, query("kind", "look-failed")).rows())
                .hasSize(1);
        assertThat(OverviewRows.concerns(concerns, query("q", "contoso")).rows())
                .extracting(Concern::code)
                .containsExactly("last-run-failed");
    }

    /** Who may not read a finding learns it from no list and no filter. */
    @Test
    void whatMayNotBeReadIsInNothing() {
        StatusRow row = row(
                "contoso",
                "tm-a",
                "security",
                FAR,
                OperationRecord.End.SUCCEEDED,
                finding(FindingKind.UNKNOWN_TO_JENKINS, "contoso.com", ""));

        assertThat(Concern.of(List.of(row), finding -> !finding.isAboutOthers(), List.of()))
                .isEmpty();
        assertThat(tenants(rows(List.of(row), "kind", "unknown-to-jenkins"))).isEmpty();
    }

    @Test
    void whatAnOperationSaidItselfNeedsAttentionToo() {
        StatusRow failed = good("contoso", "tm-a", "security");
        StatusRow row = new StatusRow(
                failed.subject(),
                failed.expiry(),
                failed.nextRotation(),
                List.of(),
                new StatusRow.Recorded(
                        failed.lastRun(), failed.lastChange(), SyncProgress.FAILED.name(), List.of("User.Read.All")));

        assertThat(Concern.of(List.of(row), any -> true, List.of()))
                .extracting(Concern::code)
                .containsExactly("sync-failed", "permissions-missing");
    }
}
