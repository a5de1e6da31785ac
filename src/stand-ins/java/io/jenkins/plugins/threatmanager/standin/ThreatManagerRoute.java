package io.jenkins.plugins.threatmanager.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operation of the stand-in's REST interface.
 *
 * @param template path with parameters in braces
 * @param open whether it needs no login
 */
public record ThreatManagerRoute(
        String method, String template, boolean open, Function<ThreatManagerCall, StandInAnswer> handler) {

    static ThreatManagerRoute open(String method, String template, Function<ThreatManagerCall, StandInAnswer> handler) {
        return new ThreatManagerRoute(method, template, true, handler);
    }

    static ThreatManagerRoute of(String method, String template, Function<ThreatManagerCall, StandInAnswer> handler) {
        return new ThreatManagerRoute(method, template, false, handler);
    }

    /** For tests: {@code POST /api/v1/EntraIdSync}. */
    public String line() {
        return method + " " + template;
    }

    boolean readsOnly() {
        return method.equals("GET");
    }

    /** The path's parameters; empty if the request is for another operation. */
    Optional<Map<String, String>> match(StandInRequest request) {
        String[] wanted = template.split("/", -1);
        String[] found = request.path().split("/", -1);
        if (!method.equals(request.method()) || wanted.length != found.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), found[i]);
            } else if (!wanted[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
