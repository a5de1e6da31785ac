package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secrets of a recording: what headers and cookies carry, what was typed where the wrong passwords of the card were
 * typed, too, and what is called like a secret. Names are good enough here: to hide too much does no harm.
 */
final class RecordingSecrets {

    static final int SHORTEST = 6;

    private static final Set<String> CARRIERS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "x-csrf-token",
            "x-xsrf-token",
            "x-api-key");

    private static final List<String> IN_NAMES = List.of(
            "passw",
            "secret",
            "token",
            "jwt",
            "otp",
            "mfa",
            "2fa",
            "apikey",
            "api_key",
            "session",
            "csrf",
            "xsrf",
            "nonce",
            "signature");

    private static final Set<String> NAMES = Set.of("pass", "pwd", "code", "credential");

    private final LearningCard card;
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> bareBodies = new HashSet<>();

    RecordingSecrets(LearningCard card) {
        this.card = card;
    }

    /** Headers of requests that browsers send by themselves; in any other there may be a token. */
    private static final Pattern OF_BROWSERS = Pattern.compile(
            "(accept|content|sec|if|access-control)-.*|:.*|accept|cache-control|connection|cookie|dnt|host|origin|pragma"
                    + "|priority|referer|te|upgrade-insecure-requests|user-agent|x-requested-with");

    private static final int SHORTEST_TOKEN = 16;

    /** @param headers of a request, by name in lower case */
    static void carriedByRequest(Map<String, String> headers, Set<String> into) {
        carried(headers, into);
        headers.forEach((name, value) -> {
            String word = value.substring(value.lastIndexOf(' ') + 1);
            if (word.length() >= SHORTEST_TOKEN && !OF_BROWSERS.matcher(name).matches()) {
                add(word, into);
            }
        });
    }

    /** What has the form of a JSON Web Token. */
    static boolean hasFormOfToken(String text) {
        return text.length() > 20 && text.startsWith("eyJ") && text.indexOf('.') > 0 && text.indexOf(' ') < 0;
    }

    /** @param headers by name in lower case */
    static void carried(Map<String, String> headers, Set<String> into) {
        headers.forEach((name, value) -> {
            if (name.endsWith("cookie")) {
                for (String cookie : value.split("[;\\n]")) {
                    int at = cookie.indexOf('=');
                    add(at < 0 ? cookie : cookie.substring(at + 1), into);
                }
            } else if (CARRIERS.contains(name) || isCalledSecret(name)) {
                String[] words = value.strip().split(" ", 2);
                add(words[words.length - 1], into);
            }
        });
    }

    private static boolean isCalledSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || IN_NAMES.stream().anyMatch(lower::contains);
    }

    private static void add(String text, Set<String> into) {
        if (text.strip().length() >= SHORTEST && !text.strip().startsWith("/")) {
            into.add(text.strip());
        }
    }

    /** Learns the names of the members that hold passwords, from where those of the card are. */
    void learnNames(Exchange exchange) {
        if (!exchange.body().isMissingNode()) {
            Leaves.of(exchange.body()).forEach((pointer, value) -> {
                if (value.isTextual() && isTyped(value.textValue())) {
                    if (pointer.matches()) {
                        bareBodies.add(exchange.method() + exchange.path());
                    } else {
                        names.add(last(pointer));
                    }
                }
            });
        }
    }

    private boolean isTyped(String text) {
        return card.isWrongSecret(text) || text.equals(card.wrongPassword()) || text.equals(card.wrongCode());
    }

    private static String last(JsonPointer pointer) {
        JsonPointer last = pointer.last();
        return last == null ? "" : last.getMatchingProperty();
    }

    void collect(Exchange exchange) {
        carriedByRequest(exchange.headers(), found);
        exchange.query().forEach((name, value) -> {
            if (isCalledSecret(name)) {
                add(value, found);
            }
        });
        collect(exchange.body(), bareBodies.contains(exchange.method() + exchange.path()));
        collect(exchange.answer(), exchange.answer().isTextual());
    }

    private void collect(JsonNode json, boolean isBare) {
        if (json.isMissingNode()) {
            return;
        }
        Leaves.of(json).forEach((pointer, value) -> {
            String name = last(pointer);
            boolean called = pointer.matches() ? isBare : names.contains(name) || isCalledSecret(name);
            if (value.isTextual() && (called || hasFormOfToken(value.textValue())) && !isTyped(value.textValue())) {
                add(value.textValue(), found);
            }
        });
    }

    /** Cookies that only a list of the recording has. */
    void add(String text) {
        add(text, found);
    }

    Set<String> all() {
        return found;
    }
}
