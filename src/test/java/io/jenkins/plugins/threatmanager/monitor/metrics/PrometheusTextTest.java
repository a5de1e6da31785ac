package io.jenkins.plugins.threatmanager.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.monitor.metrics.MetricFamily.Sample;
import io.jenkins.plugins.threatmanager.monitor.metrics.MetricFamily.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text format 0.0.4, as Prometheus documents it. */
class PrometheusTextTest {

    private static String text(Type type, String help, Sample... samples) {
        return PrometheusText.of(List.of(new MetricFamily("some_seconds", type, help, List.of(samples))));
    }

    @Test
    void aFamilyIsHelpTypeAndItsValues() {
        assertThat(text(
                        Type.GAUGE,
                        "Some.",
                        new Sample(Map.of(), 1),
                        new Sample(Map.of("tenant", "contoso"), -2.5),
                        new Sample(Map.of("tenant", "fabrikam"), 1_234_567_890_123.0)))
                .isEqualTo("""
                    # HELP some_seconds Some.
                    # TYPE some_seconds gauge
                    some_seconds 1
                    some_seconds{tenant="contoso"} -2.5
                    some_seconds{tenant="fabrikam"} 1234567890123
                    """);
    }

    @Test
    void aFamilyWithoutValuesIsThere() {
        assertThat(text(Type.COUNTER, "None.")).isEqualTo("# HELP some_seconds None.\n# TYPE some_seconds counter\n");
    }

    /** Attack: a name that ends its line and adds another value. */
    @Test
    void valuesOfLabelsAreEscaped() {
        assertThat(text(Type.GAUGE, "A \\ and\na line", new Sample(Map.of("tenant", "a\"} 0\nb{x=\"\\"), 0)))
                .isEqualTo("# HELP some_seconds A \\\\ and\\na line\n# TYPE some_seconds gauge\n"
                        + "some_seconds{tenant=\"a\\\"} 0\\nb{x=\\\"\\\\\"} 0\n");
    }
}
