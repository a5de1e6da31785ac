package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.cli.start.Main;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself. */
class HelpTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Runner.run(
                new Environment(Map.of(), Map.of()),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                args);
    }

    private String said() {
        return out.toString().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void ofAnOperation(Operation operation) {
        assertThat(run(operation.command(), "--help")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(said())
                .startsWith("Usage: threat-manager " + operation.command())
                .contains(operation.meaning(), "--settings", "--vault", "--output");
        assertThat(out.toString())
                .contains("Example:\n  " + OperationHelp.example(operation).replace("\n", "\n  "));
        for (Argument argument : operation.arguments()) {
            assertThat(said()).contains(argument.option(), argument.meaning());
        }
        OperationHelp.exitCodes(operation)
                .forEach((code, meaning) -> assertThat(said()).contains(code + " " + meaning));
        assertThat(said()).contains("129 Stopped by HUP", "130 Stopped by INT", "143 Stopped by TERM");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= Runner.HELP_WIDTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vault",
                "vault list",
                "vault get",
                "vault put",
                "vault remove",
                "learn",
                "learn card",
                "learn profile",
                "learn redact",
                "completion"
            })
    void ofOtherCommands(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(said()).startsWith(("Usage: threat-manager " + command).strip());
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "get", "put", "remove"})
    void ofTheVaultsCommands(String command) {
        assertThat(run("vault", command, "--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "Example:\n  threat-manager vault " + command);
        VaultHelp.exitCodes(command)
                .forEach((code, meaning) -> assertThat(said()).contains(code + " " + meaning));
        assertThat(said()).contains("129 Stopped by HUP", "130 Stopped by INT", "143 Stopped by TERM");
    }

    @ParameterizedTest
    @EnumSource(BreakGlassCommand.Way.class)
    void ofBreakGlass(BreakGlassCommand.Way way) {
        assertThat(run(way.command(), "--help")).isZero();
        assertThat(said())
                .startsWith("Usage: threat-manager " + way.command())
                .contains(way.meaning(), "--tenant", "--plan", "--yes", "--settings", "--vault", "--output");
        assertThat(out.toString()).contains("Example:\n  " + way.example());
        BreakGlassCommand.exitCodes()
                .forEach((code, meaning) -> assertThat(said()).contains(code + " " + meaning));
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= Runner.HELP_WIDTH);
    }

    @Test
    void ofEverything() {
        assertThat(run()).isZero();
        for (Operation operation : Operation.values()) {
            assertThat(said()).contains(operation.command() + " " + operation.meaning());
        }
        for (BreakGlassCommand.Way way : BreakGlassCommand.Way.values()) {
            assertThat(said()).contains(way.command() + " " + way.meaning());
        }
    }

    /** The build writes one for each command that there is, of the same text. */
    @Test
    void pagesForTheJar() {
        assertThat(Runner.commands())
                .contains(List.of(), List.of("onboard"), List.of("vault", "put"), List.of("completion"))
                .allSatisfy(command -> assertThat(Runner.help(command))
                        .contains(("Usage: threat-manager " + String.join(" ", command)).strip())
                        .doesNotContain("\u001b"));
        assertThat(Runner.commands().stream().map(Main::resource)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "onboard --version", "vault put --version"})
    void theVersion(String args) {
        assertThat(run(args.split(" "))).isZero();
        assertThat(said()).startsWith("threat-manager ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "statis | 'threat-manager' has no command 'statis'; near: status",
                "onboard --tenent x --server s --credentials-id c --tenant t"
                        + " | 'threat-manager onboard' has no option '--tenent'; near: --tenant",
                "onboard --tennant x | 'threat-manager onboard' has no option '--tennant'; near: --tenant",
                "vault lst | 'threat-manager vault' has no command 'lst'; near: list",
                "vault remove a b | 'threat-manager vault remove' has too many arguments.",
                "fly | 'threat-manager' has no command 'fly'",
                "vault list --output yaml | --output takes text or json, not 'yaml'.",
                "vault list --vault-passphrase-fd x | --vault-passphrase-fd takes a number, not 'x'.",
            })
    void mistyped(String args, String expected) {
        assertThat(run(args.split(" "))).isEqualTo(1);
        assertThat(err.toString()).startsWith(expected).contains(" --help' shows what there is. [runner-argument]");
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }

    /** A program reads one document, whatever was wrong with the arguments. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statis --output json | has no command 'statis'",
                "onboard --output=json --tennant x | has no option '--tennant'",
                "onboard --output JSON | Missing required option",
                "vault put x --output json | has no option '--output'",
            })
    void mistypedForAProgram(String args, String expected) throws IOException {
        assertThat(run(args.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains(expected, "[runner-argument]");
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("outcome").asText()).isEqualTo("failed");
        assertThat(document.path("exitCode").asInt()).isEqualTo(1);
        assertThat(document.at("/problem/code").asText()).isEqualTo("runner-argument");
        assertThat(document.at("/problem/cause").asText()).contains(expected);
        assertThat(document.at("/problem/remedy").asText()).contains("--help");
        assertThat(document.path("changes").isArray()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statis", "statis --output text", "onboard --output", "onboard --tenant --output"})
    void mistypedForAPerson(String args) {
        assertThat(run(args.split(" "))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpAsACommand() {
        assertThat(run("help", "onboard")).isZero();
        assertThat(said()).contains("threat-manager onboard", "--credentials-id");
    }

    @Test
    void completion() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString())
                .startsWith("#!")
                .contains("rotate-secret", "--grace-period", "disable-app", "--yes", "complete -F");
    }
}
