package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into the paths, queries and bodies of an API profile. */
public final class Template {

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)}");

    private Template() {}

    /** Path and query with the values in them, percent-encoded. */
    public static String target(ApiCall call, TemplateValues values) {
        String path = fill(call.path(), values, Template::segment);
        if (call.parameters().isEmpty()) {
            return path;
        }
        StringJoiner query = new StringJoiner("&", path + "?", "");
        for (Map.Entry<String, String> parameter : call.parameters().entrySet()) {
            query.add(encoded(parameter.getKey()) + "=" + fill(parameter.getValue(), values, Template::encoded));
        }
        return query.toString();
    }

    /** A header's value with the values in it. */
    public static String text(String template, TemplateValues values) {
        return fill(template, values, Function.identity());
    }

    /** The body with the values in it; empty if the call has none. */
    public static Optional<JsonNode> body(ApiCall call, TemplateValues values) {
        return call.body().map(template -> json(template, values));
    }

    private static JsonNode json(JsonNode template, TemplateValues values) {
        if (template.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(each -> object.set(each.getKey(), json(each.getValue(), values)));
            return object;
        }
        if (template.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            template.forEach(each -> array.add(json(each, values)));
            return array;
        }
        if (!template.isTextual()) {
            return template;
        }
        Matcher whole = IN_BRACES.matcher(template.textValue());
        if (whole.matches()) {
            return values.get(Placeholder.of(whole.group(1)).orElseThrow());
        }
        return TextNode.valueOf(fill(template.textValue(), values, Function.identity()));
    }

    private static String fill(String template, TemplateValues values, Function<String, String> encoding) {
        return IN_BRACES.matcher(template).replaceAll(found -> {
            Placeholder placeholder = Placeholder.of(found.group(1)).orElseThrow();
            return Matcher.quoteReplacement(
                    encoding.apply(values.get(placeholder).asText()));
        });
    }

    private static String segment(String text) {
        String encoded = encoded(text);
        if (encoded.equals(".") || encoded.equals("..")) {
            // A URL parser would climb up the path, however the dots are encoded.
            throw ServerProblem.UNEXPECTED_ANSWER.failure("The server uses " + text + " as an identifier.");
        }
        return encoded;
    }

    /** Percent-encoded for a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a call asks for. */
    static Set<Placeholder> placeholders(ApiCall call) {
        Set<Placeholder> found = EnumSet.noneOf(Placeholder.class);
        words(call.path(), found);
        call.parameters().values().forEach(each -> words(each, found));
        call.body().ifPresent(body -> words(body, found));
        return found;
    }

    /** What a text asks for. */
    static Set<Placeholder> placeholders(String template) {
        Set<Placeholder> found = EnumSet.noneOf(Placeholder.class);
        words(template, found);
        return found;
    }

    private static void words(JsonNode template, Set<Placeholder> found) {
        if (template.isTextual()) {
            words(template.textValue(), found);
        }
        template.forEach(each -> words(each, found));
    }

    private static void words(String template, Set<Placeholder> found) {
        IN_BRACES
                .matcher(template)
                .results()
                .forEach(each -> Placeholder.of(each.group(1)).ifPresent(found::add));
    }

    /**
     * What is wrong with a template.
     *
     * @return a clause such as {@code {foo} is not a placeholder}; empty if nothing is
     */
    static Optional<String> mistake(String template, Set<Placeholder> allowed) {
        for (Matcher found = IN_BRACES.matcher(template); found.find(); ) {
            if (Placeholder.of(found.group(1)).filter(allowed::contains).isEmpty()) {
                return Optional.of("{" + found.group(1) + "} cannot be filled in here; allowed are " + words(allowed));
            }
        }
        String rest = IN_BRACES.matcher(template).replaceAll("");
        return rest.contains("{") || rest.contains("}")
                ? Optional.of("braces must enclose a placeholder; allowed here are " + words(allowed))
                : Optional.empty();
    }

    private static String words(Set<Placeholder> allowed) {
        StringJoiner words = new StringJoiner(", ");
        words.setEmptyValue("none");
        allowed.stream().sorted().forEach(each -> words.add("{" + each.word() + "}"));
        return words.toString();
    }
}
