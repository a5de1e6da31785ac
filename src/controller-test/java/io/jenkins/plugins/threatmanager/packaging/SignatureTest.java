package io.jenkins.plugins.threatmanager.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The hand-written signatures, against which {@code cli/pom.xml} compiles, say what the real classes say. */
class SignatureTest {

    private static final Path SOURCES = Path.of("cli", "jenkins-stubs");

    @TestFactory
    Stream<DynamicTest> everySignatureIsThatOfTheRealClass(@TempDir Path output) throws Exception {
        List<Class<?>> signatures = new SignatureSources(SOURCES).load(output);
        return signatures.stream()
                .map(signature -> DynamicTest.dynamicTest(
                        signature.getName(),
                        () -> assertThat(differencesFromReal(signature))
                                .as(signature.getName())
                                .isEmpty()));
    }

    /** So that the signatures stay few: each is named by the plugin, or by another one that is. */
    @Test
    void everySignatureIsUsed() throws IOException {
        SignatureSources signatures = new SignatureSources(SOURCES);
        Set<String> unused = new HashSet<>(signatures.names());
        List<String> toRead = new ArrayList<>(sourcesOf(Path.of("src", "main", "java")));
        while (!toRead.isEmpty()) {
            String source = toRead.remove(0);
            for (String name : Set.copyOf(unused)) {
                if (names(source, name)) {
                    unused.remove(name);
                    toRead.add(signatures.source(name));
                }
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void theCheckFindsEveryKindOfDifference(@TempDir Path sources, @TempDir Path output) throws Exception {
        write(sources, "hudson/Absent.java", "package hudson; public class Absent {}");
        write(sources, "hudson/model/Saveable.java", "package hudson.model; public class Saveable<T> {}");
        write(sources, "hudson/util/Secret.java", """
            package hudson.util;
            public class Secret implements Comparable<Secret> {
                public final String text = "";
                public int compareTo(Secret other) { return 0; }
                public String getEncryptedValue() throws java.io.IOException { return ""; }
                public String getPlainText(String key) { return ""; }
                public Secret fromString(String text) { return this; }
                int mayDiffer() { return 0; }
            }
            """);

        List<Class<?>> signatures = new SignatureSources(sources).load(output);

        assertThat(signatures)
                .extracting(Class::getName)
                .containsExactly("hudson.Absent", "hudson.model.Saveable", "hudson.util.Secret");
        assertThat(differencesFromReal(signatures.get(0))).containsExactly("There is no such type.");
        assertThat(differencesFromReal(signatures.get(1)))
                .containsExactlyInAnyOrder(
                        "The type: 'public' is really 'public abstract interface'.",
                        "Its type parameters '[[java.lang.Object]]' is really '[]'.",
                        "It is no java.lang.Object.",
                        "It has no constructor [].");
        assertThat(differencesFromReal(signatures.get(2)))
                .containsExactlyInAnyOrder(
                        "The type: 'public' is really 'public final'.",
                        "It is no java.lang.Comparable.",
                        "It has no constructor [].",
                        "It has no field java.lang.String text.",
                        "It has no method int compareTo[hudson.util.Secret].",
                        "Checked exceptions of method java.lang.String getEncryptedValue[]"
                                + " '[java.io.IOException]' is really '[]'.",
                        "It has no method java.lang.String getPlainText[java.lang.String].",
                        "method hudson.util.Secret fromString[java.lang.String]:"
                                + " 'public' is really 'public static'.");
    }

    private List<String> differencesFromReal(Class<?> signature) {
        return SignatureCheck.differences(signature, getClass().getClassLoader());
    }

    private static void write(Path root, String file, String source) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), source);
    }

    private static List<String> sourcesOf(Path root) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }

    /** By its full name, or, in its own package, by its simple one. */
    private static boolean names(String source, String type) {
        int dot = type.lastIndexOf('.');
        boolean samePackage = source.contains("package " + type.substring(0, dot) + ";");
        return Pattern.compile("\\b" + Pattern.quote(samePackage ? type.substring(dot + 1) : type) + "\\b")
                .matcher(source)
                .find();
    }
}
