package io.jenkins.plugins.threatmanager.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.Ledger;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From what is known to numbers. */
class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final Pattern LINE =
            Pattern.compile("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*} -?[0-9.]+");

    private final Set<String> configured = new HashSet<>(Set.of("a", "b", "c", "d", "e", "f", "g"));
    private final List<StatusRow> rows = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Traffic traffic = new Traffic();

    private void secret(String tenant, String server, String credentialsId, Integer days) {
        rows.add(new StatusRow(
                new StatusRow.Subject(tenant, tenant + ".onmicrosoft.com", server, "security", credentialsId),
                new Expiry(
                        Optional.ofNullable(days).map(left -> NOW.plus(Duration.ofDays(left))),
                        NOW,
                        CalendarPeriod.parse("21 days")),
                Optional.empty(),
                List.of(),
                new StatusRow.Recorded(Optional.empty(), Optional.empty(), "", List.of())));
    }

    private Metrics metrics(Map<Ledger.Ended, Long> ended) {
        return new Metrics(configured, rows, findings, ended, traffic);
    }

    private String text() {
        return metrics(Map.of()).text();
    }

    @Test
    void eachSecretIsCountedOnceByTheDaysLeft() {
        secret("a", "tm-1", "a-tm", 5);
        secret("a", "tm-2", "a-tm", 5);
        secret("a", "tm-1", "a-old", -3);
        secret("b", "", "b-tm", 7);
        secret("c", "", "c-tm", 30);
        secret("d", "", "d-tm", 90);
        secret("e", "", "e-tm", 700);
        secret("f", "", "f-tm", null);
        secret("g", "", "", null);

        assertThat(text())
                .contains("threat_manager_secrets{days_left=\"expired\"} 1\n")
                .contains("threat_manager_secrets{days_left=\"0-7\"} 2\n")
                .contains("threat_manager_secrets{days_left=\"8-30\"} 1\n")
                .contains("threat_manager_secrets{days_left=\"31-90\"} 1\n")
                .contains("threat_manager_secrets{days_left=\"91+\"} 1\n")
                .contains("threat_manager_secrets{days_left=\"unknown\"} 1\n")
                .contains("threat_manager_secret_expiry_days{tenant=\"a\"} -3\n")
                .contains("threat_manager_secret_expiry_days{tenant=\"e\"} 700\n")
                .doesNotContain("tenant=\"f\"", "tenant=\"g\"", "a-tm", "security");
    }

    /** Whoever may create a credential chooses its domain: no label comes from that. */
    @Test
    void aTenantThatIsNotConfiguredIsCountedButIsNoLabel() {
        secret("mallory-1.example", "", "x", 5);

        assertThat(text())
                .contains("threat_manager_secrets{days_left=\"0-7\"} 1\n")
                .doesNotContain("mallory");
    }

    @Test
    void findingsAreCountedByKindThoseOfNoneIncluded() {
        findings.add(new Finding(FindingKind.EXPIRED, "a", "", "", "x", "x"));
        findings.add(new Finding(FindingKind.EXPIRED, "b", "", "", "x", "x"));

        assertThat(text())
                .contains("threat_manager_findings{kind=\"expired\",severity=\"severe\"} 2\n")
                .contains("threat_manager_findings{kind=\"expires-soon\",severity=\"warning\"} 0\n");
        assertThat(text().lines().filter(line -> line.startsWith("threat_manager_findings{")))
                .hasSize(FindingKind.values().length);
    }

    @Test
    void operationsRoundTripsAndWaitsAreCounters() {
        traffic.sent(Traffic.Service.GRAPH);
        Map<Ledger.Ended, Long> ended = Map.of(new Ledger.Ended("onboard", OperationRecord.End.FAILED), 3L);

        assertThat(metrics(ended).text())
                .contains("# TYPE threat_manager_operations_total counter\n")
                .contains("threat_manager_operations_total{operation=\"onboard\",result=\"failed\"} 3\n")
                .contains("threat_manager_round_trips_total{service=\"graph\"} 1\n")
                .contains("threat_manager_round_trips_total{service=\"token\"} 0\n")
                .contains("threat_manager_wait_seconds_total{reason=\"consent\"} 0\n");
        assertThat(metrics(ended).ended(OperationRecord.End.FAILED)).isEqualTo(3);
        assertThat(metrics(ended).ended(OperationRecord.End.SUCCEEDED)).isZero();
    }

    @Test
    void namesSayUnitsAndCountersEndInTotal() {
        for (MetricFamily family : metrics(Map.of()).families()) {
            assertThat(family.name().endsWith("_total"))
                    .as(family.name())
                    .isEqualTo(family.type() == MetricFamily.Type.COUNTER);
            assertThat(family.help()).endsWith(".");
        }
        assertThat(text().lines()).allMatch(line -> LINE.matcher(line).matches());
    }

    /** Series grow with tenants alone: neither with folders, nor with jobs, nor with credentials. */
    @Test
    void fiveHundredTenantsAreFiveHundredSeriesMore() {
        long before = text().lines().count();
        IntStream.range(0, 500).forEach(i -> {
            configured.add("tenant" + i);
            IntStream.range(0, 5).forEach(j -> secret("tenant" + i, "tm-" + j, i + "-tm" + j, i));
        });

        assertThat(text().lines().count()).isEqualTo(before + 500);
    }
}
