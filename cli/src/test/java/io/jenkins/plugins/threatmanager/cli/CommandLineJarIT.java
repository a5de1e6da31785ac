package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.cli.start.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in the jar of the command line: all that it needs, and nothing of Jenkins, the tests or the stand-ins. */
class CommandLineJarIT {

    private static final long LARGEST = 25_000_000;

    private static final String OURS = "io/jenkins/plugins/threatmanager/";

    private static Set<String> entries() throws IOException {
        try (JarFile jar = new JarFile(CommandLineProcess.JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The jar's help is written by the build, so that showing it is cheap; it says what the commands say. */
    @Test
    void holdsTheHelpOfEachCommand() throws Exception {
        try (JarFile jar = new JarFile(CommandLineProcess.JAR.toFile())) {
            for (List<String> command : Runner.commands()) {
                JarEntry page = jar.getJarEntry(OURS + "cli/start/" + Main.resource(command));
                assertThat(page).as(command.toString()).isNotNull();
                try (InputStream in = jar.getInputStream(page)) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo(Runner.help(command));
                }
            }
        }
    }

    @Test
    void isSmall() throws Exception {
        assertThat(Files.size(CommandLineProcess.JAR)).isLessThanOrEqualTo(LARGEST);
    }

    @Test
    void holdsOfOursTheCommandLineAndTheEngine() throws Exception {
        assertThat(entries().stream()
                        .filter(name -> name.startsWith(OURS) && !name.equals(OURS))
                        .map(name -> name.substring(OURS.length()).split("/")[0]))
                .containsOnly("Internal.class", "cli", "entra", "procedure", "server", "transport");
    }

    @Test
    void holdsNothingOfJenkinsOrOfTests() throws Exception {
        assertThat(entries())
                .noneMatch(
                        name -> name.matches("(hudson|jenkins|org/(kohsuke|junit|assertj|jenkinsci|jvnet)|com/tngtech"
                                + "|com/networknt|jakarta/servlet|com/cloudbees)/.*"));
    }

    @Test
    void keepsLicencesAndWhereTheLibrariesComeFrom() throws Exception {
        assertThat(entries())
                .contains(
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/LICENSE-threat-manager",
                        "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                        "META-INF/maven/com.azure/azure-core/pom.xml")
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }

    /** Libraries refer to optional ones of theirs; our classes and the part of the Graph SDK refer to nothing that is missing. */
    @Test
    void lacksNoClassThatItRefersTo() {
        StringWriter said = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "--multi-release",
                        "17",
                        "-verbose:class",
                        "-include",
                        "(io\\.jenkins|com\\.microsoft\\.graph)\\..*",
                        CommandLineProcess.JAR.toString());

        assertThat(said.toString())
                .contains("io.jenkins.plugins.threatmanager.cli.start.Main", "com.microsoft.graph.models.Application");
        assertThat(said.toString().lines().filter(line -> line.matches(" +\\S+ -> .* not found")))
                .allMatch(
                        line -> line.matches(
                                " *com\\.microsoft\\.graph\\.core\\..* -> (com\\.auth0|io\\.jsonwebtoken)\\..*"),
                        "validation of webhook tokens, which is left out");
    }

    @Test
    void holdsThePartOfTheGraphSdkThatThePluginHolds() throws Exception {
        String plugin = Files.readString(Path.of("..", "pom.xml"));
        Matcher inPlugin = Pattern.compile("<includes>(com/microsoft/graph/[^<]*)</includes>")
                .matcher(plugin);
        assertThat(inPlugin.find()).isTrue();
        Set<String> here = Pattern.compile("<include>(com/microsoft/graph/[^<]*)</include>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(here).containsExactlyInAnyOrder(inPlugin.group(1).split(","));
    }
}
