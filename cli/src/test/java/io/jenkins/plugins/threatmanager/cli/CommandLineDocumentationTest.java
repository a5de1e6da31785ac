package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.transport.Problem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/command-line.md says what {@code --help} says. */
class CommandLineDocumentationTest {

    private static final String PAGE = Docs.read("command-line.md");

    /** Files that the commands of the documentation name: secrets and settings of somebody. */
    private static final Pattern NAMED_FILE =
            Pattern.compile("(?:--from|--settings|--vault|-keyout|-out|> ) ?([a-z][a-z0-9-]*\\.[a-z0-9]+)");

    private static List<String> table(String name) {
        return PAGE.lines()
                .dropWhile(line -> !line.equals("<!-- " + name + ": begin -->"))
                .skip(1)
                .takeWhile(line -> !line.equals("<!-- " + name + ": end -->"))
                .toList();
    }

    static List<String> operations() {
        List<String> rows = new ArrayList<>(List.of("| operation | does | needs |", "|---|---|---|"));
        for (Operation operation : Operation.values()) {
            rows.add("| `" + operation.command() + "` | " + operation.meaning() + " | "
                    + OperationOptions.required(operation).stream()
                            .map(argument -> "`" + argument.option() + "`")
                            .collect(Collectors.joining(" "))
                    + " |");
        }
        return rows;
    }

    static List<String> arguments() {
        List<String> rows = new ArrayList<>(List.of("| option | meaning | default | of |", "|---|---|---|---|"));
        for (Argument argument : Argument.values()) {
            List<String> takers = Arrays.stream(Operation.values())
                    .filter(operation -> operation.takes(argument))
                    .map(Operation::command)
                    .toList();
            rows.add("| `" + argument.option() + "` | " + argument.meaning() + " | "
                    + (argument == Argument.PERMISSIONS ? "what the server needs" : argument.otherwise()) + " | "
                    + (takers.size() == Operation.values().length ? "all" : String.join(", ", takers)) + " |");
        }
        return rows;
    }

    @Test
    void everyOperation() {
        assertThat(table("operations")).isEqualTo(operations());
    }

    @Test
    void everyArgument() {
        assertThat(table("arguments")).isEqualTo(arguments());
    }

    @ParameterizedTest
    @EnumSource(BreakGlassCommand.Way.class)
    void breakGlass(BreakGlassCommand.Way way) {
        assertThat(PAGE).contains("| `" + way.command() + "` | " + way.meaning() + " | `--tenant` |");
    }

    @Test
    void everyCommandOfTheVault() {
        for (String command : List.of("put ID", "list", "get ID", "remove ID")) {
            assertThat(PAGE).contains("| `vault " + command + "` |");
        }
        for (String option : List.of("--from FILE", "--overwrite", "--yes", "--force", "--vault-passphrase-fd N")) {
            assertThat(PAGE).contains("`" + option);
        }
    }

    @Test
    void everyCode() {
        String errors = Docs.read("errors.md");
        Stream.of(RunnerProblem.values(), VaultProblem.values())
                .flatMap(Arrays::stream)
                .map(Problem::code)
                .forEach(code -> assertThat(errors).contains("### " + code + "\n"));
    }

    /** A clone of a person who tries the documentation has secrets in it; they do not belong into a commit. */
    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "command-line.md", "bootstrap-identity.md"})
    void filesThatCommandsNameAreIgnored(String page) {
        List<String> ignored = Docs.read("../.gitignore").lines().toList();
        List<String> named = new ArrayList<>(List.of("vault.p12", "vault.p12.lock"));
        Matcher matcher = NAMED_FILE.matcher(Docs.read(page));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        assertThat(named).hasSizeGreaterThan(2);
        for (String file : named) {
            assertThat(ignored)
                    .as(file)
                    .anyMatch(line -> !line.isBlank()
                            && FileSystems.getDefault()
                                    .getPathMatcher("glob:" + line)
                                    .matches(Path.of(file)));
        }
    }

    @Test
    void versionsAgreeEverywhere() {
        for (String page : List.of("../README.md", "../CONTRIBUTING.md", "building.md")) {
            assertThat(Docs.read(page)).as(page).contains("3.8.7 or later").contains("17 or later");
        }
        for (String page : List.of("../CONTRIBUTING.md", "building.md")) {
            assertThat(Docs.read(page)).as(page).contains("Maven 3.9.6 or later, JDK 17, 21 or 25");
        }
    }
}
