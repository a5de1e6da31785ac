package io.jenkins.plugins.threatmanager.standin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a stand-in answers. */
public record StandInAnswer(int status, Map<String, String> headers, byte[] body) {

    public static StandInAnswer json(int status, String body) {
        return new StandInAnswer(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static StandInAnswer text(int status, String type, String body) {
        return new StandInAnswer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    public static StandInAnswer empty(int status) {
        return new StandInAnswer(status, Map.of(), new byte[0]);
    }

    public StandInAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new StandInAnswer(status, more, body);
    }
}
