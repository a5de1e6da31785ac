package io.jenkins.plugins.threatmanager.entra.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the documentation says is what the code does. */
class EntraDocumentationTest {

    private static final Path DOCS = Files.isDirectory(Path.of("docs")) ? Path.of("docs") : Path.of("..", "docs");

    @Test
    void everyRowOfTheRetryTable() throws IOException {
        List<String> rows = Files.readString(DOCS.resolve("retries.md"))
                .lines()
                .dropWhile(line -> !line.equals("<!-- entra: begin -->"))
                .takeWhile(line -> !line.equals("<!-- entra: end -->"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| situation") && !line.startsWith("| ---"))
                .toList();

        assertThat(rows)
                .isEqualTo(Arrays.stream(EntraRetry.values())
                        .map(EntraRetry::markdown)
                        .toList());
    }

    @Test
    void everyProblemWithCauseAndRemedy() throws IOException {
        Map<String, String> sections = sections();

        assertThat(sections.keySet())
                .containsExactlyElementsOf(Arrays.stream(EntraProblem.values())
                        .map(EntraProblem::code)
                        .toList());
        for (EntraProblem problem : EntraProblem.values()) {
            assertThat(sections.get(problem.code())).contains(problem.cause()).contains(problem.remedy());
        }
    }

    /** What is below each heading of a problem, in one line. */
    private static Map<String, String> sections() throws IOException {
        Path own = DOCS.resolve("errors-entra.md");
        Map<String, String> sections = new LinkedHashMap<>();
        String heading = "";
        for (String line : Files.readAllLines(Files.exists(own) ? own : DOCS.resolve("errors.md"))) {
            if (line.startsWith("#")) {
                heading = line.startsWith("### entra-") ? line.substring(4).strip() : "";
            } else if (!heading.isEmpty()) {
                sections.merge(heading, line.strip(), (above, below) -> (above + " " + below).strip());
            }
        }
        return sections;
    }
}
