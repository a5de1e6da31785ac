package io.jenkins.plugins.threatmanager.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A line of the audit log as it is read. What it does not say is empty. Used by index.jelly of the page. */
@Restricted(NoExternalUse.class)
public final class AuditRecord {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private final JsonNode line;

    private AuditRecord(String text, JsonNode line) {
        this.text = text;
        this.line = line;
    }

    /** Empty if it is not a whole line of the log: one that was cut off by a kill. */
    static Optional<AuditRecord> of(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return line == null || !line.isObject() ? Optional.empty() : Optional.of(new AuditRecord(text, line));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    /** Empty if it says none that can be read. */
    Optional<Instant> time() {
        try {
            return Optional.of(Instant.parse(getTime()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** @param words in lower case; whether the line holds them, wherever */
    boolean holds(String words) {
        return text.toLowerCase(Locale.ROOT).contains(words);
    }

    /** The line itself. */
    public String getText() {
        return text;
    }

    public String getTime() {
        return line.path("time").asText();
    }

    public String getPhase() {
        return line.path("phase").asText();
    }

    public String getTenant() {
        return line.path("tenant").asText();
    }

    public String getServer() {
        return line.path("server").asText();
    }

    public String getOperation() {
        return line.path("operation").asText();
    }

    public String getWhat() {
        return line.path("what").asText();
    }

    public String getProblem() {
        return line.path("problem").asText();
    }

    /** How the change ended. */
    public String getResult() {
        return line.path("result").asText();
    }

    /** The person; where there is none, as whom it ran. */
    public String getWho() {
        String user = line.path("user").asText();
        return user.isEmpty() ? line.path("authentication").asText() : user;
    }

    public String getCause() {
        return line.path("cause").asText();
    }

    /** {@code security/onboard #12}. */
    public String getBuild() {
        String job = line.path("job").asText();
        return job.isEmpty() ? "" : job + " #" + line.path("build").asText();
    }

    /** Everything else that it says, a line each: {@code objects applicationId: 1c2d…}. */
    public List<String> getDetails() {
        List<String> details = new ArrayList<>();
        for (String part : List.of("objects", "before", "after")) {
            for (Map.Entry<String, JsonNode> each : line.path(part).properties()) {
                details.add(part + " " + each.getKey() + ": " + each.getValue().asText());
            }
        }
        line.path("references").forEach(reference -> details.add(reference.asText()));
        return details;
    }
}
