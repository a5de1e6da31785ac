package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documentation says is what the code does. */
class EntraDocumentationTest {

    private static String docs(String file) throws IOException {
        Path folder = Files.isDirectory(Path.of("docs")) ? Path.of("docs") : Path.of("..", "docs");
        return Files.readString(folder.resolve(file));
    }

    @Test
    void everyRowOfTheRetryTable() throws IOException {
        List<String> rows = docs("retries.md")
                .lines()
                .dropWhile(line -> !line.equals("<!-- entra: begin -->"))
                .takeWhile(line -> !line.equals("<!-- entra: end -->"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| situation") && !line.startsWith("| ---"))
                .toList();

        assertThat(rows).isEqualTo(Arrays.stream(EntraRetry.values()).map(EntraRetry::markdown).toList());
    }

    @Test
    void everyProblemWithCauseAndRemedy() throws IOException {
        String wanted = Arrays.stream(EntraProblem.values())
                .map(problem -> "### " + problem.code() + "\n\n" + problem.cause() + "\n\n" + problem.remedy() + "\n")
                .collect(Collectors.joining("\n"));
        String text = docs(Files.exists(Path.of("..", "docs", "errors-entra.md")) ? "errors-entra.md" : "errors.md");
        String found = text.lines()
                .dropWhile(line -> !line.startsWith("### entra-"))
                .takeWhile(line -> !line.startsWith("## "))
                .takeWhile(line -> !(line.startsWith("### ") && !line.startsWith("### entra-")))
                .collect(Collectors.joining("\n"));

        assertThat(found.strip()).isEqualTo(wanted.strip());
    }
}
