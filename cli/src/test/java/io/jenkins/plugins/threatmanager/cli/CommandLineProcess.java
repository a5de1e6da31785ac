package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A command line in a process of its own, which is never left running. */
final class CommandLineProcess implements AutoCloseable {

    /** What the build has made; tests run in the folder of its POM. */
    static final Path JAR = Path.of("target", "threat-manager.jar").toAbsolutePath();

    private static final long LONGEST_SECONDS = 180;

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandLineProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * @param folder where it runs
     * @param variables besides those of this process
     * @param outputs an empty folder for what it says
     */
    static CommandLineProcess start(Path folder, Map<String, String> variables, Path outputs, List<String> command)
            throws IOException {
        Path out = Files.createTempFile(outputs, "out", "");
        Path err = Files.createTempFile(outputs, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createTempFile(outputs, "in", "").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(variables);
        return new CommandLineProcess(builder.start(), out, err);
    }

    /** The JVM that runs this, as cheap as the script makes it. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A jar with {@link FastCommandLine}, to be put before the real one. A folder would keep classes from being shared. */
    static Path fastJar(Path folder) throws IOException {
        Path jar = folder.resolve("fast.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (Class<?> each : List.of(FastCommandLine.class, QuickVaults.class)) {
                entries.putNextEntry(new JarEntry(each.getName().replace('.', '/') + ".class"));
                entries.write(each.getResourceAsStream(each.getSimpleName() + ".class")
                        .readAllBytes());
                entries.closeEntry();
            }
        }
        return jar;
    }

    Process process() {
        return process;
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("It did not end: " + out() + err());
        }
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
