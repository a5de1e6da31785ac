package io.jenkins.plugins.threatmanager.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.cli.vault.VaultEntry;
import java.nio.file.Path;
import java.util.List;

/** What a vault file has, as one JSON document: docs/command-line.md describes it. Never holds a secret. */
public final class VaultDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VaultDocument() {}

    /** Times are ISO-8601 in UTC; what is not known of an entry is absent. */
    public static String of(Path vault, List<VaultEntry> entries) {
        ObjectNode document = JSON.createObjectNode().put("vault", vault.toString());
        ArrayNode rows = document.putArray("entries");
        for (VaultEntry entry : entries) {
            ObjectNode row = rows.addObject().put("id", entry.id()).put("kind", entry.kind());
            if (!entry.tenant().isEmpty()) {
                row.put("tenant", entry.tenant());
            }
            if (!entry.clientId().isEmpty()) {
                row.put("clientId", entry.clientId());
            }
            entry.expires().ifPresent(expires -> row.put("expires", expires.toString()));
        }
        return document.toPrettyString();
    }
}
