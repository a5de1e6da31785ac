package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.learn.LearnCommand;
import io.jenkins.plugins.threatmanager.cli.output.CommandLineWords;
import io.jenkins.plugins.threatmanager.cli.output.OperationDocument;
import io.jenkins.plugins.threatmanager.cli.output.OutputFormat;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Ends with 0 for done or no change, 2 for drift, 1 for a failure, reported in one sentence; 128 and its number for a signal. */
@Command(
        name = Runner.NAME,
        mixinStandardHelpOptions = true,
        description = "Connects Entra tenants to Netwrix Threat Manager and keeps them connected.",
        footer = {
            "",
            "Without a tenant or server:",
            "  demo            Shows the procedure on stand-ins for Entra ID and Threat Manager.",
            "  sandbox         Keeps such stand-ins running, with all that the operations need.",
            "",
            "'threat-manager COMMAND --help' shows options, exit codes and an example."
        })
public final class Runner implements Runnable {

    static final String NAME = "threat-manager";
    static final int HELP_WIDTH = 100;
    private static final int FAILED = 1;

    /** For what is said of the commands, while none is carried out. */
    private static final Environment NOWHERE = new Environment(Map.of(), Map.of());

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
        CommandLine line =
                asked(args).map(operation -> line(operation, environment)).orElseGet(() -> line(environment, in));
        giveVersion(line);
        return line.setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, words) -> failed(Mistyped.problem(e), out, err, args))
                .setExecutionExceptionHandler((e, failed, parsed) -> {
                    if (environment.stop().isRequested()) {
                        err.println(environment.stop().sentence());
                        return FAILED;
                    }
                    if (e instanceof InterruptedException) {
                        Thread.currentThread().interrupt();
                        err.println("Interrupted. Run again to continue.");
                        return FAILED;
                    }
                    return failed(e instanceof ProblemException known ? known : unforeseen(e), out, err, args);
                })
                .execute(args);
    }

    /** All commands with a help of their own, as words; the empty one is the command line itself. */
    public static List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>(List.of(List.of()));
        addCommands(commands, line(NOWHERE, InputStream.nullInputStream()), List.of());
        return commands;
    }

    private static void addCommands(List<List<String>> commands, CommandLine line, List<String> path) {
        line.getSubcommands().forEach((name, command) -> {
            List<String> words = new ArrayList<>(path);
            words.add(name);
            commands.add(words);
            addCommands(commands, command, words);
        });
    }

    /** @return what {@code --help} says of a command */
    public static String help(List<String> command) {
        List<String> args = new ArrayList<>(command);
        args.add("--help");
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        run(NOWHERE, InputStream.nullInputStream(), out, out, args.toArray(new String[0]));
        return text.toString();
    }

    /** With all commands. */
    private static CommandLine line(Environment environment, InputStream in) {
        CommandLine line = new CommandLine(new Runner());
        for (Operation operation : Operation.values()) {
            line.addSubcommand(operation.command(), OperationCommand.of(operation, environment));
        }
        for (BreakGlassCommand.Way way : BreakGlassCommand.Way.values()) {
            line.addSubcommand(way.command(), BreakGlassCommand.of(way, environment));
        }
        return line.addSubcommand("learn", LearnCommand.of())
                .addSubcommand("vault", VaultCommand.of(environment, in))
                .addSubcommand(new Completion())
                .addSubcommand(new CommandLine.HelpCommand());
    }

    /** With one: to put all of them together is much of what a short run would do. */
    private static CommandLine line(Operation operation, Environment environment) {
        return new CommandLine(new Runner())
                .addSubcommand(operation.command(), OperationCommand.of(operation, environment));
    }

    private static Optional<Operation> asked(String[] args) {
        return Arrays.stream(Operation.values())
                .filter(operation -> args.length > 0 && operation.command().equals(args[0]))
                .findFirst();
    }

    /** A sentence for people, and for programs a document if they asked for one. */
    private static int failed(ProblemException problem, PrintWriter out, PrintWriter err, String... args) {
        err.println(CommandLineWords.of(problem));
        if (OutputFormat.isJsonWanted(args)) {
            out.println(OperationDocument.failed(problem, FAILED));
        }
        return FAILED;
    }

    /** Of the jar's manifest. */
    private static String[] version() {
        String version = Runner.class.getPackage().getImplementationVersion();
        return new String[] {NAME + " " + (version == null ? "(not from a jar)" : version)};
    }

    private static void giveVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(Runner::version);
        line.getSubcommands().values().forEach(Runner::giveVersion);
    }

    /** An unforeseen exception's text may hold anything, a secret included. */
    private static ProblemException unforeseen(Exception e) {
        return new ProblemException(
                RunnerProblem.BUG,
                "Unexpected " + e.getClass().getName() + " at "
                        + (e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]) + ".",
                "This is a bug: please report it with this line.");
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
