package io.jenkins.plugins.threatmanager.monitor.metrics;

import java.util.List;
import java.util.Map;

/**
 * One metric of the Prometheus data model.
 *
 * @param name with its unit; that of a counter ends in {@code _total}
 * @param help one sentence
 */
record MetricFamily(String name, Type type, String help, List<Sample> samples) {

    /** What may become of its values. */
    enum Type {
        GAUGE,
        /** Only grows, from zero when the controller started. */
        COUNTER
    }

    /**
     * One value.
     *
     * @param labels in their order; names are fixed, values may be anything
     */
    record Sample(Map<String, String> labels, double value) {}

    MetricFamily {
        samples = List.copyOf(samples);
    }
}
