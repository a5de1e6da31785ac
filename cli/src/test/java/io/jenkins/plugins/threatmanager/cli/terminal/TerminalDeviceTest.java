package io.jenkins.plugins.threatmanager.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks at a terminal that is neither standard input nor standard output; two files are in its place. */
class TerminalDeviceTest {

    @TempDir
    private Path folder;

    private final List<String> echo = new ArrayList<>();
    private Path keyboard;
    private Path screen;
    private TerminalDevice device;

    @BeforeEach
    void create() throws IOException {
        keyboard = Files.writeString(folder.resolve("keyboard"), "typed-s3cret\nnot this\n");
        screen = Files.createFile(folder.resolve("screen"));
        device = new TerminalDevice(keyboard, screen, () -> {
            echo.add("off");
            return () -> echo.add("on");
        });
    }

    @Test
    void aSecretIsTypedWithoutEcho() throws IOException {
        assertThat(device.isThere()).isTrue();
        assertThat(device.secret("Passphrase: ")).isEqualTo("typed-s3cret");
        assertThat(echo).containsExactly("off", "on");
        assertThat(Files.readString(screen)).isEqualTo("Passphrase: " + System.lineSeparator());
    }

    @Test
    void anAnswerIsTypedWithEcho() throws IOException {
        assertThat(device.line("Sure? ")).isEqualTo("typed-s3cret");
        assertThat(echo).isEmpty();
        assertThat(Files.readString(screen)).isEqualTo("Sure? ");
    }

    /** As when the person ends it with Ctrl+D. */
    @Test
    void nothingTyped() throws IOException {
        Files.writeString(keyboard, "");
        assertThat(device.secret("Passphrase: ")).isEmpty();
        assertThat(echo).containsExactly("off", "on");
    }

    @Test
    void noTerminal() {
        TerminalDevice none = new TerminalDevice(folder.resolve("none"), folder.resolve("none"), () -> () -> {});
        assertThat(none.isThere()).isFalse();
    }

    /** Rather nothing than a secret for everybody who looks. */
    @Test
    void anEchoThatCannotBeSwitchedOff() throws IOException {
        TerminalDevice loud = new TerminalDevice(keyboard, screen, () -> {
            throw new IOException();
        });
        assertThat(loud.secret("Passphrase: ")).isEmpty();
        assertThat(Files.readString(screen)).isEmpty();
    }

    @Test
    void theEchoIsRestoredOnce() {
        device.secret("Passphrase: ");
        TerminalDevice.restoreEcho();
        assertThat(echo).containsExactly("off", "on");
    }
}
