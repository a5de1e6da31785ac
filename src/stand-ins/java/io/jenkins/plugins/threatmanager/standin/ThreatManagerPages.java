package io.jenkins.plugins.threatmanager.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The console as a person sees it: a page and a script that is a client of the REST interface, as the product's own
 * console is. Written for {@link RelativeDialect}.
 */
final class ThreatManagerPages {

    /** Where it is. */
    static final String PATH = "/console/";

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8");

    private ThreatManagerPages() {}

    /** Empty if the request is for none of its files. */
    static Optional<StandInAnswer> answer(StandInRequest request) {
        if (!request.method().equals("GET") || !request.path().startsWith(PATH)) {
            return Optional.empty();
        }
        String name = request.path().substring(PATH.length());
        String file = name.isEmpty() ? "index.html" : name;
        return Optional.ofNullable(TYPES.get(file))
                .map(type ->
                        new StandInAnswer(200, Map.of("Content-Type", type, "Cache-Control", "no-store"), read(file)));
    }

    private static byte[] read(String file) {
        try (InputStream content = ThreatManagerPages.class.getResourceAsStream("console/" + file)) {
            if (content == null) {
                throw new IllegalStateException("The file " + file + " of the console is missing.");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
