package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcedureProblemTest {

    @Test
    void everyProblemIsInTheCatalogueAndNoOther() {
        List<String> headings = Docs.read("errors.md")
                .lines()
                .filter(line -> line.startsWith("### onboarding-"))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProcedureProblem.values())
                        .map(ProcedureProblem::code)
                        .toList());
    }
}
