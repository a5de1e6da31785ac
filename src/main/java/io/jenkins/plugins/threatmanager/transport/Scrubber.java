package io.jenkins.plugins.threatmanager.transport;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a server's text every secret that was sent to it: some error pages echo the request, as it was or in
 * the escapes of JSON, HTML or URLs. Takes out as well what has the form of a JSON Web Token.
 */
public final class Scrubber {

    /** What stands where a secret was. */
    public static final String INSTEAD = "****";

    private static final Pattern NUMBERED =
            Pattern.compile("\\\\u([0-9a-fA-F]{4})|&#x([0-9a-fA-F]{1,4});|&#(\\d{1,4});");
    private static final List<Map.Entry<String, String>> NAMED = List.of(
            Map.entry("&lt;", "<"),
            Map.entry("&gt;", ">"),
            Map.entry("&quot;", "\""),
            Map.entry("&apos;", "'"),
            Map.entry("&amp;", "&"));

    // Longest first, so that a secret that is part of another leaves nothing of the longer one.
    private final Set<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Remembers a secret in the forms in which it travels. */
    public void remember(SecretText secret) {
        remember(secret.reveal());
    }

    /** @param secret nothing is remembered if it is empty */
    public void remember(String secret) {
        if (secret.isEmpty()) {
            return;
        }
        String inJson = json(secret);
        for (String form : List.of(secret, inJson, json(inJson))) {
            String unescaped = unescaped(form);
            String encoded = URLEncoder.encode(form, StandardCharsets.UTF_8);
            secrets.addAll(List.of(form, unescaped, encoded, encoded.replace("+", "%20")));
        }
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /**
     * The text with asterisks where a secret was, and without the escapes of HTML. Of a longer text than {@link
     * RemoteText#LONGEST} the beginning, less what might be the first part of a secret.
     */
    public String scrub(CharSequence text) {
        CharSequence read = RemoteText.cut(text, RemoteText.LONGEST);
        boolean cutOff = read.length() < text.length();
        String clean = unescaped(read);
        for (String secret : secrets) {
            clean = clean.replace(secret, INSTEAD);
        }
        if (cutOff) {
            int unsure = secrets.stream().mapToInt(String::length).findFirst().orElse(0);
            clean = clean.substring(0, Math.max(0, clean.length() - unsure));
        }
        return TokenForm.replaced(clean, INSTEAD, cutOff);
    }

    private static String unescaped(CharSequence text) {
        String plain = NUMBERED.matcher(text).replaceAll(found -> {
            boolean hex = found.group(3) == null;
            String digits = !hex ? found.group(3) : found.group(1) != null ? found.group(1) : found.group(2);
            return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(digits, hex ? 16 : 10)));
        });
        for (Map.Entry<String, String> each : NAMED) {
            plain = plain.replace(each.getKey(), each.getValue());
        }
        return plain;
    }
}
