package io.jenkins.plugins.threatmanager.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is not written over: somebody may want to know what was in it. */
class RecordFileTest {

    @TempDir
    private Path home;

    @Test
    void aDamagedFileIsSetAside() throws IOException {
        Path file = Files.writeString(home.resolve("ledger.xml"), "<list>");
        assertThat(RecordFile.setAside(file)).contains(file.toString(), "ledger.xml.damaged");
        assertThat(file).doesNotExist();
        assertThat(home.resolve("ledger.xml.damaged")).hasContent("<list>");
    }

    @Test
    void theLastDamagedOneIsKept() throws IOException {
        Files.writeString(home.resolve("ledger.xml.damaged"), "older");
        Path file = Files.writeString(home.resolve("ledger.xml"), "newer");
        RecordFile.setAside(file);
        assertThat(home.resolve("ledger.xml.damaged")).hasContent("newer");
    }

    @Test
    void whatCannotBeSetAsideIsSaid() {
        assertThat(RecordFile.setAside(home.resolve("nowhere").resolve("ledger.xml")))
                .contains("cannot be renamed");
    }
}
