package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a secret into the vault file. It comes from a file or standard input, so that no shell history keeps it. */
@Command(
        name = "vault-put",
        description = "Put a secret into the vault file, for example a bootstrap client secret, an App Token, or"
                + " user:password.")
final class VaultPut implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--vault", defaultValue = "vault.p12", description = "PKCS12 file (default: ${DEFAULT-VALUE}).")
    private Path vault;

    @Option(names = "--id", required = true, description = "Name of the entry: the credentialsId of the settings.")
    private String id;

    @Option(
            names = "--from",
            description = "File with the secret; without it, standard input is read to its end, which Maven does not"
                    + " pass on.")
    private Path from;

    private final Environment environment;
    private final InputStream in;

    VaultPut(Environment environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        KeyStoreFile file = Vaults.open(vault, environment.variables());
        String secret = read().strip();
        if (secret.isEmpty()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    from == null ? "There was no secret on standard input." : "The file " + from + " is empty.",
                    "Put the secret there and run again.");
        }
        file.put(id, secret, before -> {});
        spec.commandLine().getOut().println("stored '" + id + "' in " + vault);
        return OperationCommand.DONE;
    }

    private String read() throws IOException {
        if (from == null) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(from);
        } catch (IOException e) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT, "The file " + from + " cannot be read.", "Name another.");
        }
    }
}
