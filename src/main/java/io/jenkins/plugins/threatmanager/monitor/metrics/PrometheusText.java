package io.jenkins.plugins.threatmanager.monitor.metrics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text format 0.0.4 of Prometheus, which every scraper reads. */
final class PrometheusText {

    private PrometheusText() {}

    static String of(List<MetricFamily> families) {
        StringBuilder text = new StringBuilder();
        for (MetricFamily family : families) {
            text.append("# HELP ").append(family.name()).append(' ').append(escaped(family.help()));
            text.append("\n# TYPE ").append(family.name()).append(' ');
            text.append(family.type().name().toLowerCase(Locale.ROOT)).append('\n');
            for (MetricFamily.Sample sample : family.samples()) {
                text.append(family.name()).append(labels(sample)).append(' ');
                text.append(number(sample.value())).append('\n');
            }
        }
        return text.toString();
    }

    private static String labels(MetricFamily.Sample sample) {
        return sample.labels().isEmpty()
                ? ""
                : sample.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=\""
                                + escaped(label.getValue()).replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** Without exponent, and whole numbers without fraction. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
