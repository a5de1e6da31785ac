package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Ends with 0 for done or no change, 2 for drift, 1 for a failure, reported in one sentence; 128 and its number for a signal. */
@Command(
        name = "threat-manager",
        mixinStandardHelpOptions = true,
        description = "Onboards Entra tenants to Netwrix Threat Manager.",
        footer = {
            "",
            "Without a tenant or server, with the script threat-manager:",
            "  demo            Shows the procedure on stand-ins for Entra ID and Threat Manager.",
            "  sandbox         Keeps such stand-ins running, with all that the operations need."
        })
public final class Runner implements Runnable {

    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private Runner() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // The JDK's HTTP client refuses proxies with a password otherwise; the proxy is named by whoever starts this.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        Environment environment = Environment.ofProcess();
        PrintWriter err = new PrintWriter(System.err, true);
        Signals signals = Signals.handle(environment.stop(), err);
        System.exit(signals.exitCode(run(environment, System.in, new PrintWriter(System.out, true), err, args)));
    }

    /** @return the exit code */
    static int run(Environment environment, InputStream in, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Runner())
                .addSubcommand(new OperationCommand.RegisterApp(environment))
                .addSubcommand(new OperationCommand.StoreSecret(environment))
                .addSubcommand(new OperationCommand.ConfigureSync(environment))
                .addSubcommand(new OperationCommand.Onboard(environment))
                .addSubcommand(new RotateSecret(environment))
                .addSubcommand(new OperationCommand.Status(environment))
                .addSubcommand(new OffboardCommand(environment))
                .addSubcommand(new VaultPut(environment, in))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, words) -> {
                    err.println(e.getMessage() + " Run with --help for the list.");
                    return FAILED;
                })
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    err.println(
                            environment.stop().isRequested()
                                    ? environment.stop().sentence()
                                    : sentence(e));
                    return FAILED;
                })
                .execute(args);
    }

    private static String sentence(Exception e) {
        if (e instanceof ProblemException failure) {
            return failure.getMessage();
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return "Interrupted. Run again to continue.";
        }
        // An unforeseen exception's text may hold anything, a secret included.
        return "Unexpected " + e.getClass().getName() + " at "
                + (e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0])
                + ". This is a bug: please report it with this line.";
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
