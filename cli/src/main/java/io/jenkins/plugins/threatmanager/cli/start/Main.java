package io.jenkins.plugins.threatmanager.cli.start;

import io.jenkins.plugins.threatmanager.cli.Runner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where the process begins. What the command line says of itself was written into the jar when that was built: to read
 * it takes a fraction of what it takes to put all commands together. Everything else is {@link Runner}'s.
 */
public final class Main {

    private static final Set<String> HELP = Set.of("--help", "-h");

    private Main() {}

    public static void main(String[] args) throws IOException {
        byte[] page = page(args);
        if (page == null) {
            Runner.main(args);
        } else {
            System.out.write(page);
            System.out.flush();
        }
    }

    /** Relative to this package; of no word for the command line itself. */
    public static String resource(List<String> command) {
        return "help/" + (command.isEmpty() ? "all" : String.join("-", command)) + ".txt";
    }

    /** Null if it is asked for something else, or for the help of what there is not, or was not built into a jar. */
    private static byte[] page(String[] args) throws IOException {
        List<String> words = Arrays.asList(args);
        if (!words.isEmpty()) {
            int last = words.size() - 1;
            if (!HELP.contains(words.get(last))) {
                return null;
            }
            words = words.subList(0, last);
        }
        for (String word : words) {
            if (!word.matches("[a-z-]+")) {
                return null;
            }
        }
        try (InputStream in = Main.class.getResourceAsStream(resource(words))) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
