package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSearchTest {

    private static final int LINES = 60;

    @TempDir
    private Path directory;

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-01T12:00:00Z"));
    private AuditFiles files;

    /** A line each day, of two tenants by turns, in files of about ten lines. */
    @BeforeEach
    void write() throws IOException {
        files = new AuditFiles(directory, time);
        Retention retention = new Retention(1_000, Duration.ofDays(1_000), 100);
        for (int i = 0; i < LINES; i++) {
            String tenant = i % 2 == 0 ? "contoso" : "fabrikam";
            files.append(
                    List.of("{\"time\":\"" + time.instant() + "\",\"tenant\":\"" + tenant + "\",\"what\":\"change " + i
                            + "\",\"user\":\"Zoë\"}"),
                    retention);
            time.advance(Duration.ofDays(1));
        }
    }

    private static List<String> whats(AuditSearch page) {
        return page.getFound().stream().map(AuditRecord::getWhat).toList();
    }

    @Test
    void pagesGoBackThroughAllFilesWithoutAGap() throws Exception {
        List<String> all = new ArrayList<>();
        String next = "";
        int pages = 0;
        do {
            AuditSearch page = AuditSearch.in(files, AuditQuery.ALL, next, 7);
            all.addAll(whats(page));
            next = page.getNext();
            pages++;
        } while (!next.isEmpty());
        List<String> wanted = new ArrayList<>();
        for (int i = LINES - 1; i >= 0; i--) {
            wanted.add("change " + i);
        }
        assertThat(files.newestFirst()).hasSizeGreaterThan(3);
        assertThat(all).isEqualTo(wanted);
        assertThat(pages).isEqualTo(9);
    }

    @Test
    void findsByTenantTextAndDays() throws Exception {
        assertThat(whats(AuditSearch.in(files, AuditQuery.of("", "fabrikam", "", ""), "", 3)))
                .containsExactly("change 59", "change 57", "change 55");
        assertThat(whats(AuditSearch.in(files, AuditQuery.of(" CHANGE 17\"", "", "", ""), "", 5)))
                .containsExactly("change 17");
        assertThat(whats(AuditSearch.in(files, AuditQuery.of("zoë", "contoso", "2026-11-03", "2026-11-06"), "", 5)))
                .containsExactly("change 4", "change 2");
        assertThat(whats(AuditSearch.in(files, AuditQuery.of(null, null, "no day", null), "", 1)))
                .containsExactly("change 59");
    }

    /** What is older than the first day is not even read. */
    @Test
    void endsAtTheFirstDay() throws Exception {
        AuditSearch page = AuditSearch.in(files, AuditQuery.of("no such text", "", "2026-12-29", ""), "", 5);
        assertThat(page.getFound()).isEmpty();
        assertThat(page.getNext()).isEmpty();
        assertThat(page.getReached()).startsWith("2026-12-29");
    }

    @Test
    void aPageLooksThroughABoundedPartAndSaysWhereToGoOn() throws Exception {
        AuditSearch page = AuditSearch.in(files, AuditQuery.of("change 3\"", "", "", ""), "", 5, 1_000);
        assertThat(page.getFound()).isEmpty();
        assertThat(page.getNext()).isNotEmpty();
        List<String> found = new ArrayList<>();
        while (!page.getNext().isEmpty()) {
            page = AuditSearch.in(files, AuditQuery.of("change 3\"", "", "", ""), page.getNext(), 5, 1_000);
            found.addAll(whats(page));
        }
        assertThat(found).containsExactly("change 3");
    }

    @Test
    void aPlaceThatIsNoneIsTheBeginning() throws Exception {
        assertThat(whats(AuditSearch.in(files, AuditQuery.ALL, "../../secret.key:1", 1)))
                .containsExactly("change 59");
    }

    /** The newest lines of a large file are there after one block, whatever is before them. */
    @Test
    void readsALargeFileFromItsEnd() throws Exception {
        Path large = directory.resolve("large");
        try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(8L * 1024 * 1024 * 1024);
            file.seek(file.length());
            file.write("\n{\"what\":\"last\"}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        try (AuditReader reader = AuditReader.backwards(large, Long.MAX_VALUE)) {
            assertThat(reader.next().orElseThrow().getWhat()).isEqualTo("last");
        }
    }
}
