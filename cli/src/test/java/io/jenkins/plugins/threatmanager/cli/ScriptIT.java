package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real script with the real jar, as a shell or a scheduler calls it. */
@DisabledOnOs(OS.WINDOWS)
class ScriptIT {

    private static final Path SCRIPT =
            Path.of("..", "bin", "threat-manager").toAbsolutePath().normalize();

    @TempDir
    private Path temp;

    private CommandLineProcess run(Path folder, Map<String, String> variables, String script, List<String> arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", script));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(Map.of(
                "XDG_CACHE_HOME", temp.resolve("cache").toString(), "JAVA_HOME", System.getProperty("java.home")));
        all.putAll(variables);
        CommandLineProcess process =
                CommandLineProcess.start(folder, all, Files.createTempDirectory(temp, "outputs"), command);
        process.exitCode();
        return process;
    }

    private CommandLineProcess run(String... arguments) throws Exception {
        return run(temp, Map.of(), SCRIPT.toString(), List.of(arguments));
    }

    @Test
    void helpIsShownWithoutAnything() throws Exception {
        CommandLineProcess help = run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("onboard", "rotate-secret", "status", "sandbox");
        assertThat(help.err()).isEmpty();
        assertThat(archives()).as("an archive of help alone").isEmpty();
    }

    @Test
    void wrongArgumentsEndWithOneSentence() throws Exception {
        CommandLineProcess wrong = run("onboard", "--no-such-option");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("--help").doesNotContain("\tat ");
    }

    @Test
    void exitCodesArriveAndPathsAreOfTheCallersFolder() throws Exception {
        try (ProcessWorld world = new ProcessWorld(temp.resolve("folder of a caller"))) {
            Path link = Files.createSymbolicLink(temp.resolve("tm"), SCRIPT);

            CommandLineProcess drift = run(
                    world.folder(),
                    ProcessWorld.VARIABLES,
                    link.toString(),
                    ProcessWorld.arguments("status --fail-on-drift"));
            assertThat(drift.exitCode()).as(drift.err()).isEqualTo(2);

            world.run("onboard");
            CommandLineProcess status = run(
                    world.folder(),
                    ProcessWorld.VARIABLES,
                    link.toString(),
                    ProcessWorld.arguments("status --fail-on-drift"));
            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.out()).contains("no difference from the wanted state");
            assertThat(status.err()).isEmpty();
            assertThat(archives())
                    .as("what the first has left for the second")
                    .hasSize(1)
                    .allMatch(name -> name.endsWith(".jsa"));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(temp.resolve("cache/threat-manager"))))
                    .isEqualTo("rwx------");
        }
    }

    private List<String> archives() throws IOException {
        try (var files = Files.list(temp.resolve("cache/threat-manager"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aCacheThatOthersMayWriteToIsNotUsed() throws Exception {
        Path cache = Files.createDirectories(temp.resolve("cache/threat-manager"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(run("status", "--tenant", "contoso").exitCode()).isEqualTo(1);
        assertThat(archives()).isEmpty();
    }

    @Test
    void aMissingJarIsSaidWithTheCommandThatMakesIt() throws Exception {
        Path copy = Files.copy(
                SCRIPT, Files.createDirectories(temp.resolve("elsewhere/bin")).resolve("tm"));

        CommandLineProcess missing = run(temp, Map.of(), copy.toString(), List.of("status"));

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("no threat-manager.jar", "mvn -B -ntp -q -f ", " package -DskipTests");
        assertThat(missing.err().lines()).hasSize(1);
    }

    @Test
    void anOldJavaIsSaid() throws Exception {
        Path home = temp.resolve("java-11");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"11.0.2\"\nOS_NAME=\"Linux\"\n");

        CommandLineProcess old = run(temp, Map.of("JAVA_HOME", home.toString()), SCRIPT.toString(), List.of("status"));

        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.err()).contains("Java 17 or later", "11.0.2");
    }

    @Test
    void aMissingJavaIsSaid() throws Exception {
        CommandLineProcess none =
                run(temp, Map.of("JAVA_HOME", temp.resolve("gone").toString()), SCRIPT.toString(), List.of("status"));

        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no Java in JAVA_HOME");
    }
}
