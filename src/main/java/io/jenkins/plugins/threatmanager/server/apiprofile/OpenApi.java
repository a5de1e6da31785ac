package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The server's OpenAPI document.
 *
 * @param paths where it may be, tried in order; empty if the server has none
 * @param required whether nothing is changed on a server whose document cannot be read
 */
public record OpenApi(List<String> paths, boolean required) {

    static final String NONE = "none";

    /** The member, which may be a word instead of an object. */
    static final class OrNone extends JsonDeserializer<OpenApi> {

        @Override
        public OpenApi deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = ProfileModule.tree(parser, context);
            if (node.isTextual()) {
                Mistake.when(
                        !node.textValue().equals(NONE),
                        "must be an object with paths, required, or \"" + NONE
                                + "\" if the server has no OpenAPI document");
                return new OpenApi(List.of(), false);
            }
            OpenApi document = context.readTreeAsValue(node, OpenApi.class);
            Mistake.when(
                    document.paths().isEmpty(),
                    "paths",
                    "must hold at least one path, for example /swagger/v1/swagger.json");
            for (int i = 0; i < document.paths().size(); i++) {
                check(document.paths().get(i), JsonPointer.compile("/paths/" + i));
            }
            return document;
        }

        private static void check(String path, JsonPointer where) {
            try {
                new TemplateRules(Set.of()).checkPath(path);
            } catch (Mistake e) {
                throw new Mistake(where, e.getMessage());
            }
        }

        @Override
        public OpenApi getNullValue(DeserializationContext context) {
            throw new Mistake(Members.kind(OpenApi.class));
        }
    }
}
