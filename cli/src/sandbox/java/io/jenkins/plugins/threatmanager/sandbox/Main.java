package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.cli.Mistyped;
import io.jenkins.plugins.threatmanager.cli.output.CommandLineWords;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts the demo or the sandbox. */
@Command(
        name = "threat-manager",
        mixinStandardHelpOptions = true,
        description = "The procedure without a tenant or server, on stand-ins for Entra ID and Threat Manager.")
public final class Main implements Runnable {

    private static final int FAILED = 1;
    private static final int HELP_WIDTH = 100;

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** @param args {@code demo}, or {@code sandbox} with its arguments */
    public static void main(String[] args) {
        // Without it each answer of the JDK's server, which the stand-ins are, takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, System.err, args));
    }

    /** @return the exit code */
    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new Main())
                .addSubcommand(new DemoCommand(out))
                .addSubcommand(new SandboxCommand(out, err))
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((wrong, words) -> {
                    err.println(CommandLineWords.of(Mistyped.problem(wrong)));
                    return FAILED;
                })
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Once, in simulated time. */
    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            description = "Shows the procedure on stand-ins for Entra ID and Threat Manager, in simulated time.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:Everything went as it should.", "1:Something did not."},
            footer = {"", "Example:", "  threat-manager demo"})
    private static final class DemoCommand implements Callable<Integer> {
        private final PrintStream out;

        DemoCommand(PrintStream out) {
            this.out = out;
        }

        @Override
        public Integer call() throws InterruptedException {
            return new Demo(out, Style.of(System.console(), System.getenv())).show() ? 0 : FAILED;
        }
    }

    /** Until it is ended. */
    @Command(
            name = "sandbox",
            mixinStandardHelpOptions = true,
            description = "Keeps the stand-ins running until you press Ctrl+C. Writes what the command line needs to"
                    + " work on them into FOLDER: settings.yaml, vault.p12, certificate.pem. Prints what to type next.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"1:It could not start.", "130:Ended by INT (Ctrl+C).", "143:Ended by TERM."},
            footer = {"", "Example:", "  threat-manager sandbox my-sandbox --fast"})
    private static final class SandboxCommand implements Callable<Integer> {
        private final PrintStream out;
        private final PrintStream err;

        @Parameters(
                arity = "0..1",
                paramLabel = "FOLDER",
                defaultValue = "sandbox",
                description = "Default: ${DEFAULT-VALUE}.")
        private String folder;

        @Option(
                names = "--fast",
                description = "The stand-ins' clock runs 20 times as fast, so that a first sync takes seconds."
                        + " Otherwise it is this machine's.")
        private boolean fast;

        SandboxCommand(PrintStream out, PrintStream err) {
            this.out = out;
            this.err = err;
        }

        @Override
        public Integer call() throws Exception {
            return new Sandbox(out, err).serve(folder, fast);
        }
    }
}
