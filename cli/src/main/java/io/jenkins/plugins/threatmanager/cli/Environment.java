package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.VaultStrength;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What surrounds the process, passed in so that tests can give another.
 *
 * @param variables the environment's variables
 * @param properties the JVM's system properties
 * @param terminal where a person may be asked
 * @param strength of the vault files that are written
 */
record Environment(
        Map<String, String> variables, Map<String, String> properties, Terminal terminal, VaultStrength strength) {

    /** Without a terminal. */
    Environment(Map<String, String> variables, Map<String, String> properties) {
        this(variables, properties, Terminal.NONE, VaultStrength.RECOMMENDED);
    }

    static Environment ofProcess() {
        Map<String, String> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new Environment(System.getenv(), properties, new ConsoleTerminal(), VaultStrength.RECOMMENDED);
    }

    /** @param caCertificate a PEM file; null for none */
    Network network(Path caCertificate) {
        return new Network(Proxies.of(variables, properties), trust(caCertificate));
    }

    private static Trust trust(Path caCertificate) {
        if (caCertificate == null) {
            return Trust.ofJvm();
        }
        try {
            return Trust.with(Files.readString(caCertificate));
        } catch (NoSuchFileException e) {
            throw noTrust(caCertificate, "does not exist.");
        } catch (IOException e) {
            throw noTrust(caCertificate, "cannot be read.");
        } catch (IllegalArgumentException e) {
            throw noTrust(caCertificate, "does not hold a certificate in PEM form.");
        }
    }

    private static ProblemException noTrust(Path caCertificate, String what) {
        return new ProblemException(
                RunnerProblem.NETWORK,
                "The file " + caCertificate.toAbsolutePath().normalize() + " " + what,
                "Name another with --ca-certificate.");
    }
}
