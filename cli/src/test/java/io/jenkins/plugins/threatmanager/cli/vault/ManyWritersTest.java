package io.jenkins.plugins.threatmanager.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes to a vault file at the same time, nothing that was kept is lost. */
class ManyWritersTest {

    private static final int ENTRIES = 5;

    @TempDir
    private Path folder;

    private Path vault() {
        return folder.resolve("vault.p12");
    }

    private void assertAllThere(List<String> prefixes) {
        KeyStoreFile file = QuickVaults.open(vault());
        for (String prefix : prefixes) {
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(file.find(prefix + i)).as(prefix + i).contains(prefix);
            }
        }
    }

    private static List<String> prefixes(int writers) {
        return Stream.iterate(0, i -> i + 1)
                .limit(writers)
                .map(i -> "writer" + i + "-")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void inOneProcess(int writers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            CyclicBarrier together = new CyclicBarrier(writers);
            List<Future<?>> all = new ArrayList<>();
            for (String prefix : prefixes(writers)) {
                all.add(threads.submit(() -> {
                    together.await();
                    VaultWriters.write(vault(), prefix, ENTRIES);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertAllThere(prefixes(writers));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void inSeveralProcesses(int writers) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String prefix : prefixes(writers)) {
            processes.add(start("write", prefix, String.valueOf(ENTRIES)));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertAllThere(prefixes(writers));
    }

    /** Its lock goes with the process, and what it left with the next change. */
    @Test
    void afterOneThatWasKilledWhileItWrote() throws Exception {
        VaultWriters.write(vault(), "before-", ENTRIES);
        assertThat(start("die").waitFor()).isEqualTo(VaultWriters.KILLED);
        assertThat(unfinished()).hasSize(1);
        assertAllThere(List.of("before-"));
        VaultWriters.write(vault(), "after-", ENTRIES);
        assertAllThere(List.of("before-", "after-"));
        assertThat(unfinished()).isEmpty();
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    private Process start(String... arguments) throws IOException, URISyntaxException {
        Set<String> classPath = new LinkedHashSet<>();
        for (Class<?> needed : List.of(VaultWriters.class, KeyStoreFile.class, ProblemException.class)) {
            classPath.add(Path.of(needed.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(java.io.File.pathSeparator, classPath),
                VaultWriters.class.getName(),
                vault().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }
}
