package io.jenkins.plugins.threatmanager.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault file with one process: its identity, and what happens to it while it is open. */
class KeyStoreFileTest {

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("vault.p12");
    }

    private KeyStoreFile open() {
        return QuickVaults.open(path);
    }

    private static void put(KeyStoreFile file, String name, String text) {
        file.put(name, text, before -> {});
    }

    @Test
    void theIdentityIsMadeWithTheFileAndStays() {
        put(open(), "one", "1");
        String identity = open().identity();
        put(open(), "two", "2");
        open().remove("one", before -> {});
        assertThat(open().identity()).isEqualTo(identity);
        assertThat(open().find("two")).contains("2");
        assertThat(open().find("one")).isEmpty();
    }

    @Test
    void twoFilesAreTwo() {
        put(open(), "one", "1");
        KeyStoreFile other = QuickVaults.open(folder.resolve("other.p12"));
        put(other, "one", "1");
        assertThat(other.identity()).isNotEqualTo(open().identity());
    }

    /** As long as nothing is signed with it: a look from a vault file that is not there makes none. */
    @Test
    void askingForTheIdentityMakesNoFile() {
        KeyStoreFile file = open();
        assertThat(file.identity()).isEqualTo(file.identity());
        assertThat(path).doesNotExist();
        file.keepIdentity();
        assertThat(open().identity()).isEqualTo(file.identity());
        assertThat(path).exists();
    }

    /** A file that another tool made has none yet. */
    @Test
    void theIdentityIsKeptOnce() throws IOException {
        put(open(), "one", "1");
        byte[] before = Files.readAllBytes(path);
        KeyStoreFile file = open();
        file.keepIdentity();
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @Test
    void twoThatMakeTheFileAtOnceDoNotBothHaveTheirWay() {
        KeyStoreFile one = open();
        KeyStoreFile two = open();
        String first = one.identity();
        two.identity();
        one.keepIdentity();
        assertThatThrownBy(two::keepIdentity)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Run again.");
        assertThatThrownBy(() -> put(two, "x", "x")).isInstanceOf(ProblemException.class);
        assertThat(open().identity()).isEqualTo(first);
    }

    @Test
    void theIdentityIsNoEntryForPeople() {
        assertThatThrownBy(() -> put(open(), "Threat-Manager:Identity", "mine"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("identity");
        assertThat(path).doesNotExist();
    }

    @Test
    void whatOthersWroteSinceItWasOpenedIsSeenAndKept() {
        KeyStoreFile file = open();
        put(open(), "theirs", "1");
        assertThat(file.find("theirs")).contains("1");
        put(file, "ours", "2");
        assertThat(open().find("theirs")).contains("1");
        assertThat(open().find("ours")).contains("2");
    }

    @Test
    void aCheckThatFailsChangesNothing() throws IOException {
        put(open(), "one", "1");
        byte[] before = Files.readAllBytes(path);
        assertThatThrownBy(() -> open().put("one", "2", was -> {
                    throw new IllegalStateException("was " + was.orElseThrow());
                }))
                .hasMessage("was 1");
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
        put(open(), "one", "3");
        assertThat(open().find("one")).contains("3");
    }

    @Test
    void aFileThatWasTakenAwayIsNotMadeAgain() throws IOException {
        put(open(), "one", "1");
        KeyStoreFile file = open();
        Files.delete(path);
        assertThatThrownBy(() -> put(file, "two", "2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("removed");
        assertThat(path).doesNotExist();
    }

    @Test
    void aFileThatWasExchangedIsNotWritten() throws IOException {
        put(open(), "one", "1");
        KeyStoreFile file = open();
        Files.delete(path);
        put(open(), "theirs", "1");
        assertThatThrownBy(() -> put(file, "two", "2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("replaced");
        assertThat(open().find("theirs")).contains("1");
        assertThat(open().find("two")).isEmpty();
    }

    /** Half a file, as a full disk or a copy that broke off leaves it, is reported, and never begun again. */
    @Test
    void halfAFileIsLeftAsItIs() throws IOException {
        put(open(), "one", "1");
        byte[] whole = Files.readAllBytes(path);
        KeyStoreFile file = open();
        for (int length : new int[] {0, 1, 2, 20, whole.length / 2, whole.length - 1}) {
            byte[] half = Arrays.copyOf(whole, length);
            Files.write(path, half);
            assertThatThrownBy(this::open)
                    .as("%d bytes", length)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("cannot be read as PKCS12");
            assertThatThrownBy(() -> put(file, "two", "2"))
                    .as("%d bytes", length)
                    .isInstanceOf(ProblemException.class);
            assertThat(Files.readAllBytes(path)).isEqualTo(half);
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        put(open(), "one", "1");
        Path link = Files.createSymbolicLink(folder.resolve("link.p12"), path);
        put(QuickVaults.open(link), "two", "2");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(open().find("two")).contains("2");
    }

    @Test
    void onlyTheOwnerMayReadItAndNothingElseIsLeft() throws IOException {
        put(open(), "one", "1");
        put(open(), "two", "2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("vault.p12", "vault.p12.lock");
        }
    }
}
