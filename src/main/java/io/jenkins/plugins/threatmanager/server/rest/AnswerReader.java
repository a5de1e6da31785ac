package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerTime;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes values out of a server's answer where the API profile says they are, and stops where they are not: going on
 * from a guess could change the wrong thing.
 *
 * @param where what is read, for example {@code Entra ID Sync in the list}
 */
record AnswerReader(String where, JsonNode json, ErrorText errors) {

    private AnswerReader item(JsonNode item) {
        return new AnswerReader(where, item, errors);
    }

    /** Quotes nothing but the value in question: beside it there may be secrets unknown to the plugin. */
    private ProblemException unexpected(JsonPointer pointer, String what) {
        JsonNode node = json.at(pointer);
        boolean quotable = !pointer.matches() && node.isValueNode() && !node.isMissingNode();
        return ServerProblem.UNEXPECTED_ANSWER.failure("The server's " + where + " has no " + what + " at "
                + (pointer.matches() ? "its top" : pointer)
                + (quotable ? ", but " + errors.clean(node.toString()) : "")
                + "; it is " + errors.clean(JsonOutline.of(json)) + ".");
    }

    /** A string that is there, or null, which counts as empty. */
    String text(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (!node.isTextual() && !node.isNull()) {
            throw unexpected(pointer, "string");
        }
        return node.asText("");
    }

    /** Like {@link #text}, but it may also be absent: servers leave out what is empty. */
    String textIfAny(JsonPointer pointer) {
        return json.at(pointer).isMissingNode() ? "" : text(pointer);
    }

    /** A string that is not empty. */
    String word(JsonPointer pointer) {
        String word = text(pointer);
        if (word.isEmpty()) {
            throw unexpected(pointer, "string that is not empty");
        }
        return word;
    }

    /** A string or a number, as servers write enum words; absent or null counts as empty. */
    String enumWord(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (node.isContainerNode() || node.isBoolean()) {
            throw unexpected(pointer, "string or number");
        }
        return node.isMissingNode() || node.isNull() ? "" : node.asText();
    }

    /** A string, or an array of strings. */
    List<String> words(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        return items(pointer).stream()
                .map(each -> each.word(JsonPointer.empty()))
                .toList();
    }

    /** Like {@link #flag}; absent or null counts as false. */
    boolean flagIfAny(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        return !node.isNull() && !node.isMissingNode() && flag(pointer);
    }

    boolean flag(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (!node.isBoolean()) {
            throw unexpected(pointer, "true or false");
        }
        return node.booleanValue();
    }

    /** Whether a value is one of those that mean yes; stops if it is not one of those that mean no either. */
    boolean verdict(ApiShapes.Verdict verdict) {
        return verdict(verdict.pointer(), verdict.passed(), verdict.failed());
    }

    /** The same, of a test that has ended. */
    boolean verdict(ApiShapes.PendingVerdict verdict) {
        return verdict(verdict.pointer(), verdict.passed(), verdict.failed());
    }

    private boolean verdict(JsonPointer pointer, List<JsonNode> passed, List<JsonNode> failed) {
        JsonNode node = json.at(pointer);
        if (passed.contains(node)) {
            return true;
        }
        if (failed.contains(node)) {
            return false;
        }
        throw unexpected(pointer, "value that the API profile knows");
    }

    /** Whether one of these values is there. */
    boolean isOneOf(JsonPointer pointer, List<JsonNode> values) {
        return values.contains(json.at(pointer));
    }

    /** A whole number, which may be written as text; absent or null counts as 0. */
    long number(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (node.isTextual() && node.textValue().matches("\\d{1,18}")) {
            return Long.parseLong(node.textValue());
        }
        if (!node.isIntegralNumber() && !node.isNull() && !node.isMissingNode()) {
            throw unexpected(pointer, "whole number");
        }
        return node.asLong();
    }

    /** An identifier of the profile's JSON type, as text. */
    String id(ApiShapes.Id id) {
        String found = reference(id.pointer(), id.type());
        if (found.isEmpty()) {
            throw unexpected(id.pointer(), "identifier");
        }
        return found;
    }

    /** The identifier of something else, of that JSON type; empty if it is null. */
    String reference(JsonPointer pointer, ApiShapes.IdType type) {
        JsonNode node = json.at(pointer);
        boolean number = type == ApiShapes.IdType.NUMBER;
        if (!node.isNull() && !(number ? node.isIntegralNumber() : node.isTextual())) {
            throw unexpected(pointer, number ? "number as identifier" : "string as identifier");
        }
        return node.asText("");
    }

    /** The same, but null counts as an empty array: that is how some servers write one. */
    List<AnswerReader> itemsIfAny(JsonPointer pointer) {
        return json.at(pointer).isNull() ? List.of() : items(pointer);
    }

    /** The objects of an array. */
    List<AnswerReader> items(JsonPointer pointer) {
        JsonNode array = json.at(pointer);
        if (!array.isArray()) {
            throw unexpected(pointer, "array");
        }
        List<AnswerReader> items = new ArrayList<>();
        array.forEach(each -> items.add(item(each)));
        return items;
    }

    /** A string, a number, null, or nothing. */
    ServerTime time(JsonPointer pointer) {
        JsonNode node = json.at(pointer);
        if (node.isContainerNode() || node.isBoolean()) {
            throw unexpected(pointer, "date and time");
        }
        return ServerTime.of(node);
    }
}
