package io.jenkins.plugins.threatmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Bytes become text in one place. What is not seen here: a library that decodes by itself, as the Graph SDK does; it gets
 * its answers in UTF-8 from {@code Utf8Answer}.
 */
@AnalyzeClasses(
        packages = "io.jenkins.plugins.threatmanager",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeStandIns.class})
class OneDecoderTest {

    private static final String ROOT = "io.jenkins.plugins.threatmanager.";

    private static final Set<String> DECODERS = Set.of(ROOT + "transport.TextDecoder", ROOT + "transport.AnswerText");

    /** Who else does, and why that is no file or answer in whatever encoding. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            ROOT + "cli.terminal.TerminalDevice", "the terminal's own encoding is the one that the system names",
            ROOT + "procedure.fleet.FleetJournal", "what it has written itself, all of it ASCII",
            ROOT + "entra.graph.TokenAnswer", "the request, which was encoded here",
            ROOT + "entra.graph.GraphBatch",
                    "requests that the SDK encoded, and an answer that came through Utf8Answer");

    /** Methods that do nothing else, by the type that has them. */
    private static final Map<String, Set<String>> DECODE = Map.of(
            "java.nio.file.Files", Set.of("readString", "readAllLines", "lines", "newBufferedReader"),
            "java.nio.charset.Charset", Set.of("decode"),
            "java.nio.charset.CharsetDecoder", Set.of("decode"),
            "java.io.ByteArrayOutputStream", Set.of("toString"),
            "okio.BufferedSource", Set.of("readUtf8", "readUtf8Line", "readUtf8LineStrict", "readString"),
            "okio.Buffer", Set.of("readUtf8", "readString"),
            "okio.ByteString", Set.of("utf8", "string"),
            "okhttp3.ResponseBody", Set.of("string", "charStream"),
            "com.azure.core.util.BinaryData", Set.of("toString"),
            "com.azure.core.http.HttpResponse", Set.of("getBodyAsString"));

    /** Constructors and methods that also take what is text already, by their first parameter. */
    private static final Map<String, Set<String>> OF_BYTES = Map.of(
            "java.lang.String", Set.of("[B"),
            "java.io.InputStreamReader", Set.of(InputStream.class.getName()),
            "java.io.FileReader", Set.of(File.class.getName(), String.class.getName()),
            "java.util.Scanner", Set.of(InputStream.class.getName(), File.class.getName(), Path.class.getName()),
            "java.util.Properties", Set.of(InputStream.class.getName()),
            "com.fasterxml.jackson.databind.ObjectMapper",
                    Set.of("[B", InputStream.class.getName(), File.class.getName()),
            "com.fasterxml.jackson.databind.json.JsonMapper",
                    Set.of("[B", InputStream.class.getName(), File.class.getName()));

    @ArchTest
    static void nothingElseDecodes(JavaClasses all) {
        Set<String> found = new TreeSet<>();
        for (JavaClass each : all) {
            String top = each.getName().replaceFirst("\\$.*", "");
            if (!DECODERS.contains(top) && decodes(each)) {
                found.add(top);
            }
        }
        // Each build has its own half of the code: the command line is not in the plugin's.
        Set<String> here = new TreeSet<>(EXCEPTIONS.keySet());
        here.removeIf(name -> !all.contain(name));
        assertThat(found).containsExactlyInAnyOrderElementsOf(here);
    }

    /** The rule sees what the decoders themselves do. */
    @ArchTest
    static void theDecodersDecode(JavaClasses all) {
        assertThat(DECODERS).allMatch(name -> decodes(all.get(name)));
    }

    private static boolean decodes(JavaClass each) {
        return Stream.concat(each.getCodeUnitCallsFromSelf().stream(), each.getCodeUnitReferencesFromSelf().stream())
                .anyMatch(OneDecoderTest::decodes);
    }

    private static boolean decodes(JavaCodeUnitAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (DECODE.getOrDefault(owner, Set.of()).contains(access.getName())) {
            return true;
        }
        List<JavaClass> parameters = access.getTarget().getRawParameterTypes();
        return !parameters.isEmpty()
                && OF_BYTES.getOrDefault(owner, Set.of())
                        .contains(parameters.get(0).getName());
    }
}
