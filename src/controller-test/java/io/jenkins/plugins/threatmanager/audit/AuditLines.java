package io.jenkins.plugins.threatmanager.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/** The audit log of the controller under test, as it is on the disk. */
final class AuditLines {

    private AuditLines() {}

    static Path directory() {
        return Jenkins.get().getRootDir().toPath().resolve(AuditLog.DIRECTORY);
    }

    static Path file() {
        return directory().resolve(AuditFiles.CURRENT);
    }

    /** Those of one phase, in order; empty if there is no file yet. */
    static List<JsonNode> of(String phase) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file())) {
                JsonNode read = new ObjectMapper().readTree(line);
                if (read.path("phase").asText().equals(phase)) {
                    lines.add(read);
                }
            }
        }
        return lines;
    }
}
