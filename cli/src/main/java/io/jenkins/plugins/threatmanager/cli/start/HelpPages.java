package io.jenkins.plugins.threatmanager.cli.start;

import io.jenkins.plugins.threatmanager.cli.Runner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code --help} says of each command, written by the build from the commands themselves, for {@link Main}. */
final class HelpPages {

    private HelpPages() {}

    /** @param args the folder of the compiled classes of this package */
    public static void main(String[] args) throws IOException {
        for (List<String> command : Runner.commands()) {
            Path file = Path.of(args[0]).resolve(Main.resource(command));
            Files.createDirectories(file.getParent());
            Files.writeString(file, Runner.help(command), StandardCharsets.UTF_8);
        }
    }
}
