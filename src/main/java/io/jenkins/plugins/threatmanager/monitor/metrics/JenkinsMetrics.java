package io.jenkins.plugins.threatmanager.monitor.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricSet;
import io.jenkins.plugins.threatmanager.monitor.FindingKind;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import jenkins.metrics.api.MetricProvider;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The same for the Metrics plugin, where that is installed. Its metrics have no labels, so tenants are not told apart. */
@OptionalExtension(requirePlugins = "metrics")
@Restricted(NoExternalUse.class)
public final class JenkinsMetrics extends MetricProvider {

    private static final String PREFIX = "threat-manager.";

    @Override
    public MetricSet getMetricSet() {
        Map<String, Metric> all = new LinkedHashMap<>();
        for (Metrics.Left left : Metrics.Left.values()) {
            add(all, "secrets." + left.label(), now -> now.secretsByDaysLeft().get(left.label()));
        }
        for (FindingKind kind : FindingKind.values()) {
            add(all, "findings." + kind.code(), now -> now.counts().get(kind));
        }
        for (OperationRecord.End end : OperationRecord.End.values()) {
            add(all, "operations." + end.name().toLowerCase(Locale.ROOT), now -> now.ended(end));
        }
        for (Traffic.Service service : Traffic.Service.values()) {
            add(all, "round-trips." + service.code(), now -> now.traffic().roundTrips(service));
        }
        for (WaitReason reason : WaitReason.values()) {
            add(
                    all,
                    "wait-seconds." + reason.code(),
                    now -> now.traffic().waited(reason).toMillis() / 1000.0);
        }
        return () -> all;
    }

    private static void add(Map<String, Metric> all, String name, ToDoubleFunction<Metrics> value) {
        all.put(PREFIX + name, (Gauge<Double>) () -> value.applyAsDouble(Metrics.now()));
    }
}
