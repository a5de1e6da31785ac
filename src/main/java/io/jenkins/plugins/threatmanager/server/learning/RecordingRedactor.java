package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import io.jenkins.plugins.threatmanager.server.learning.recording.RecordingReader;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of a recording that can be shown to others: without tokens, passwords, cookies and one-time passwords, in
 * whatever form they are written. The same secret becomes the same word everywhere, so that what can be learned from the
 * recording can be learned from the copy.
 */
public final class RecordingRedactor {

    private final Map<String, String> instead = new LinkedHashMap<>();

    private RecordingRedactor(RecordingSecrets secrets) {
        List<String> longestFirst = new ArrayList<>(secrets.all());
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        int number = 0;
        for (String each : longestFirst) {
            number++;
            forms(each, "redacted-" + number);
        }
    }

    /**
     * Redacts.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it is no recording
     */
    public static String redact(LearningCard card, Recording recording) {
        JsonNode root = RecordingReader.tree(recording);
        List<Exchange> exchanges = RecordingReader.read(List.of(recording));
        RecordingSecrets secrets = new RecordingSecrets(card);
        exchanges.forEach(secrets::learnNames);
        exchanges.forEach(secrets::collect);
        root.at("/log/entries").forEach(entry -> {
            for (String side : List.of("request", "response")) {
                entry.path(side)
                        .path("cookies")
                        .forEach(each -> secrets.add(each.path("value").asText()));
                entry.path(side).path("headers").forEach(each -> {
                    Map<String, String> header = Map.of(
                            each.path("name").asText().toLowerCase(java.util.Locale.ROOT),
                            each.path("value").asText());
                    RecordingSecrets.carried(header, secrets.all());
                });
            }
        });
        return new RecordingRedactor(secrets).copy(root).toPrettyString();
    }

    private void forms(String secret, String word) {
        instead.putIfAbsent(secret, word);
        instead.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8), word);
        instead.putIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"), word);
        String json = TextNode.valueOf(secret).toString();
        instead.putIfAbsent(json.substring(1, json.length() - 1), word);
        instead.putIfAbsent(secret.replace("/", "\\/"), word);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // The first characters depend on what stands before the secret, the last on what follows.
            int from = before == 0 ? 0 : before + 1;
            int to = shifted.length * 8 / 6;
            if (to - from >= RecordingSecrets.SHORTEST) {
                instead.putIfAbsent(
                        Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(shifted)
                                .substring(from, to),
                        word);
                instead.putIfAbsent(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(shifted)
                                .substring(from, to),
                        word);
            }
        }
    }

    private JsonNode copy(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = RecordingReader.JSON.createObjectNode();
            boolean encoded = json.path("encoding").asText().equalsIgnoreCase("base64");
            json.properties()
                    .forEach(each -> object.set(
                            each.getKey(),
                            encoded && each.getKey().equals("text")
                                    ? TextNode.valueOf(
                                            decodedCopy(each.getValue().asText()))
                                    : copy(each.getValue())));
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = RecordingReader.JSON.createArrayNode();
            json.forEach(each -> array.add(copy(each)));
            return array;
        }
        return json.isTextual() ? TextNode.valueOf(redacted(json.textValue())) : json;
    }

    private String decodedCopy(String base64) {
        try {
            String text = TextDecoder.text(Base64.getMimeDecoder().decode(base64));
            return Base64.getEncoder().encodeToString(redacted(text).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | WrongEncodingException e) {
            // An image, or nothing that can be looked into: nobody needs it.
            return "";
        }
    }

    private String redacted(String text) {
        String left = text;
        for (Map.Entry<String, String> each : instead.entrySet()) {
            if (left.contains(each.getKey())) {
                left = left.replace(each.getKey(), each.getValue());
            }
        }
        return left;
    }
}
