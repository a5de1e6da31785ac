package io.jenkins.plugins.threatmanager.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents in {@code docs/}, from either of the two builds. */
public final class Docs {

    private Docs() {}

    public static String read(String name) {
        Path here = Path.of("docs", name);
        try {
            return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
