package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperationNeeds;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.transport.RetryRule;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say is what the code does. */
class ServerCatalogueTest {

    @Test
    void everyProblemHasItsHeadingWithCauseAndRemedy() {
        String doc = Docs.read("errors-server.md");
        List<String> headings = Pattern.compile("(?m)^### (.+)$")
                .matcher(doc)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Arrays.stream(ServerProblem.values())
                        .map(ServerProblem::code)
                        .toList());
        for (ServerProblem problem : ServerProblem.values()) {
            String section = doc.substring(doc.indexOf("### " + problem.code() + "\n"));
            assertThat(section).containsPattern("^### \\S+\n\n\\*\\*Cause\\.\\*\\* \\S.*\\.\n");
            assertThat(section.split("### ", 3)[1]).contains("**Remedy.** " + problem.remedy() + "\n");
            assertThat(problem.remedy()).endsWith(".");
        }
    }

    @Test
    void theRetryTableIsTheOneInTheCode() {
        Matcher rows = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| (\\d+) s \\| (\\d+) s \\| (\\d+) \\|$")
                .matcher(Docs.read("retries-server.md"));
        List<String> documented = rows.results()
                .map(row -> String.join(";", row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(ServerRetries.RULES.stream()
                        .map(ServerCatalogueTest::row)
                        .toList());
    }

    private static String row(RetryRule rule) {
        return rule.situation() + ";" + (rule.onlyIfRepeatable() ? "if repeatable" : "always") + ";"
                + rule.firstWait().toSeconds() + ";" + rule.longestWait().toSeconds() + ";" + rule.mostAttempts();
    }

    @Test
    void theTableOfRepeatableOperationsIsTheOneInTheCode() {
        assertThat(Docs.read("retries-server.md").lines())
                .containsSubsequence(Arrays.stream(ApiOperation.values())
                        .map(each -> "| `" + each.word() + "` | " + repeatable(each) + " |")
                        .toList());
    }

    private static String repeatable(ApiOperation operation) {
        if (operation.form() == ApiAction.Creation.class) {
            return "never";
        }
        return operation.repeatable() ? "yes" : "no";
    }

    @Test
    void theGuideNamesEveryOperationAndPlaceholder() {
        String doc = Docs.read("api-profile.md");
        assertThat(doc)
                .contains(ApiOperation.words().stream()
                        .map(word -> "`" + word + "`")
                        .toList());
        assertThat(doc)
                .contains(Arrays.stream(Placeholder.values())
                        .map(each -> "{" + each.word() + "}")
                        .toList());
    }

    @Test
    void theGuideSaysWhatEachOperationMustUse() {
        assertThat(Docs.read("api-profile.md").lines()).containsSubsequence(ApiOperationNeeds.markdown());
    }

    @Test
    void everyObstacleToTheOpenApiDocumentHasItsRemedy() {
        assertThat(Docs.read("errors-server.md").lines())
                .containsSubsequence(Arrays.stream(DocumentObstacle.values())
                        .map(DocumentObstacle::markdown)
                        .toList());
    }
}
