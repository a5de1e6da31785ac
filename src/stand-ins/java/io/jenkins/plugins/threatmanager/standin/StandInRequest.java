package io.jenkins.plugins.threatmanager.standin;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;

/**
 * A request as a stand-in received it.
 *
 * @param path raw, still percent-encoded
 * @param query raw; empty if none
 */
public record StandInRequest(String method, String path, String query, Headers headers, byte[] body) {

    /** The header's first value; empty if absent. */
    public String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** For logs and fault plans: {@code POST /v1.0/applications}. */
    public String line() {
        return method + " " + path;
    }
}
