package io.jenkins.plugins.threatmanager.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The terminal that the process belongs to, whatever its standard input and output are: a secret may come through a pipe
 * while a person types the passphrase. Windows has no such file.
 */
final class TerminalDevice {

    /** Switches the echo of what is typed, and says how to switch it back. */
    @FunctionalInterface
    interface Echo {
        /**
         * @return what makes it as it was
         * @throws IOException if it cannot be switched off
         */
        Runnable off() throws IOException;
    }

    /** What a signal that ends the process at once has to run first; nothing most of the time. */
    private static final AtomicReference<Runnable> SWITCHED_OFF = new AtomicReference<>(() -> {});

    private final Path input;
    private final Path output;
    private final Echo echo;

    /** @param echo of what is typed there */
    TerminalDevice(Path input, Path output, Echo echo) {
        this.input = input;
        this.output = output;
        this.echo = echo;
    }

    static TerminalDevice ofProcess() {
        Path device = Path.of("/dev/tty");
        return new TerminalDevice(device, device, () -> {
            String before = stty(device, "-g");
            stty(device, "-echo");
            return () -> {
                try {
                    stty(device, before);
                } catch (IOException e) {
                    // the terminal is gone, and with it what would have to be switched
                }
            };
        });
    }

    /** Of a question that is being asked; nothing otherwise. */
    static void restoreEcho() {
        SWITCHED_OFF.getAndSet(() -> {}).run();
    }

    /** Whether there is one that can be opened. */
    boolean isThere() {
        try (AutoCloseable opened = Files.newInputStream(input)) {
            return opened != null;
        } catch (Exception e) {
            return false;
        }
    }

    /** What is typed there, up to the end of the line; empty if that is nothing, or nothing can be asked. */
    String line(String prompt) {
        try {
            return asked(prompt);
        } catch (IOException e) {
            return "";
        }
    }

    /** The same, without echo. */
    String secret(String prompt) {
        try {
            SWITCHED_OFF.set(echo.off());
            try {
                return asked(prompt);
            } finally {
                restoreEcho();
                // That of the person was not shown either.
                say(System.lineSeparator());
            }
        } catch (IOException e) {
            return "";
        }
    }

    private String asked(String prompt) throws IOException {
        say(prompt);
        try (BufferedReader typed =
                new BufferedReader(new InputStreamReader(Files.newInputStream(input), Charset.defaultCharset()))) {
            String line = typed.readLine();
            return line == null ? "" : line;
        }
    }

    private void say(String text) throws IOException {
        Files.write(output, text.getBytes(Charset.defaultCharset()), StandardOpenOption.APPEND);
    }

    private static String stty(Path device, String argument) throws IOException {
        Process stty = new ProcessBuilder("stty", argument)
                .redirectInput(device.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(stty.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
        try {
            if (stty.waitFor() != 0) {
                throw new IOException("stty");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stty");
        }
        return said;
    }
}
