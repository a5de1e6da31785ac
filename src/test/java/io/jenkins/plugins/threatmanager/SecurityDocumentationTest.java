package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.Docs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names every attack and only tests that there are; links of the pages lead to headings that there are. */
class SecurityDocumentationTest {

    private static final int ATTACKS = 19;
    private static final String OPEN = "open";
    private static final Pattern NUMBER = Pattern.compile("A(\\d+): .+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]*)#([^()\\s]+)\\)");

    /** A row of a table of attacks. */
    private record Row(String attack, String stops, String tests) {

        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(5);
            return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip());
        }

        List<String> names() {
            return NamedTests.in(tests);
        }
    }

    /** Of both tables. */
    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Docs.read("security.md").lines().toList()) {
            if (line.equals("| attack | what stops it | test |")) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("|--")) {
                rows.add(Row.of(line));
            }
        }
        return rows;
    }

    @Test
    void everyAttackHasItsRowsInOrder() {
        List<Integer> numbers = rows().stream()
                .map(row -> NUMBER.matcher(row.attack()))
                .filter(Matcher::matches)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();

        assertThat(numbers).isSorted();
        assertThat(numbers.stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ATTACKS).boxed().toList());
    }

    @Test
    void everyRowSaysWhichAttackItIs() {
        assertThat(rows()).allMatch(row -> row.attack().matches("(A\\d+|[A-Z][a-z ]+): .+"));
    }

    @Test
    void whatHasNoTestIsOpenAndSaysSo() {
        for (Row row : rows()) {
            assertThat(row.names().isEmpty())
                    .as(row.attack())
                    .isEqualTo(row.tests().equals(OPEN));
            assertThat(row.stops().startsWith("**Open.**"))
                    .as(row.attack())
                    .isEqualTo(row.names().isEmpty());
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (Row row : rows()) {
            for (String name : row.names()) {
                NamedTests.assertExists(name);
            }
        }
    }

    @Test
    void linksLeadToHeadingsThatExist() throws IOException {
        int links = 0;
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                if (!link.group(1).contains(":")) {
                    Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                    assertThat(anchors(target.normalize()))
                            .as(page.getFileName() + " to " + link.group())
                            .contains(link.group(2));
                    links++;
                }
            }
        }
        assertThat(links).isPositive();
    }

    @Test
    void theFirstPagesLeadToTheSecurityPage() {
        assertThat(Docs.read("../SECURITY.md")).contains("(docs/security.md#");
        assertThat(Docs.read("../README.md")).contains("(docs/security.md#");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String directory : List.of("", "docs")) {
            try (Stream<Path> files =
                    Files.list(NamedTests.ROOT.resolve(directory).toAbsolutePath())) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    /** As GitHub makes them of headings: in lower case, with hyphens for blanks, without punctuation. */
    private static Set<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
