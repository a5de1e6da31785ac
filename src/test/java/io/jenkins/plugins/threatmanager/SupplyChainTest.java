package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others' code that the build runs may do, and that what is shipped is named. */
class SupplyChainTest {

    private static final Path ROOT = Files.exists(Path.of("Jenkinsfile")) ? Path.of("") : Path.of("..");

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.toList();
        }
    }

    /** Attack: a tag of an action is moved to a commit that sends the release's password away. */
    @Test
    void workflowsUseCommitsAndNotTags() throws IOException {
        assertThat(workflows()).isNotEmpty();
        for (Path file : workflows()) {
            assertThat(Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> line.startsWith("uses:") || line.startsWith("- uses:")))
                    .as(file.toString())
                    .isNotEmpty()
                    .allMatch(line -> line.matches("(- )?uses: [\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*"));
        }
    }

    @Test
    void workflowsHaveNoPermissionThatNoJobAsksFor() throws IOException {
        for (Path file : workflows()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).contains("permissions: {}", "    permissions:");
        }
    }

    @Test
    void newCommitsAreProposed() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".github/dependabot.yml")))
                .contains("package-ecosystem: github-actions");
    }

    @Test
    void bothBuildsMakeABillOfMaterials() throws IOException {
        for (String pom : List.of("pom.xml", "cli/pom.xml")) {
            assertThat(Files.readString(ROOT.resolve(pom)))
                    .as(pom)
                    .containsSubsequence("cyclonedx-maven-plugin", "<goal>makeBom</goal>", "<phase>package</phase>");
        }
    }

    /** Its jar has none, and its classes are in ours. */
    @Test
    void theLicenceOfTheUnpackedClassesIsShipped() throws IOException {
        assertThat(Files.readString(ROOT.resolve("src/main/resources/META-INF/licenses/microsoft-graph.txt")))
                .contains("microsoft-graph", "MIT License", "Copyright (c) Microsoft Corporation");
    }
}
