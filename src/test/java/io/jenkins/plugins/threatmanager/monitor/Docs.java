package io.jenkins.plugins.threatmanager.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documentation, from either build's directory. */
final class Docs {

    private Docs() {}

    static String page(String name) throws IOException {
        Path docs = Files.exists(Path.of("docs")) ? Path.of("docs") : Path.of("../docs");
        return Files.readString(docs.resolve(name));
    }
}
