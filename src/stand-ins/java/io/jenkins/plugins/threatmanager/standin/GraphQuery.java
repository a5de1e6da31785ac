package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OData query options as far as this stand-in goes; all others are refused, so that none is ignored silently. */
final class GraphQuery {

    /** Header by which the server tells the scheme of its own URL, for links to next pages. */
    static final String SCHEME = "X-Stand-In-Scheme";

    private static final Pattern EQUALS = Pattern.compile("(\\w+) eq (?:'((?:[^']|'')*)'|([0-9a-fA-F-]{36}))");
    private static final Set<String> KNOWN = Set.of("$filter", "$select", "$top", "$skiptoken", "$count");
    private final Map<String, String> options = new LinkedHashMap<>();
    private final StandInRequest request;

    GraphQuery(StandInRequest request) {
        this.request = request;
        for (String option : request.query().split("&")) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                String name = decode(option.substring(0, equals));
                if (!KNOWN.contains(name)) {
                    throw GraphRefusal.bad("Unrecognized query option '" + name + "'.");
                }
                options.put(name, decode(option.substring(equals + 1)));
            }
        }
    }

    /**
     * The objects that the filter lets through.
     *
     * @param property gives a property of an object as text, or null if the property cannot be filtered by
     */
    <T> List<T> filter(
            List<T> objects, BiPredicate<String, String> supported, Function<T, Function<String, String>> property) {
        String filter = options.get("$filter");
        if (filter == null) {
            return objects;
        }
        Matcher match = EQUALS.matcher(filter);
        if (!match.matches() || !supported.test(match.group(1), filter)) {
            throw new GraphRefusal(
                    400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified: " + filter);
        }
        String wanted = match.group(2) == null ? match.group(3) : match.group(2).replace("''", "'");
        return objects.stream()
                .filter(object -> wanted.equalsIgnoreCase(property.apply(object).apply(match.group(1))))
                .toList();
    }

    /** Leaves only the selected properties. */
    ObjectNode select(ObjectNode whole) {
        String select = options.get("$select");
        if (select == null) {
            return whole;
        }
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList(select.split(",")));
        for (String name : wanted) {
            if (!whole.has(name)) {
                throw GraphRefusal.bad("Could not find a property named '" + name + "' on type 'microsoft.graph."
                        + whole.path("@odata.type").asText("entity").replace("#microsoft.graph.", "") + "'.");
            }
        }
        ObjectNode part = GraphFrontDoor.object();
        wanted.forEach(name -> part.set(name, whole.get(name)));
        return part;
    }

    /** One page of a collection, with the link to the next. */
    <T> StandInAnswer page(List<T> objects, int pageSize, Function<T, ObjectNode> shown) {
        int from = Integer.parseInt(options.getOrDefault("$skiptoken", "0"));
        int size = Math.min(pageSize, Integer.parseInt(options.getOrDefault("$top", String.valueOf(pageSize))));
        int to = Math.min(objects.size(), from + size);
        ObjectNode body = GraphFrontDoor.object();
        ArrayNode value = body.putArray("value");
        objects.subList(from, to).forEach(object -> value.add(select(shown.apply(object))));
        if (to < objects.size()) {
            body.put("@odata.nextLink", link(to));
        }
        return StandInAnswer.json(200, body.toString());
    }

    private String link(int from) {
        StringBuilder query = new StringBuilder();
        for (String option : request.query().split("&")) {
            if (!option.isEmpty() && !option.contains("skiptoken=")) {
                query.append(option).append('&');
            }
        }
        String host = request.header("Host");
        String scheme = request.header(SCHEME);
        return (scheme.isEmpty() ? "https" : scheme) + "://" + host + request.path() + "?" + query + "$skiptoken="
                + from;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
