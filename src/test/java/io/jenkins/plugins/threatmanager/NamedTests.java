package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that a page of the documentation names, as {@code SomeTest} or {@code SomeTest.method}. */
final class NamedTests {

    static final Path ROOT = Files.exists(Path.of("Jenkinsfile")) ? Path.of("") : Path.of("..");

    private static final List<String> TREES = List.of("src/test/java", "src/controller-test/java", "cli/src/test/java");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*Test)(?:\\.(\\w+))?");

    private NamedTests() {}

    /** What a cell of a table has in backquotes. */
    static List<String> in(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    static void assertExists(String name) throws IOException {
        Matcher test = TEST.matcher(name);
        assertThat(test.matches()).as(name).isTrue();
        List<String> sources = sources(test.group(1));
        assertThat(sources).as(name).isNotEmpty();
        if (test.group(2) != null) {
            assertThat(sources).as(name).anyMatch(source -> isTest(source, test.group(2)));
        }
    }

    private static boolean isTest(String source, String method) {
        String upToIt = "@(Test|ParameterizedTest|ArchTest)\\b((?!\\bvoid\\b).)*\\bvoid " + method + "\\(";
        return Pattern.compile(upToIt, Pattern.DOTALL).matcher(source).find();
    }

    /** Of every class of that name, of which there may be several in different packages. */
    private static List<String> sources(String simpleName) throws IOException {
        List<String> sources = new ArrayList<>();
        for (String tree : TREES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(tree))) {
                for (Path file : files.filter(path -> path.endsWith(simpleName + ".java"))
                        .toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }
}
