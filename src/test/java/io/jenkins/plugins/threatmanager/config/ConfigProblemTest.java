package io.jenkins.plugins.threatmanager.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigProblemTest {

    @Test
    void everyProblemIsInTheCatalogueAndNoOther() {
        List<String> headings = Docs.read("errors-config.md")
                .lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(ConfigProblem.values())
                        .map(ConfigProblem::code)
                        .toList());
    }
}
