package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The kinds of values that have no members of their own, each with the sentence for whatever is not of that kind. */
enum ValueKind {
    /** Whatever JSON there is, null included. */
    ANY(null, node -> true, "", node -> node),
    TEXT(null, JsonNode::isTextual, "must be a string", JsonNode::textValue),
    WORD(TEXT, node -> !node.textValue().isBlank(), "must not be empty", JsonNode::textValue),
    FLAG(null, JsonNode::isBoolean, "must be true or false", JsonNode::booleanValue),
    POINTER(
            TEXT,
            node -> node.textValue().matches("(/([^~/]|~[01])*)*"),
            "must be a JSON Pointer: empty for the whole answer, or like /data/id",
            node -> JsonPointer.compile(node.textValue())),
    /** What servers use for enum words; read as JSON. */
    SCALAR(
            null,
            node -> node.isIntegralNumber()
                    || node.isTextual() && !node.textValue().isBlank(),
            "must be a string that is not empty, or a whole number",
            node -> node),
    /** The same, read as text. */
    SCALAR_AS_TEXT(SCALAR, node -> true, "", JsonNode::asText),
    /** What an answer is compared with. */
    COMPARED(
            null,
            node -> node.isValueNode() && !node.isNull(),
            "must be a string, a number, true or false",
            node -> node),
    METHOD(
            TEXT,
            node -> ApiCall.METHODS.contains(node.textValue()),
            "must be one of " + String.join(", ", ApiCall.METHODS),
            JsonNode::textValue),
    ID_TYPE(TEXT, ApiShapes.IdType.values()),
    PAGE_PLACE(TEXT, ApiShapes.Paging.Place.values()),
    SEND_BACK(
            null,
            node -> node.isBoolean() || node.asText().equals("deep"),
            "must be true or false, or \"deep\"",
            node -> node.isTextual() ? SendBack.DEEP : node.booleanValue() ? SendBack.MEMBERS : SendBack.NOTHING),
    STATUS_OF_SUCCESS(200, 299),
    STATUS_OF_FAILURE(400, 599),
    PAGE_SIZE(1, 10_000),
    FIRST_PAGE(0, 1),
    SECONDS(1, 60);

    /** What a value of a Java type must be, unless {@link Is} says more. */
    static final Map<Class<?>, ValueKind> BY_TYPE = Map.of(
            String.class, TEXT,
            Boolean.class, FLAG,
            boolean.class, FLAG,
            Integer.class, ANY,
            int.class, ANY,
            JsonNode.class, ANY,
            JsonPointer.class, POINTER,
            ApiShapes.IdType.class, ID_TYPE,
            ApiShapes.Paging.Place.class, PAGE_PLACE,
            SendBack.class, SEND_BACK);

    @CheckForNull
    private final ValueKind first;

    private final Predicate<JsonNode> test;
    private final String sentence;
    private final Function<JsonNode, Object> value;

    /** @param first what it must be before it is tested */
    ValueKind(
            @CheckForNull ValueKind first,
            Predicate<JsonNode> test,
            String sentence,
            Function<JsonNode, Object> value) {
        this.first = first;
        this.test = test;
        this.sentence = sentence;
        this.value = value;
    }

    ValueKind(int least, int most) {
        this(
                null,
                node -> node.isInt() && node.intValue() >= least && node.intValue() <= most,
                "must be a whole number from " + least + " to " + most,
                JsonNode::intValue);
    }

    /** By their names in small letters. */
    ValueKind(ValueKind text, Enum<?>... constants) {
        this(
                text,
                node -> words(constants).contains(node.textValue()),
                "must be " + String.join(" or ", words(constants)),
                node -> constants[words(constants).indexOf(node.textValue())]);
    }

    private static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** @throws Mistake if it is of another kind */
    Object read(JsonNode node) {
        if (first != null) {
            first.read(node);
        }
        Mistake.when(!test.test(node), sentence);
        return value.apply(node);
    }

    /** The sentence for a value of another kind. */
    String sentence() {
        return sentence;
    }
}
