package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects whose members are the constants of a list: the clouds, and the operations. */
final class NamedMembers {

    private NamedMembers() {}

    /** Each cloud with its word; without those whose word is null. */
    static final class Clouds extends JsonDeserializer<Map<String, JsonNode>> {

        @Override
        public Map<String, JsonNode> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = ProfileModule.tree(parser, context);
            Members.check(node, ApiProfile.CLOUDS);
            Map<String, JsonNode> clouds = new LinkedHashMap<>();
            for (String cloud : ApiProfile.CLOUDS) {
                Mistake.when(
                        !node.has(cloud),
                        "cloud " + cloud
                                + " is missing; give the server's word for it, or null if the server does not offer"
                                + " it");
                if (!node.path(cloud).isNull()) {
                    Mistake.in(cloud, () -> clouds.put(cloud, (JsonNode) ValueKind.SCALAR.read(node.path(cloud))));
                }
            }
            return Collections.unmodifiableMap(clouds);
        }

        @Override
        public Map<String, JsonNode> getNullValue(DeserializationContext context) {
            throw new Mistake(Members.kind(ApiProfile.CLOUDS));
        }
    }

    /** Each operation, bound to the record of its kind. */
    static final class Operations extends JsonDeserializer<Map<ApiOperation, ApiAction>> {

        @Override
        public Map<ApiOperation, ApiAction> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode node = ProfileModule.tree(parser, context);
            Members.check(node, ApiOperation.words());
            Map<ApiOperation, ApiAction> operations = new EnumMap<>(ApiOperation.class);
            for (ApiOperation operation : ApiOperation.values()) {
                String word = operation.word();
                Mistake.when(operation.required() && !node.has(word), "operation " + word + " is missing");
                Mistake.when(node.has(word) && !node.path(word).isObject(), word, Members.kind(operation.form()));
                if (node.has(word)) {
                    operations.put(operation, action(operation, node.path(word), context));
                    Mistake.in(word, () -> operations.get(operation).call().mayUse(operation.placeholders()));
                }
            }
            return Collections.unmodifiableMap(operations);
        }

        private static ApiAction action(ApiOperation operation, JsonNode node, DeserializationContext context)
                throws IOException {
            try {
                return context.readTreeAsValue(node, operation.form());
            } catch (JsonMappingException e) {
                e.prependPath(operation, operation.word());
                throw e;
            } catch (Mistake e) {
                throw JsonMappingException.wrapWithPath(e, operation, operation.word());
            }
        }

        @Override
        public Map<ApiOperation, ApiAction> getNullValue(DeserializationContext context) {
            throw new Mistake(Members.kind(ApiOperation.words()));
        }
    }
}
