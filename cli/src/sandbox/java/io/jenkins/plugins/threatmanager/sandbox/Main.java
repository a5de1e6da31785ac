package io.jenkins.plugins.threatmanager.sandbox;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Starts the demo or the sandbox. */
public final class Main {

    private static final int FAILED = 1;

    private static final String USAGE = """
        threat-manager demo
            Shows the procedure on stand-ins for Entra ID and Threat Manager, in simulated time.

        threat-manager sandbox [FOLDER] [--fast]
            Keeps stand-ins running until it is ended (Ctrl+C), and writes what the command line needs to work on
            them into FOLDER (default: sandbox): settings.yaml, vault.p12, certificate.pem. Prints what to type next.
            Time is as it is; with --fast the stand-ins' clock runs 20 times as fast, so that a first sync takes
            seconds.
        """;

    private Main() {}

    /** @param args {@code demo}, or {@code sandbox} with its arguments */
    public static void main(String[] args) throws Exception {
        // Without it each answer of the JDK's server, which the stand-ins are, takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, System.err, args));
    }

    private static int run(PrintStream out, PrintStream err, String... args) throws Exception {
        List<String> words = Arrays.asList(args);
        if (words.contains("--help") || words.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        if (words.equals(List.of("demo"))) {
            return new Demo(out, Style.of(System.console(), System.getenv())).show() ? 0 : FAILED;
        }
        if (!words.isEmpty() && words.get(0).equals("sandbox")) {
            List<String> rest = words.subList(1, words.size());
            List<String> folders =
                    rest.stream().filter(word -> !word.startsWith("-")).toList();
            boolean known = rest.stream().allMatch(word -> !word.startsWith("-") || word.equals("--fast"));
            if (known && folders.size() <= 1) {
                return new Sandbox(out, err)
                        .serve(folders.isEmpty() ? "sandbox" : folders.get(0), rest.contains("--fast"));
            }
        }
        err.println(
                "These arguments are not understood: " + String.join(" ", words) + ". Run with --help for the list.");
        return FAILED;
    }
}
