package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Takes out of a server's text every secret that was sent to it: some error pages echo the request. */
final class Scrubber {

    private static final String INSTEAD = "****";

    // Longest first, so that a secret that is part of another leaves nothing of the longer one.
    private final Set<String> secrets = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Remembers a secret in the forms in which it travels. */
    void remember(SecretText secret) {
        remember(secret.reveal());
    }

    void remember(String secret) {
        if (!secret.isEmpty()) {
            secrets.add(secret);
            secrets.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
            secrets.add(Template.encoded(secret));
            secrets.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
    }

    /** The text with asterisks where a secret was. */
    String scrub(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, INSTEAD);
        }
        return clean;
    }
}
