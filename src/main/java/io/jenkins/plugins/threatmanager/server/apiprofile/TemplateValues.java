package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** What is put into a template. Prints nothing of it: there are secrets among it. */
public final class TemplateValues {

    private final Map<Placeholder, JsonNode> values = new EnumMap<>(Placeholder.class);

    public static TemplateValues none() {
        return new TemplateValues();
    }

    public TemplateValues with(Placeholder placeholder, JsonNode value) {
        values.put(placeholder, value);
        return this;
    }

    public TemplateValues with(Placeholder placeholder, String value) {
        return with(placeholder, TextNode.valueOf(value));
    }

    public TemplateValues with(Placeholder placeholder, boolean value) {
        return with(placeholder, BooleanNode.valueOf(value));
    }

    public TemplateValues with(Placeholder placeholder, SecretText value) {
        return with(placeholder, value.reveal());
    }

    /** @param id the identifier as text, sent in the JSON type in which the server gave it */
    public TemplateValues with(Placeholder placeholder, String id, ApiShapes.IdType type) {
        if (type == ApiShapes.IdType.NUMBER && !id.matches("-?\\d+")) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure(
                    "The API profile says that identifiers are numbers, and " + id + " is none.");
        }
        return with(
                placeholder,
                type == ApiShapes.IdType.NUMBER ? DecimalNode.valueOf(new BigDecimal(id)) : TextNode.valueOf(id));
    }

    public JsonNode get(Placeholder placeholder) {
        JsonNode value = values.get(placeholder);
        if (value == null) {
            throw new IllegalStateException("No value for {" + placeholder.word() + "}.");
        }
        return value;
    }
}
