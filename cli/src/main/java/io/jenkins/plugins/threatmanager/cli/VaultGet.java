package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.BootstrapEntry;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultNames;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one secret to the person who is to type it somewhere: never to a pipe or a file. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description =
                "Shows a secret at the terminal after asking twice, for example to copy it into the Threat Manager"
                        + " console.")
final class VaultGet implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Name of the entry.")
    private String id;

    @Mixin
    private VaultOptions vault;

    private final Environment environment;

    VaultGet(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        VaultNames.requireFree(id);
        Terminal terminal = environment.terminal();
        if (!terminal.isThere()) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "A secret is shown only at a terminal, and standard input or output is not one.",
                    "Run 'vault get' at a terminal without redirecting its input or output.");
        }
        String text = VaultCommand.text(vault.openExisting(environment), id);
        if (!terminal.agrees("Show '" + id + "' in plain text on this terminal?")
                || !terminal.answer("Type its name to show it:").equalsIgnoreCase(id)) {
            spec.commandLine().getErr().println("Not shown.");
            return VaultCommand.DECLINED;
        }
        terminal.show(VaultFile.secretIn(id, text)
                .map(StoredSecret::text)
                .or(() -> BootstrapEntry.secretIn(id, text))
                .map(secret -> secret.reveal())
                .orElse(text));
        return OperationCommand.DONE;
    }
}
