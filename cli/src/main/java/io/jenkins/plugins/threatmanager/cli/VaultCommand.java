package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultNames;
import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.InputStream;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The vault file by hand. */
@Command(
        name = "vault",
        mixinStandardHelpOptions = true,
        description = "Shows and changes what the vault file keeps: bootstrap secrets, App Tokens, and the client"
                + " secrets that operations store.")
final class VaultCommand implements Runnable {

    /** A person said no: the exit code. */
    static final int DECLINED = 1;

    @Spec
    private CommandSpec spec;

    private VaultCommand() {}

    /** With its commands. */
    static CommandLine of(Environment environment, InputStream in) {
        CommandLine vault = new CommandLine(new VaultCommand())
                .addSubcommand(new VaultList(environment))
                .addSubcommand(new VaultGet(environment))
                .addSubcommand(new VaultPut(environment, in))
                .addSubcommand(new VaultRemove(environment));
        VaultHelp.addTo(vault);
        return vault;
    }

    /**
     * By the rule for the credentials IDs of operations.
     *
     * @throws ProblemException with that rule's sentence
     */
    static void requireValid(String id) {
        VaultNames.requireFree(id);
        try {
            ProcedureRequest.Secret.requireCredentialsId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(RunnerProblem.ARGUMENT, e.getMessage(), "Choose another name.");
        }
    }

    /** The text of an entry that has to be there. */
    static String text(KeyStoreFile file, String id) {
        return file.find(id).orElseThrow(missing(file, id));
    }

    static Supplier<ProblemException> missing(KeyStoreFile file, String id) {
        return () -> new ProblemException(
                VaultProblem.VAULT,
                "The vault file " + file.path() + " has no entry '" + id + "'.",
                "'vault list" + VaultOptions.option(file.path()) + "' shows what it has.");
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
