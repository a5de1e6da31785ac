package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest {

    private static final Retention GENEROUS = new Retention(1_000_000, Duration.ofDays(30), 5);

    @TempDir
    private Path home;

    private Path directory;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private AuditFiles files;

    @BeforeEach
    void open() {
        directory = home.resolve("log");
        files = new AuditFiles(directory, time);
    }

    private String line(String what) {
        return "{\"time\":\"" + time.instant() + "\",\"what\":\"" + what + "\"}";
    }

    private List<String> current() throws IOException {
        return Files.readAllLines(directory.resolve(AuditFiles.CURRENT));
    }

    @Test
    void whatIsAppendedIsThereAtOnceForItsUserAlone() throws Exception {
        files.append(List.of(line("one"), line("two")), GENEROUS);
        files.append(List.of(line("three")), GENEROUS);
        assertThat(current()).containsExactly(line("one"), line("two"), line("three"));
        if (Files.getFileStore(home).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve(AuditFiles.CURRENT))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aLineThatAKillCutOffDoesNotSpoilTheNext() throws Exception {
        files.append(List.of(line("one")), GENEROUS);
        Files.writeString(directory.resolve(AuditFiles.CURRENT), "{\"time\":\"2026", StandardOpenOption.APPEND);
        files.append(List.of(line("two")), GENEROUS);
        assertThat(current()).containsExactly(line("one"), "{\"time\":\"2026", line("two"));
        assertThat(AuditSearch.in(files, AuditQuery.ALL, "", 10).getFound())
                .extracting(AuditRecord::getWhat)
                .containsExactly("two", "one");
    }

    /** The result of a change that was aborted has to be written by the thread that was interrupted. */
    @Test
    void anInterruptedThreadWritesAsWell() throws Exception {
        Thread.currentThread().interrupt();
        files.append(List.of(line("one")), GENEROUS);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(current()).containsExactly(line("one"));
    }

    @Test
    void aFullFileIsClosedAndTheOldestGo() throws Exception {
        Retention tiny = new Retention(1, Duration.ofDays(30), 2);
        for (int i = 0; i < 5; i++) {
            files.append(List.of(line("line " + i)), tiny);
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(files.newestFirst()).hasSize(3);
        assertThat(AuditSearch.in(files, AuditQuery.ALL, "", 10).getFound())
                .extracting(AuditRecord::getWhat)
                .containsExactly("line 4", "line 3", "line 2");
    }

    @Test
    void aNameThatIsTakenIsLeftAlone() throws Exception {
        Retention tiny = new Retention(1, Duration.ofDays(30), 2);
        files.append(List.of(line("one")), tiny);
        Path closed = directory.resolve("audit-20261123T080000.000Z.jsonl");
        Files.createDirectories(closed);
        files.append(List.of(line("two")), tiny);
        assertThat(current()).containsExactly(line("two"));
        assertThat(directory.resolve("audit-20261123T080000.001Z.jsonl")).hasContent(line("one"));
    }

    @Test
    void filesThatAreClosedInTheSameMomentKeepTheirOrder() throws Exception {
        Retention tiny = new Retention(1, Duration.ofDays(30), 9);
        for (int i = 0; i < 4; i++) {
            files.append(List.of(line("line " + i)), tiny);
        }
        assertThat(AuditSearch.in(files, AuditQuery.ALL, "", 10).getFound())
                .extracting(AuditRecord::getWhat)
                .containsExactly("line 3", "line 2", "line 1", "line 0");
    }

    @Test
    void anOldFileIsClosed() throws Exception {
        files.append(List.of(line("old")), GENEROUS);
        time.advance(Duration.ofDays(30).plusSeconds(1));
        files.append(List.of(line("new")), GENEROUS);
        assertThat(current()).containsExactly(line("new"));
        assertThat(files.newestFirst()).hasSize(2);
    }

    @Test
    void severalThreadsLoseNothing() throws Exception {
        int threads = 8;
        int each = 25;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        Set<String> wanted = new HashSet<>();
        Retention small = new Retention(2_000, Duration.ofDays(30), 100);
        for (int thread = 0; thread < threads; thread++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                lines.add(line("thread " + thread + " line " + i));
            }
            wanted.addAll(lines);
            running.add(pool.submit(() -> {
                start.await();
                for (String line : lines) {
                    files.append(List.of(line), small);
                }
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : running) {
            one.get();
        }
        pool.shutdown();
        List<String> found = new ArrayList<>();
        for (Path file : files.newestFirst()) {
            found.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(files.newestFirst()).hasSizeGreaterThan(2);
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsAFailure() throws Exception {
        Files.writeString(directory, "not a directory");
        assertThatThrownBy(() -> files.append(List.of(line("one")), GENEROUS)).isInstanceOf(IOException.class);
    }

    @Test
    void aDirectoryInThePlaceOfTheFileIsAFailure() throws Exception {
        Files.createDirectories(directory.resolve(AuditFiles.CURRENT));
        assertThatThrownBy(() -> files.append(List.of(line("one")), GENEROUS)).isInstanceOf(IOException.class);
    }

    /** Whoever may write into the directory must not make the log go elsewhere. */
    @Test
    void aLinkInThePlaceOfTheFileIsAFailure() throws Exception {
        Files.createDirectories(directory);
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "");
        Files.createSymbolicLink(directory.resolve(AuditFiles.CURRENT), elsewhere);
        assertThatThrownBy(() -> files.append(List.of(line("one")), GENEROUS)).isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void otherFilesAreNoneOfTheLogs() throws Exception {
        files.append(List.of(line("one")), GENEROUS);
        Files.writeString(directory.resolve("last-AuditConfiguration.xml"), "<x/>");
        Files.writeString(directory.resolve("audit-2026.jsonl"), line("foreign"));
        assertThat(files.newestFirst())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(AuditFiles.CURRENT);
    }
}
