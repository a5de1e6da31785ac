package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditProblemTest {

    @Test
    void everyProblemIsInTheCatalogueAndNoOther() {
        List<String> headings = Docs.read("audit.md")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(AuditProblem.values())
                        .map(AuditProblem::code)
                        .toList());
    }
}
