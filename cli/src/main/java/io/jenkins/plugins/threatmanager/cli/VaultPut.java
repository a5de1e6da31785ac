package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import io.jenkins.plugins.threatmanager.transport.TextFile;
import io.jenkins.plugins.threatmanager.transport.WrongEncodingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a secret into the vault file; never from an argument, so that no shell history keeps it. */
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        description =
                "Puts a secret into the vault file, and creates the file if there is none: a bootstrap client secret, a"
                        + " certificate with its key (PEM), an App Token, or user:password. It comes from a file, from"
                        + " standard input, or is asked for at a terminal.")
final class VaultPut implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Name of the entry: the credentialsId of the settings.")
    private String id;

    @Option(names = "--from", paramLabel = "FILE", description = "File with the secret.")
    private Path from;

    @Option(names = "--overwrite", description = "Replace the entry if there is one.")
    private boolean overwrite;

    @Mixin
    private VaultOptions vault;

    private final Environment environment;
    private final InputStream in;

    VaultPut(Environment environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        VaultCommand.requireValid(id);
        KeyStoreFile file = vault.open(environment);
        requireFree(file, file.find(id));
        String secret = SecretText.visible(read().strip()).strip();
        if (secret.isEmpty()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    from == null ? "No secret was given." : "The file " + from.toAbsolutePath() + " is empty.",
                    from == null
                            ? "Name a file with --from, send the secret to standard input, or type it at a terminal."
                            : "Put the secret there and run again.");
        }
        file.put(id, secret, before -> requireFree(file, before));
        spec.commandLine().getOut().println("stored '" + id + "' in " + file.path());
        return OperationCommand.DONE;
    }

    private void requireFree(KeyStoreFile file, Optional<String> before) {
        if (before.flatMap(text -> VaultFile.secretIn(id, text)).isPresent()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The entry '" + id + "' of the vault file " + file.path()
                            + " is the client secret of an Entra app, which an operation stored there.",
                    "Choose another name, or remove the entry first with 'vault remove " + id
                            + VaultOptions.option(file.path()) + "'.");
        }
        if (before.isPresent() && !overwrite) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The vault file " + file.path() + " has an entry '" + id + "' already.",
                    "Add --overwrite to replace it.");
        }
    }

    private String read() throws IOException {
        if (from != null) {
            return new TextFile(from, "The file", RunnerProblem.ARGUMENT, "Check its permissions, or name another.")
                    .read();
        }
        Terminal terminal = environment.terminal();
        if (vault.readsStandardInput() ? terminal.canAsk() : terminal.isThere()) {
            return terminal.secret("Secret for '" + id + "'");
        }
        if (vault.readsStandardInput()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "Standard input cannot hold both the passphrase and the secret.",
                    "Name a file with --from, or give the passphrase in the environment variable " + Passphrase.VARIABLE
                            + " or with another file descriptor.");
        }
        return readStandardInput();
    }

    private String readStandardInput() throws IOException {
        try {
            return TextDecoder.text(in.readAllBytes());
        } catch (WrongEncodingException e) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "What comes from standard input " + e.getMessage(),
                    "Send it in UTF-8, or name a file in UTF-8 with --from.");
        }
    }
}
