package io.jenkins.plugins.threatmanager.monitor.metrics;

import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.Ledger;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusCache;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What can be measured without remote calls. Labels take as many values as there are tenants at most; folders, jobs and
 * credentials are none.
 *
 * @param tenants their names in the configuration: anybody who may create a credential could add to others
 * @param rows of the dashboard
 * @param ended operations since the controller started
 */
@Restricted(NoExternalUse.class)
public record Metrics(
        Set<String> tenants,
        List<StatusRow> rows,
        List<Finding> findings,
        Map<Ledger.Ended, Long> ended,
        Traffic traffic) {

    private static final String PREFIX = "threat_manager_";

    public Metrics {
        tenants = Set.copyOf(tenants);
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
        ended = new LinkedHashMap<>(ended);
    }

    /** Of this controller, as known at most half a minute ago. */
    public static Metrics now() {
        StatusCache cache = StatusCache.get();
        return new Metrics(
                ThreatManagerConfiguration.get().getTenants().stream()
                        .map(Tenant::getName)
                        .collect(Collectors.toSet()),
                cache.rows(),
                cache.findings(),
                Ledger.get().ended(),
                Traffic.OF_PROCESS);
    }

    /** How long client secrets are valid still. */
    enum Left {
        EXPIRED("expired", Long.MIN_VALUE),
        WEEK("0-7", 7),
        MONTH("8-30", 30),
        QUARTER("31-90", 90),
        MORE("91+", Long.MAX_VALUE),
        UNKNOWN("unknown", Long.MIN_VALUE);

        private final String label;
        private final long most;

        Left(String label, long most) {
            this.label = label;
            this.most = most;
        }

        String label() {
            return label;
        }

        static Left of(Expiry expiry) {
            return switch (expiry.level()) {
                case EXPIRED -> EXPIRED;
                case UNKNOWN -> UNKNOWN;
                case SOON, VALID ->
                    Arrays.stream(values())
                            .filter(each -> expiry.daysLeft() <= each.most)
                            .findFirst()
                            .orElse(MORE);
            };
        }
    }

    /** In the text format 0.0.4 of Prometheus. */
    public String text() {
        return PrometheusText.of(families());
    }

    List<MetricFamily> families() {
        return List.of(
                gauge(
                        "secrets",
                        "Stored client secrets by the days that they are valid still.",
                        "days_left",
                        secretsByDaysLeft()),
                gauge(
                        "secret_expiry_days",
                        "Days until the first stored client secret of a tenant expires; negative if it has.",
                        "tenant",
                        daysLeftByTenant()),
                findingsByKind(),
                operations(),
                counter("round_trips_total", "Requests sent since the start.", "service", roundTrips()),
                counter("wait_seconds_total", "Seconds that operations waited since the start.", "reason", waits()));
    }

    /** Each stored secret once, however many servers have it. */
    private Collection<StatusRow> secrets() {
        Map<List<String>, StatusRow> secrets = new LinkedHashMap<>();
        rows.stream()
                .filter(StatusRow::isStored)
                .forEach(row -> secrets.putIfAbsent(List.of(row.place(), row.credentialsId()), row));
        return secrets.values();
    }

    /** All of them, those of none included: a query for what is missing finds nothing. */
    Map<String, Double> secretsByDaysLeft() {
        Map<String, Double> counts = new LinkedHashMap<>();
        for (Left left : Left.values()) {
            counts.put(left.label(), 0.0);
        }
        secrets().forEach(row -> counts.merge(Left.of(row.expiry()).label(), 1.0, Double::sum));
        return counts;
    }

    /** By name in the configuration. */
    Map<String, Double> daysLeftByTenant() {
        Map<String, Double> days = new TreeMap<>();
        secrets().stream()
                .filter(row -> tenants.contains(row.tenant()))
                .filter(row -> row.expiry().expires().isPresent())
                .forEach(row -> days.merge(row.tenant(), (double) row.expiry().daysLeft(), Math::min));
        return days;
    }

    /** All kinds, those of which there is none included. */
    Map<FindingKind, Long> counts() {
        Map<FindingKind, Long> counts = new LinkedHashMap<>();
        Arrays.stream(FindingKind.values()).forEach(kind -> counts.put(kind, 0L));
        findings.forEach(finding -> counts.merge(finding.kind(), 1L, Long::sum));
        return counts;
    }

    private MetricFamily findingsByKind() {
        return new MetricFamily(
                PREFIX + "findings",
                MetricFamily.Type.GAUGE,
                "Open findings of the expiry watch by kind.",
                counts().entrySet().stream()
                        .map(entry -> sample(
                                entry.getValue(),
                                "kind",
                                entry.getKey().code(),
                                "severity",
                                entry.getKey().isSevere() ? "severe" : "warning"))
                        .toList());
    }

    private MetricFamily operations() {
        return new MetricFamily(
                PREFIX + "operations_total",
                MetricFamily.Type.COUNTER,
                "Operations that ended since the start, by how they ended.",
                ended.entrySet().stream()
                        .map(entry -> sample(
                                entry.getValue(),
                                "operation",
                                entry.getKey().operation(),
                                "result",
                                entry.getKey().end().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** How many operations ended like that since the controller started. */
    long ended(OperationRecord.End end) {
        return ended.entrySet().stream()
                .filter(entry -> entry.getKey().end() == end)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Double> roundTrips() {
        Map<String, Double> sent = new LinkedHashMap<>();
        for (Traffic.Service service : Traffic.Service.values()) {
            sent.put(service.code(), (double) traffic.roundTrips(service));
        }
        return sent;
    }

    private Map<String, Double> waits() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (WaitReason reason : WaitReason.values()) {
            seconds.put(reason.code(), traffic.waited(reason).toMillis() / 1000.0);
        }
        return seconds;
    }

    private static MetricFamily gauge(String name, String help, String label, Map<String, Double> values) {
        return family(name, MetricFamily.Type.GAUGE, help, label, values);
    }

    private static MetricFamily counter(String name, String help, String label, Map<String, Double> values) {
        return family(name, MetricFamily.Type.COUNTER, help, label, values);
    }

    private static MetricFamily family(
            String name, MetricFamily.Type type, String help, String label, Map<String, Double> values) {
        return new MetricFamily(
                PREFIX + name,
                type,
                help,
                values.entrySet().stream()
                        .map(entry -> new MetricFamily.Sample(Map.of(label, entry.getKey()), entry.getValue()))
                        .toList());
    }

    private static MetricFamily.Sample sample(
            double value, String firstLabel, String first, String secondLabel, String second) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(firstLabel, first);
        labels.put(secondLabel, second);
        return new MetricFamily.Sample(labels, value);
    }
}
