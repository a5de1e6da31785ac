package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.ConsoleTerminal;
import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.VaultStrength;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import io.jenkins.plugins.threatmanager.transport.TextFile;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What surrounds the process, passed in so that tests can give another.
 *
 * @param variables the environment's variables
 * @param properties the JVM's system properties
 * @param terminal where a person may be asked
 * @param strength of the vault files that are written
 * @param stop how an operation is asked to stop, and how its time passes
 */
record Environment(
        Map<String, String> variables,
        Map<String, String> properties,
        Terminal terminal,
        VaultStrength strength,
        Stop stop) {

    private static final String OTHER_CERTIFICATE = "Name another with --ca-certificate.";

    /** Without a terminal, and where nobody asks an operation to stop. */
    Environment(Map<String, String> variables, Map<String, String> properties) {
        this(variables, properties, Terminal.NONE, VaultStrength.RECOMMENDED, new Stop(Sleeper.REAL));
    }

    static Environment ofProcess() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new Environment(
                System.getenv(), properties, new ConsoleTerminal(), VaultStrength.RECOMMENDED, new Stop(Sleeper.REAL));
    }

    /** @param caCertificate a PEM file; null for none */
    Network network(Path caCertificate) {
        return new Network(Proxies.of(variables, properties), trust(caCertificate), stop);
    }

    /** An operation of the engine, bound to what is wanted of it. */
    @FunctionalInterface
    interface Operation<T> {
        T run(OperationContext context) throws InterruptedException;
    }

    /**
     * Runs an operation on the calling thread.
     *
     * @throws InterruptedException if it was asked to stop before it had ended
     */
    <T> T operate(Progress progress, Duration timeout, Operation<T> operation) throws InterruptedException {
        stop.begin();
        try {
            return operation.run(
                    OperationContext.begin(Clock.systemUTC(), stop.sleeper(), stop.heard(progress), timeout));
        } finally {
            stop.end();
        }
    }

    private static Trust trust(Path caCertificate) {
        if (caCertificate == null) {
            return Trust.ofJvm();
        }
        try {
            return Trust.with(new TextFile(caCertificate, "The file", RunnerProblem.NETWORK, OTHER_CERTIFICATE).read());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    RunnerProblem.NETWORK,
                    "The file " + caCertificate.toAbsolutePath().normalize()
                            + " does not hold a certificate in PEM form.",
                    OTHER_CERTIFICATE);
        }
    }
}
