package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/odd-answers.md names tests that there are, for every row. */
class OddAnswersDocumentationTest {

    private static final String HEAD = "| | what comes | what the plugin does | test |";

    private record Row(String letter, String input, String outcome, String tests) {

        static Row of(String line) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            assertThat(cells).as(line).hasSize(6);
            return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
        }
    }

    private static List<Row> rows() {
        return Docs.read("odd-answers.md")
                .lines()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .toList();
    }

    @Test
    void theRowsAreInOrder() {
        assertThat(rows()).extracting(Row::letter).isSorted();
        assertThat(rows().stream().map(Row::letter).distinct())
                .containsExactlyElementsOf("abcdefghijklmnop"
                        .chars()
                        .mapToObj(letter -> String.valueOf((char) letter))
                        .toList());
    }

    @Test
    void everyRowHasTestsThatExist() throws IOException {
        for (Row row : rows()) {
            assertThat(row.input()).as(row.letter()).isNotEmpty();
            assertThat(row.outcome()).as(row.letter()).isNotEmpty();
            List<String> names = NamedTests.in(row.tests());
            assertThat(names.isEmpty()).as(row.letter()).isEqualTo(row.tests().equals("open"));
            for (String name : names) {
                NamedTests.assertExists(name);
            }
        }
    }

    @Test
    void thePageIsLinked() {
        assertThat(Docs.read("../README.md")).contains("(docs/odd-answers.md)");
        assertThat(Docs.read("building.md")).contains("(odd-answers.md)");
    }
}
