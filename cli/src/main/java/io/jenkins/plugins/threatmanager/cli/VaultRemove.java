package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultNames;
import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a secret from the vault file. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Removes an entry after asking for confirmation at the terminal. A client secret that an operation"
                        + " stored stays while it is valid, because its text is nowhere else.")
final class VaultRemove implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Name of the entry.")
    private String id;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--force", description = "Also a client secret that an operation stored and that is still valid.")
    private boolean force;

    @Mixin
    private VaultOptions vault;

    private final Environment environment;

    VaultRemove(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        VaultNames.requireFree(id);
        KeyStoreFile file = vault.openExisting(environment);
        String text = VaultCommand.text(file, id);
        VaultFile.secretIn(id, text)
                .ifPresent(secret -> requireUseless(secret, "'offboard' removes it together with the app; add"));
        VaultFile.bootstrapIn(id, text)
                .ifPresent(secret -> requireUseless(secret, "The bootstrap identity signs in with it; add"));
        if (!yes && !agreed(file)) {
            spec.commandLine().getErr().println("Not removed.");
            return VaultCommand.DECLINED;
        }
        file.remove(id, before -> requireSame(text, before));
        spec.commandLine().getOut().println("removed '" + id + "' from " + file.path());
        return OperationCommand.DONE;
    }

    private void requireUseless(StoredSecret secret, String remedy) {
        if (!force && secret.expires().isAfter(Instant.now())) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The entry '" + id + "' is the client secret of the app " + secret.clientId() + " in "
                            + secret.tenant() + ", valid until " + UtcFormat.of(secret.expires())
                            + ", and its text is nowhere else.",
                    remedy + " --force if nothing uses it.");
        }
    }

    private boolean agreed(KeyStoreFile file) {
        if (!environment.terminal().canAsk()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "Nothing was removed: there is no terminal to ask at.",
                    "Add --yes to remove the entry without a question.");
        }
        return environment.terminal().agrees("Remove '" + id + "' from " + file.path() + "?");
    }

    private void requireSame(String seen, Optional<String> now) {
        if (!now.equals(Optional.of(seen))) {
            throw new ProblemException(
                    VaultProblem.VAULT, "The entry '" + id + "' has been changed meanwhile.", "Run again.");
        }
    }
}
