package io.jenkins.plugins.threatmanager.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first minute: short, without repetition, and with the figures that the documentation promises. */
class DemoTest {

    private static final int LINES = 80;

    private static String demo(Style style) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean went = new Demo(new PrintStream(out, true, StandardCharsets.UTF_8), style).show();
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(went).as(said).isTrue();
        return said;
    }

    @Test
    void tellsTheStoryInFewLines() throws Exception {
        String said = demo(Style.PLAIN);

        assertThat(said.lines().count()).isLessThan(LINES);
        assertThat(said)
                .doesNotContain("\u001b", "waiting 15 s", "✓ Jenkins", "5. Jenkins", "Jenkins Credentials")
                .contains("no change needed", "waited 3 min for the first sync to start", "bin/threat-manager sandbox");
        assertThat(said.lines().filter(line -> line.contains("admin consent")))
                .as("consents: planned once, given once")
                .hasSize(2);
    }

    @Test
    void coloursAreForTerminalsOnly() throws Exception {
        assertThat(demo(Style.COLOURED)).contains("\u001b[1m== Run\u001b[0m");
        assertThat(Style.of(null, Map.of("TERM", "xterm"))).isEqualTo(Style.PLAIN);
    }
}
