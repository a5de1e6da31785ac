package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import java.util.EnumMap;
import java.util.Map;

/**
 * One request of an operation, and what is known of what it was for.
 *
 * @param known values by placeholder; one that is absent is unknown
 * @param listed the object as it was listed before; missing for what is not edited
 */
record Sample(Exchange exchange, Map<Placeholder, JsonNode> known, JsonNode listed) {

    static Sample of(Exchange exchange) {
        return new Sample(exchange, new EnumMap<>(Placeholder.class), MissingNode.getInstance());
    }

    Sample knowing(Placeholder placeholder, JsonNode value) {
        Map<Placeholder, JsonNode> more = new EnumMap<>(Placeholder.class);
        more.putAll(known);
        more.put(placeholder, value);
        return new Sample(exchange, more, listed);
    }

    Sample listedAs(JsonNode item) {
        return new Sample(exchange, known, item);
    }
}
