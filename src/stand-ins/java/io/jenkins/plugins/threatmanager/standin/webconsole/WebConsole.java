package io.jenkins.plugins.threatmanager.standin.webconsole;

import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A console in the browser for any dialect of the stand-in: it uses the REST interface as a browser application would,
 * so that a browser can record what that is.
 */
public final class WebConsole {

    private static final String AT = "/console/";

    private static final Map<String, String> PAGES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "dialects.js", "text/javascript; charset=utf-8");

    private final String dialect;

    /** @param dialect its name */
    public WebConsole(String dialect) {
        this.dialect = dialect;
    }

    /** A page of the console; empty if the request is for something else. */
    public Optional<StandInAnswer> page(StandInRequest request) {
        if (!request.method().equals("GET") || !request.path().startsWith(AT)) {
            return Optional.empty();
        }
        String name = request.path().substring(AT.length());
        if (name.equals("dialect")) {
            return Optional.of(StandInAnswer.text(200, "text/plain", dialect));
        }
        String page = name.isEmpty() ? "index.html" : name;
        return Optional.ofNullable(PAGES.get(page)).map(type -> StandInAnswer.text(200, type, read(page)));
    }

    private static String read(String page) {
        try (InputStream in = WebConsole.class.getResourceAsStream(page)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
