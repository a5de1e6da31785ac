package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox in one terminal, and what it says to type in another one. */
@DisabledOnOs(OS.WINDOWS)
class SandboxIT {

    private static final Path SCRIPT =
            Path.of("..", "bin", "threat-manager").toAbsolutePath().normalize();

    @TempDir
    private Path temp;

    private CommandLineProcess sh(String... command) throws Exception {
        return CommandLineProcess.start(
                temp,
                Map.of(
                        "XDG_CACHE_HOME",
                        temp.resolve("cache").toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home")),
                Files.createTempDirectory(temp, "outputs"),
                List.of(command));
    }

    @Test
    void whatItSaysToTypeWorksWordForWord() throws Exception {
        try (CommandLineProcess sandbox = sh("sh", SCRIPT.toString(), "sandbox", "my sandbox", "--fast")) {
            while (sandbox.process().isAlive() && sandbox.out().lines().count() < 9) {
                Thread.sleep(20);
            }
            List<String> said = sandbox.out().lines().toList();
            assertThat(said).as(sandbox.err()).hasSize(9);
            assertThat(sandbox.out()).doesNotContain("\u001b");

            CommandLineProcess typed = sh("sh", "-ec", String.join("\n", said.subList(6, 9)));
            assertThat(typed.exitCode()).as(typed.out() + typed.err()).isZero();
            assertThat(typed.out()).contains("create app registration", "enabled, sync done");

            sandbox.process().destroy();
            assertThat(sandbox.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void aFolderOfSomeoneElseIsLeftAlone() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        Files.writeString(other.resolve("settings.yaml"), "unclassified:\n");

        CommandLineProcess refused = sh("sh", SCRIPT.toString(), "sandbox", "other");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("holds something that no sandbox made", other.toString());
        assertThat(Files.readString(other.resolve("settings.yaml"))).isEqualTo("unclassified:\n");
    }
}
