package io.jenkins.plugins.threatmanager.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads on the command line is in its words. */
class CommandLineWordsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/threatmanager");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "Run again with 'adopt' to take it over. | Run again with --adopt to take it over.",
                "it is left unless 'removeExtraPermissions' is set. | it is left unless --remove-extra-permissions is"
                        + " set.",
                "must be shorter than renewBefore, which is 30 days. | must be shorter than --renew-before, which is"
                        + " 30 days.",
                "and press Done on the page of the build, or run again with 'confirm'. | and run again with --confirm.",
                "timeoutMinutes must be 1 or more. | --timeout-minutes must be 1 or more.",
                "consentWaitMinutes | --wait-for-consent",
                "The tenant 'tenant' has a server 'server'. | The tenant 'tenant' has a server 'server'.",
                "A plan to adopt is confirmed. | A plan to adopt is confirmed.",
                "threatManager.defaults.gracePeriod is a key | threatManager.defaults.gracePeriod is a key",
                "1. Jenkins: store the client secret (x) | 1. Vault: store the client secret (x)",
                "done: Jenkins: store the client secret | done: Vault: store the client secret",
                "- Jenkins: store the client secret | - Vault: store the client secret",
                "Entra: Jenkins: a name | Entra: Jenkins: a name",
            })
    void sentences(String engine, String commandLine) {
        assertThat(CommandLineWords.of(engine)).isEqualTo(commandLine);
    }

    @ParameterizedTest
    @EnumSource(Argument.class)
    void anArgumentThatPermitsSomethingIsItsOption(Argument argument) {
        if (argument.kind() == Argument.Kind.FLAG) {
            assertThat(CommandLineWords.of("with '" + argument.argumentName() + "'."))
                    .isEqualTo("with " + argument.option() + ".");
        }
    }

    @Test
    void aProblemHasItsCode() {
        assertThat(CommandLineWords.of(
                        new ProblemException(ProcedureProblem.NOT_MANAGED, "It is there.", "Run again with 'adopt'.")
                                .withReference("request-id 1")))
                .isEqualTo("It is there. Run again with --adopt. (request-id 1) [onboarding-not-managed]");
        assertThat(CommandLineWords.of(
                        new ProblemException(VaultProblem.VAULT, "There is no key renewBefore.", "Correct it.")))
                .isEqualTo("There is no key renewBefore. Correct it. [runner-vault]");
    }

    @Test
    void aRemedyNamesWhatThereIsOnTheCommandLine() {
        assertThat(CommandLineWords.of(EntraProblem.CERTIFICATE_NOT_TRUSTED.failure("graph.example.com:443")))
                .contains("name the certificate of its authority with --ca-certificate.");
        assertThat(CommandLineWords.of(ServerProblem.TLS_NOT_TRUSTED.failure("It is not trusted.")))
                .contains("with --ca-certificate, or as the server's caCertificate in the settings;");
        assertThat(CommandLineWords.of(EntraProblem.BOOTSTRAP_SECRET_EXPIRED.failure()))
                .contains("as the vault entry that the tenant names;");
    }

    /** One that no sentence has any more would be forgotten. */
    @Test
    void everyPhraseIsOneOfTheEngine() throws IOException {
        StringBuilder engine = new StringBuilder();
        for (String part : List.of("procedure", "entra", "server")) {
            engine.append(source(part));
        }
        assertThat(CommandLineWords.PHRASES.keySet())
                .allSatisfy(phrase -> assertThat(engine).contains(phrase));
    }

    // ---- the sentences of the engine -------------------------------------------------------------------------------

    /** They are read on the command line, too. Markers and the title of a place are not sentences. */
    @ParameterizedTest
    @ValueSource(strings = {"procedure", "entra", "server", "transport"})
    void theEngineDoesNotSpeakOfJenkins(String part) throws IOException {
        List<String> found = new ArrayList<>();
        for (String literal : literals(part)) {
            if (Pattern.compile("\\bJenkins\\b|\\bcontroller, and\\b|\\bthe job\\b")
                    .matcher(literal)
                    .find()) {
                found.add(literal);
            }
        }
        found.remove("Jenkins");
        found.removeIf(literal -> literal.startsWith("Managed by Jenkins "));
        assertThat(found).isEmpty();
    }

    /** So that the place where they are read can put its own word for it. */
    @Test
    void theEngineQuotesTheArgumentsThatPermitSomething() throws IOException {
        List<String> found = new ArrayList<>();
        List<String> engine = new ArrayList<>();
        for (String part : List.of("procedure", "entra", "server", "transport")) {
            engine.addAll(literals(part));
        }
        for (String literal : engine) {
            for (Argument argument : Argument.values()) {
                String name = argument.argumentName();
                if (argument.kind() == Argument.Kind.FLAG
                        && Pattern.compile("\\bwith " + name + "\\b|\\b" + name + ": true|`" + name + "`")
                                .matcher(literal)
                                .find()) {
                    found.add(literal);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** All code, with literals that go on in the next line put together. */
    private static String source(String part) throws IOException {
        StringBuilder source = new StringBuilder();
        try (Stream<Path> files = Files.walk(root().resolve(part))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                source.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        return source.toString();
    }

    private static Path root() {
        Path fromHere = Path.of("..").resolve(SOURCES);
        return Files.exists(fromHere) ? fromHere : SOURCES;
    }

    private static List<String> literals(String part) throws IOException {
        List<String> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root().resolve(part))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (!line.strip().startsWith("*")
                            && !line.strip().startsWith("//")
                            && !line.strip().startsWith("/*")) {
                        Matcher matcher = LITERAL.matcher(line);
                        while (matcher.find()) {
                            literals.add(matcher.group(1));
                        }
                    }
                }
            }
        }
        assertThat(literals).isNotEmpty();
        return literals;
    }
}
