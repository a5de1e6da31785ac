package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What of an object that the server has is sent back in a request that edits it. */
public enum SendBack {
    /** The request is what the profile's body says and no more. */
    NOTHING,
    /** The members at the top that the body does not have. */
    MEMBERS,
    /** Everything that the body does not have, at every depth. */
    DEEP;

    /**
     * @param listed the object as the server lists it; left as it is
     * @param changes what the profile's body says
     */
    public JsonNode body(JsonNode listed, JsonNode changes) {
        return switch (this) {
            case NOTHING -> changes;
            case MEMBERS -> {
                ObjectNode whole = listed.deepCopy();
                changes.properties().forEach(each -> whole.set(each.getKey(), each.getValue()));
                yield whole;
            }
            case DEEP -> over(listed.deepCopy(), changes);
        };
    }

    /**
     * Arrays are gone through item by item only if they are equally long: the items of a longer or shorter one are not
     * the same things.
     */
    private static JsonNode over(JsonNode had, JsonNode changes) {
        if (had instanceof ObjectNode object && changes.isObject()) {
            for (Map.Entry<String, JsonNode> each : changes.properties()) {
                JsonNode old = object.path(each.getKey());
                object.set(each.getKey(), over(old, each.getValue()));
            }
            return object;
        }
        if (had instanceof ArrayNode array && changes.isArray() && array.size() == changes.size()) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, over(array.get(i), changes.get(i)));
            }
            return array;
        }
        return changes;
    }
}
