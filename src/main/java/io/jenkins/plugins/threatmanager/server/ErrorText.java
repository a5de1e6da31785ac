package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the server's own words in an error answer: what the API profile points to in JSON, a line of text, the title
 * of an HTML page.
 */
final class ErrorText {

    private static final int LONGEST = 300;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonPointer> pointers;
    private final Optional<JsonPointer> reference;
    private final Scrubber scrubber;

    ErrorText(ApiProfile profile, Scrubber scrubber) {
        this.pointers = profile.errorText();
        this.reference = profile.errorReference();
        this.scrubber = scrubber;
    }

    /** The server's words on one line, without secrets, at most 300 characters; empty if it gave none. */
    String of(ServerAnswer answer) {
        return clean(raw(answer));
    }

    /** What the server wants to be quoted to its support; empty if nothing. */
    String reference(ServerAnswer answer) {
        return reference
                .flatMap(pointer -> json(answer).map(json -> json.at(pointer).asText("")))
                .map(this::clean)
                .orElse("");
    }

    /** Any text of the server: on one line, without secrets, at most 300 characters. */
    String clean(String text) {
        // Secrets go first: cutting could leave half of one, which would no longer be recognized.
        String line = scrubber.scrub(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private String raw(ServerAnswer answer) {
        if (answer.text().isBlank()) {
            return "";
        }
        if (answer.isHtml()) {
            Matcher title = TITLE.matcher(answer.text());
            return title.find() ? "an HTML page titled \"" + title.group(1).strip() + "\"" : "an HTML page";
        }
        Optional<JsonNode> json = json(answer);
        if (json.isEmpty()) {
            return answer.text();
        }
        Set<String> found = new LinkedHashSet<>();
        pointers.forEach(pointer -> collect("", json.get().at(pointer), found));
        if (found.isEmpty()) {
            collect("", json.get(), found);
        }
        return String.join("; ", found);
    }

    private static void collect(String name, JsonNode node, Set<String> found) {
        if (node.isObject()) {
            node.properties().forEach(each -> collect(each.getKey(), each.getValue(), found));
        } else if (node.isArray()) {
            node.forEach(each -> collect(name, each, found));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            found.add(name.isEmpty() ? node.asText() : name + ": " + node.asText());
        }
    }

    private static Optional<JsonNode> json(ServerAnswer answer) {
        if (!answer.contentType().toLowerCase(Locale.ROOT).contains("json")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(answer.text()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
