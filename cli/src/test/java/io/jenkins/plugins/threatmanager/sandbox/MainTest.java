package io.jenkins.plugins.threatmanager.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demo and sandbox answer mistakes as the operations do. */
class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String arguments) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sandbox --fats | 'threat-manager sandbox' has no option '--fats'; near: --fast",
                "sandbox one two | 'threat-manager sandbox' has too many arguments.",
                "demo --fast | 'threat-manager demo' has no option '--fast'",
                "sandbx | 'threat-manager' has no command 'sandbx'; near: sandbox",
            })
    void mistyped(String arguments, String expected) {
        assertThat(run(arguments)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith(expected)
                .contains(" --help' shows what there is. [runner-argument]")
                .hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "sandbox"})
    void help(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: threat-manager " + command, "Exit codes:", "Example:\n  threat-manager " + command);
    }

    @Test
    void helpOfTheSandboxNamesItsOption() {
        assertThat(run("sandbox --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--fast", "FOLDER", "Default: sandbox.");
    }
}
