package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;

/** The command line as a process or within one, whose waits are shorter: the stand-ins' clock runs as fast. */
final class FastCommandLine {

    /** How many seconds of waiting pass in one. */
    static final int SPEED = 60;

    private static final Sleeper SLEEPER = duration -> Thread.sleep(duration.toMillis() / SPEED);

    private FastCommandLine() {}

    /** As {@link Runner#main}. */
    public static void main(String[] args) {
        Stop stop = new Stop(SLEEPER);
        PrintWriter err = new PrintWriter(System.err, true);
        Signals signals = Signals.handle(stop, err);
        PrintWriter out = new PrintWriter(System.out, true);
        Environment environment = environment(System.getenv(), stop);
        System.exit(signals.exitCode(Runner.run(environment, System.in, out, err, args)));
    }

    /** In this process. */
    static int run(Map<String, String> variables, PrintWriter out, String... args) {
        Environment environment = environment(variables, new Stop(SLEEPER));
        return Runner.run(environment, InputStream.nullInputStream(), out, out, args);
    }

    private static Environment environment(Map<String, String> variables, Stop stop) {
        return new Environment(variables, Map.of(), Terminal.NONE, QuickVaults.STRENGTH, stop);
    }
}
