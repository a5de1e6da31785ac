package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The text of an API profile: bound to the records by Jackson, every mistake with its line. */
final class ProfileDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addModule(new ProfileModule())
            .build();

    private final String origin;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();

    /** @param origin name of the document in messages */
    ProfileDocument(String origin) {
        this.origin = origin;
    }

    /** @throws ProblemException if it is not one JSON object, has a member twice, or is no such profile */
    ApiProfile read(String json) {
        JsonNode tree = parse(json);
        try {
            return MAPPER.treeToValue(tree, ApiProfile.class);
        } catch (JsonMappingException e) {
            throw failure(tree, e);
        } catch (Mistake e) {
            throw failure(e.where(), e.getMessage());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode parse(String json) {
        try (JsonParser parser = new Located(MAPPER.createParser(json))) {
            JsonNode tree = MAPPER.readTree(parser);
            if (tree == null || !tree.isObject()) {
                throw failure(JsonPointer.empty(), "the document must be a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw failure(
                    line,
                    "it is not valid JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the line of every value; that of a member is the line of its name. */
    private final class Located extends JsonParserDelegate {

        Located(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token != null) {
                lines.putIfAbsent(
                        getParsingContext().pathAsPointer(),
                        currentTokenLocation().getLineNr());
            }
            return token;
        }
    }

    private ProblemException failure(JsonNode tree, JsonMappingException failure) {
        JsonPointer where = JsonPointer.empty();
        for (JsonMappingException.Reference each : failure.getPath()) {
            where = each.getFieldName() == null
                    ? where.appendIndex(each.getIndex())
                    : where.appendProperty(each.getFieldName());
        }
        if (failure.getCause() instanceof Mistake mistake) {
            return failure(where.append(mistake.where()), mistake.getMessage());
        }
        try {
            if (failure instanceof InvalidTypeIdException unknown) {
                Members.checkVariant(tree.at(where), unknown.getBaseType().getRawClass());
            }
        } catch (Mistake e) {
            return failure(where.append(e.where()), e.getMessage());
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return failure(where, Members.kind(mismatch.getTargetType()));
        }
        throw new IllegalStateException(failure);
    }

    private ProblemException failure(JsonPointer where, String what) {
        return failure(lines.getOrDefault(where, 1), (where.matches() ? "" : where + ": ") + what);
    }

    private ProblemException failure(int line, String what) {
        return ServerProblem.API_PROFILE_INVALID.failure(origin + ", line " + line + ": " + what + ".");
    }
}
