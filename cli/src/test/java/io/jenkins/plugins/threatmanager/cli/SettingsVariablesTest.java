package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables as the plugin Configuration as Code replaces them: its documentation, "Handling Secrets". */
class SettingsVariablesTest {

    @TempDir
    private Path folder;

    private SettingsVariables variables;

    @BeforeEach
    void values() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("DOCKER"), " from a file\n");
        Files.writeString(secrets.resolve("SHADOWED"), "not seen");
        Files.writeString(folder.resolve("secrets.properties"), "PROPERTY=from properties\n");
        Files.writeString(folder.resolve("plain.txt"), "line\n");
        Environment environment = new Environment(
                Map.of(
                        "TENANT", "contoso",
                        "WHICH", "TENANT",
                        "OUTER", "in ${TENANT}",
                        "EMPTY", "",
                        "SHADOWED", "from the environment",
                        "LOOP", "a${LOOP}",
                        "SECRETS", secrets.toString(),
                        "SECRETS_FILE", folder.resolve("secrets.properties").toString()),
                Map.of("system.property", "from Java"));
        variables = new SettingsVariables(new SettingsValues(environment, folder::resolve)::of);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "nothing to replace | nothing to replace",
                "${TENANT} | contoso",
                "a ${TENANT}-${TENANT} b | a contoso-contoso b",
                "${TENANT:-fabrikam} | contoso",
                "${MISSING:-fabrikam} | fabrikam",
                "${MISSING:-} | ''",
                "${MISSING:-a:-b} | a:-b",
                "${MISSING:-${TENANT}} | contoso",
                "${MISSING:-${ALSO:-c}} | c",
                "[${EMPTY:-full}] | []",
                "[${MISSING}] | []",
                "^${TENANT} | ${TENANT}",
                "a^${TENANT}b | a${TENANT}b",
                "^{TENANT} $TENANT $ { ^ | ^{TENANT} $TENANT $ { ^",
                "${TENANT | ${TENANT",
                "${${WHICH}} | contoso",
                "${OUTER} | in contoso",
                "${system.property} | from Java",
                "${DOCKER} | from a file",
                "${PROPERTY} | from properties",
                "${SHADOWED} | from the environment",
                "${base64:contoso} | Y29udG9zbw==",
                "${decodeBase64:Y29udG9zbw==} | contoso",
                "${fileBase64:plain.txt} | bGluZQo=",
                "${readFileBase64:plain.txt} | bGluZQo=",
                "[${readFile:none.txt}] | []",
                "${readFile:none.txt:-otherwise} | otherwise",
                "${other:prefix:-otherwise} | otherwise",
            })
    void values(String text, String replaced) {
        assertThat(variables.replace(text)).isEqualTo(replaced);
    }

    /** Empty would pass for a secret that is missing; and what it is may be one, so it is not quoted. */
    @Test
    void whatIsNoTextIsNoMissingValue() {
        assertThatThrownBy(() -> variables.replace("${decodeBase64://///w==:-otherwise}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("What a decodeBase64 of the settings file decodes")
                .hasMessageNotContaining("/////w");
    }

    @Test
    void aFileAsItIs() {
        assertThat(variables.replace("${readFile:plain.txt}${FILE:plain.txt}")).isEqualTo("line\nline\n");
        assertThat(variables.replace("${file:" + folder.resolve("plain.txt") + "}"))
                .isEqualTo("line\n");
    }

    @Test
    void whatHasNoValueIsKnown() {
        variables.replace("${MISSING} ${TENANT} ${ALSO:-x} ${LAST}");
        assertThat(variables.withoutValue()).containsExactly("MISSING", "LAST");
    }

    @Test
    void aVariableThatIsDefinedByItself() {
        assertThatThrownBy(() -> variables.replace("${LOOP}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The variable 'LOOP' refers to itself.");
    }
}
