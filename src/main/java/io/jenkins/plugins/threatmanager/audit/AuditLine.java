package io.jenkins.plugins.threatmanager.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line of the audit log as it is written: a JSON object. What is empty or unknown is left out; {@code docs/audit.md}
 * has the members.
 */
final class AuditLine {

    /** Longer texts are cut, so that no line grows without bounds. */
    private static final int LONGEST = 2000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode members = JSON.createObjectNode();

    private AuditLine(Instant time, AuditPhase phase, AuditOrigin origin, String tenant) {
        text("time", time.toString());
        text("phase", phase.word());
        text("operation", origin.operation());
        text("user", origin.user());
        text("cause", origin.cause());
        text("authentication", origin.authentication());
        text("job", origin.job());
        if (origin.build() > 0) {
            members.put("build", origin.build());
        }
        text("tenant", tenant);
    }

    static AuditLine intent(Instant time, AuditOrigin origin, String tenant, AuditedChange change) {
        return new AuditLine(time, AuditPhase.INTENT, origin, tenant)
                .text("change", change.id())
                .text("server", change.server())
                .text("what", change.what())
                .texts("objects", change.objects())
                .texts("before", change.before())
                .texts("after", change.after());
    }

    static AuditLine result(
            Instant time, AuditOrigin origin, String tenant, AuditedChange change, AuditedResult result) {
        AuditLine line = new AuditLine(time, AuditPhase.RESULT, origin, tenant)
                .text("change", change.id())
                .text("server", change.server())
                .text("what", change.what())
                .text("result", result.ending().name().toLowerCase(Locale.ROOT))
                .texts("objects", merged(change.objects(), result.objects()))
                .texts("after", result.after())
                .text("problem", result.problem());
        if (!result.references().isEmpty()) {
            result.references().forEach(line.members.putArray("references")::add);
        }
        return line;
    }

    /**
     * Anything but a change.
     *
     * @param servers names of those that it is about
     * @param problem code and sentence; empty if nothing went wrong
     */
    static AuditLine note(
            Instant time,
            AuditPhase phase,
            AuditOrigin origin,
            String tenant,
            List<String> servers,
            String what,
            String problem) {
        return new AuditLine(time, phase, origin, tenant)
                .text("server", String.join(", ", servers))
                .text("what", what)
                .text("problem", problem);
    }

    AuditLine before(Map<String, String> values) {
        return texts("before", values);
    }

    AuditLine after(Map<String, String> values) {
        return texts("after", values);
    }

    private static Map<String, String> merged(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private AuditLine text(String name, String value) {
        if (!value.isEmpty()) {
            members.put(name, cut(value));
        }
        return this;
    }

    private AuditLine texts(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = members.putObject(name);
            values.forEach((key, value) -> object.put(key, cut(value)));
        }
        return this;
    }

    private static String cut(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }

    /** Without line break. */
    String json() {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of texts cannot be written as JSON", e);
        }
    }
}
