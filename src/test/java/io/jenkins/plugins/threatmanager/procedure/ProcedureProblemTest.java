package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcedureProblemTest {

    @Test
    void everyProblemIsInTheCatalogueAndNoOther() throws IOException {
        Path docs = Files.exists(Path.of("docs")) ? Path.of("docs") : Path.of("../docs");
        List<String> headings = Files.readAllLines(docs.resolve("errors.md")).stream()
                .filter(line -> line.startsWith("### onboarding-"))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProcedureProblem.values())
                        .map(ProcedureProblem::code)
                        .toList());
    }
}
