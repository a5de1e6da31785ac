package io.jenkins.plugins.threatmanager.server.learning.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads recordings, HAR 1.2 as the developer tools of browsers write it. Whoever gives one may be hostile: size, depth
 * and number of entries are bounded, and what is wrong with it is said without quoting it.
 */
public final class RecordingReader {

    /** Characters of one recording. */
    static final int LONGEST = 64 << 20;

    static final int MOST_ENTRIES = 20_000;

    /** Characters of one body; a longer one is no answer of an operation. */
    static final int LONGEST_BODY = 4 << 20;

    private static final int DEEPEST = 200;

    public static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNameLength(10_000)
                    .build())
            .build());

    private RecordingReader() {}

    private record Timed(Instant at, String identity, Exchange exchange) {}

    /** The exchanges of all recordings, each once, in the order in which the requests were sent. */
    public static List<Exchange> read(List<Recording> recordings) {
        List<Timed> all = new ArrayList<>();
        recordings.forEach(each -> read(each, all));
        all.sort(Comparator.comparing(Timed::at));
        Set<String> known = new LinkedHashSet<>();
        return all.stream()
                .filter(each -> known.add(each.identity()))
                .map(Timed::exchange)
                .toList();
    }

    /** The document, checked; for what reads it in another way. */
    public static JsonNode tree(Recording recording) {
        if (recording.har().length() > LONGEST) {
            throw invalid(recording, "has more than " + (LONGEST >> 20) + " million characters");
        }
        try {
            String text = recording.har().startsWith("\uFEFF") ? recording.har().substring(1) : recording.har();
            JsonNode root = JSON.readTree(text);
            JsonNode entries = root == null ? MissingNode.getInstance() : root.at("/log/entries");
            if (!entries.isArray()) {
                throw invalid(recording, "is not a recording in HAR form: it has no list of entries");
            }
            if (entries.size() > MOST_ENTRIES) {
                throw invalid(recording, "has more than " + MOST_ENTRIES + " entries");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw invalid(recording, "is not a recording in HAR form: it is not valid JSON, or too deeply nested");
        }
    }

    private static ProblemException invalid(Recording recording, String what) {
        return ServerProblem.RECORDING_INVALID.failure(recording.name() + " " + what + ".");
    }

    private static void read(Recording recording, List<Timed> all) {
        int number = 0;
        for (JsonNode entry : tree(recording).at("/log/entries")) {
            number++;
            JsonNode request = entry.path("request");
            String method = request.path("method").asText().toUpperCase(Locale.ROOT);
            int status = entry.at("/response/status").asInt(0);
            if (method.isEmpty() || method.equals("OPTIONS") || status < 100 || status > 599) {
                continue;
            }
            String started = entry.path("startedDateTime").asText();
            String url = request.path("url").asText();
            Exchange exchange = exchange(recording.name() + " entry " + number, method, url, status, entry);
            if (exchange != null) {
                String text = request.at("/postData/text").asText();
                all.add(new Timed(
                        instant(started),
                        String.join(" ", started, method, url, Integer.toString(status), text),
                        exchange));
            }
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Exchange exchange(String source, String method, String url, int status, JsonNode entry) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (uri.getHost() == null || uri.getRawPath() == null) {
            return null;
        }
        Map<String, String> headers = headers(entry.at("/request/headers"));
        Map<String, String> answerHeaders = headers(entry.at("/response/headers"));
        JsonNode post = entry.at("/request/postData");
        String type = post.path("mimeType").asText(headers.getOrDefault("content-type", ""));
        String mediaType = post.isObject() && !post.path("text").asText().isEmpty() || post.has("params")
                ? type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)
                : "";
        Exchange.Request parts = new Exchange.Request(
                method,
                origin(uri),
                Arrays.stream(uri.getRawPath().replaceFirst("^/", "").split("/", -1))
                        .map(RecordingReader::decoded)
                        .toList(),
                query(uri.getRawQuery()),
                headers,
                mediaType,
                body(mediaType, post));
        return Exchange.of(
                source,
                parts,
                status,
                answer(entry.at("/response/content")),
                answerHeaders.getOrDefault("location", ""));
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String each : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            int at = each.indexOf('=');
            String value = at < 0 ? "" : each.substring(at + 1).replace('+', ' ');
            query.put(decoded(at < 0 ? each : each.substring(0, at)), decoded(value));
        }
        return query;
    }

    private static Map<String, String> headers(JsonNode list) {
        Map<String, String> headers = new HashMap<>();
        list.forEach(each -> headers.put(
                each.path("name").asText().toLowerCase(Locale.ROOT),
                each.path("value").asText()));
        return headers;
    }

    private static JsonNode body(String mediaType, JsonNode post) {
        if (mediaType.equals("application/x-www-form-urlencoded")) {
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            post.path("params")
                    .forEach(each -> fields.put(
                            decoded(each.path("name").asText()),
                            decoded(each.path("value").asText())));
            query(post.path("text").asText()).forEach(fields::put);
            return fields;
        }
        return mediaType.isEmpty()
                ? MissingNode.getInstance()
                : json(post.path("text").asText());
    }

    private static JsonNode answer(JsonNode content) {
        String text = content.path("text").asText();
        if (content.path("encoding").asText().equalsIgnoreCase("base64")) {
            try {
                text = TextDecoder.text(Base64.getMimeDecoder().decode(text));
            } catch (IllegalArgumentException | WrongEncodingException e) {
                return MissingNode.getInstance();
            }
        }
        return json(text);
    }

    private static JsonNode json(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (bare.isBlank() || bare.length() > LONGEST_BODY) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(bare);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
