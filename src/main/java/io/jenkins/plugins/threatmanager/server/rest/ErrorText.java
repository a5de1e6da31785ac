package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.HtmlTitle;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.Scrubber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the server's own words in an error answer: what the API profile points to in JSON, a line of text, the title
 * of an HTML page.
 */
final class ErrorText {

    private static final int LONGEST = 300;
    private static final Pattern SECRET_NAME = Pattern.compile("(?i)token|jwt|secret|passw|session|cookie");
    /** Of an error answer in JSON; what is longer is no sentence for people. */
    private static final int LONGEST_JSON = 256 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Of a form that asks people to log in. */
    private static final Pattern PASSWORD_FIELD = Pattern.compile("(?i)type\\s{0,9}=\\s{0,9}[\"']?password\\b");

    private final List<JsonPointer> pointers;
    private final Optional<JsonPointer> reference;
    private final Scrubber scrubber;

    ErrorText(ApiProfile profile, Scrubber scrubber) {
        this.pointers = profile.errorText();
        this.reference = profile.errorReference();
        this.scrubber = scrubber;
    }

    /**
     * The server's words on one line, without secrets, at most 300 characters; empty if it gave none. What is no error
     * has none: it may be a token, or a list with other people's passwords.
     */
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

    /** The server's words in quotation marks, or that there are none; with the HTTP status. */
    String quoted(ServerAnswer answer) {
        String text = of(answer);
        return "HTTP " + answer.status() + (text.isEmpty() ? " without a text" : ", \"" + text + "\"");
    }

    /** An answer that was not the wanted one, in the terms of the retry rules. */
    FailedAttempt refusal(ServerAnswer answer) {
        return new FailedAttempt(
                answer.status(),
                answer.isHtml() ? Refusals.HTML : "",
                of(answer),
                reference(answer),
                answer.retryAfter());
    }

    /**
     * The JSON of an answer.
     *
     * @throws ProblemException if it has none: another program answers, or the API
     *     profile has a path of something else
     */
    JsonNode json(ServerSettings settings, String purpose, ServerAnswer answer) {
        if (answer.isHtml() && PASSWORD_FIELD.matcher(answer.text()).find()) {
            throw ServerProblem.LOGIN_PAGE.failure("Cannot " + purpose + ": server " + settings.name()
                    + " answers with a login page, " + of(answer) + ", not with JSON.");
        }
        if (answer.isHtml()) {
            throw ServerProblem.NOT_THREAT_MANAGER.failure(
                    "Cannot " + purpose + ": " + settings.url() + " answers with " + of(answer) + ", not with JSON.");
        }
        if (answer.text().isBlank()) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Cannot " + purpose + ": server " + settings.name()
                    + " answers HTTP " + answer.status() + " without a text.");
        }
        if (answer.body().damaged()) {
            throw new ProblemException(
                    ServerProblem.UNEXPECTED_ANSWER,
                    "Cannot " + purpose + ": the answer of server " + settings.name()
                            + " is not in UTF-8, and its content type ("
                            + (answer.contentType().isEmpty() ? "none" : clean(answer.contentType()))
                            + ") does not name the encoding that it is in.",
                    "Look for what rewrites answers between this machine and the server: JSON has to be in UTF-8, or in"
                            + " the charset that its content type names.");
        }
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Cannot " + purpose + ": server " + settings.name()
                    + " answers with something that is not JSON (content type "
                    + (answer.contentType().isEmpty() ? "none" : clean(answer.contentType())) + ", "
                    + answer.text().length() + " characters).");
        }
    }

    /** Any text of the server: on one line, without secrets, at most 300 characters. */
    String clean(String text) {
        // Secrets go first: what is cut to a line could hold half of one, which would no longer be recognized.
        return RemoteText.line(scrubber.scrub(text), LONGEST);
    }

    private String raw(ServerAnswer answer) {
        if (answer.text().isBlank()) {
            return "";
        }
        if (answer.isHtml()) {
            String title = HtmlTitle.of(answer.text());
            return title.isEmpty() ? "an HTML page" : "an HTML page titled \"" + title + "\"";
        }
        if (answer.isSuccess()) {
            return "";
        }
        if (answer.text().length() > LONGEST_JSON && isJson(answer)) {
            return "a text of " + answer.text().length() + " characters";
        }
        Optional<JsonNode> json = json(answer);
        if (json.isEmpty()) {
            return answer.text();
        }
        Set<String> found = new LinkedHashSet<>();
        pointers.forEach(pointer -> collect("", json.get().at(pointer), false, found));
        if (found.isEmpty()) {
            collect("", json.get(), true, found);
        }
        return String.join("; ", found);
    }

    /** @param wary whether the profile names no error text, so that names decide what may be shown */
    private static void collect(String name, JsonNode node, boolean wary, Set<String> found) {
        if (wary && SECRET_NAME.matcher(name).find()) {
            found.add(name + ": " + Scrubber.INSTEAD);
        } else if (node.isObject()) {
            node.properties().forEach(each -> collect(each.getKey(), each.getValue(), wary, found));
        } else if (node.isArray()) {
            node.forEach(each -> collect(name, each, wary, found));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
            found.add(name.isEmpty() ? node.asText() : name + ": " + node.asText());
        }
    }

    private static boolean isJson(ServerAnswer answer) {
        return answer.contentType().toLowerCase(Locale.ROOT).contains("json");
    }

    private static Optional<JsonNode> json(ServerAnswer answer) {
        if (!isJson(answer) || answer.text().length() > LONGEST_JSON) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readTree(answer.text()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
