package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON body, read as strictly as Graph reads it. */
final class GraphBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** What a property holds. */
    enum Kind {
        TEXT,
        BOOLEAN,
        ARRAY,
        OBJECT,
        GUID,
        TIME
    }

    private final JsonNode node;

    private GraphBody(JsonNode node) {
        this.node = node;
    }

    /** @param known the properties of the type; any other is refused */
    static GraphBody of(StandInRequest request, String type, Map<String, Kind> known) {
        if (!request.header("Content-Type").startsWith("application/json")) {
            throw new GraphRefusal(
                    400, "RequestBodyRead", "Entity only allows writes with a JSON Content-Type header.");
        }
        try {
            return of(JSON.readTree(request.body()), type, known);
        } catch (IOException e) {
            throw new GraphRefusal(400, "BadRequest", "Unable to read JSON request payload.");
        }
    }

    static GraphBody of(JsonNode node, String type, Map<String, Kind> known) {
        if (!node.isObject()) {
            throw new GraphRefusal(400, "BadRequest", "Unable to read JSON request payload.");
        }
        node.fields().forEachRemaining(field -> {
            if (field.getKey().startsWith("@odata.")) {
                return;
            }
            Kind kind = known.get(field.getKey());
            if (kind == null) {
                throw new GraphRefusal(
                        400,
                        "RequestBodyRead",
                        "The property '" + field.getKey() + "' does not exist on type 'microsoft.graph." + type
                                + "'. Make sure to only use property names that are defined by the type.");
            }
            if (!field.getValue().isNull() && !fits(field.getValue(), kind)) {
                throw GraphRefusal.bad(
                        "Invalid value specified for property '" + field.getKey() + "' of resource '" + type + "'.");
            }
        });
        return new GraphBody(node);
    }

    static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }

    private static boolean fits(JsonNode value, Kind kind) {
        return switch (kind) {
            case TEXT -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case GUID -> value.isTextual() && isGuid(value.asText());
            case TIME -> value.isTextual() && isTime(value.asText());
        };
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Null if absent or null. */
    String text(String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    String needText(String name, String type) {
        if (!node.hasNonNull(name) || node.get(name).asText().isEmpty()) {
            throw GraphRefusal.bad("A value is required for property '" + name + "' of resource '" + type + "'.");
        }
        return node.get(name).asText();
    }

    boolean flag(String name) {
        return node.path(name).asBoolean();
    }

    Optional<Instant> time(String name) {
        return node.hasNonNull(name)
                ? Optional.of(OffsetDateTime.parse(node.get(name).asText()).toInstant())
                : Optional.empty();
    }

    List<JsonNode> array(String name) {
        List<JsonNode> elements = new ArrayList<>();
        node.path(name).forEach(elements::add);
        return elements;
    }

    JsonNode node(String name) {
        return node.path(name);
    }
}
