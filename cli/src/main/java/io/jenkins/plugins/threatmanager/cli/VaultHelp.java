package io.jenkins.plugins.threatmanager.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code vault COMMAND --help} says beside the options. */
final class VaultHelp {

    /** An example by command: to be copied as it stands, none is as wide as the help. */
    static final Map<String, String> EXAMPLES = Map.of(
            "list", "threat-manager vault list --vault vault.p12",
            "get", "threat-manager vault get contoso-tm",
            "put", "threat-manager vault put contoso-bootstrap --from bootstrap-secret.txt",
            "remove", "threat-manager vault remove tm-app-token --yes");

    private VaultHelp() {}

    static void addTo(CommandLine vault) {
        vault.getSubcommands().forEach((name, command) -> addTo(command.getCommandSpec(), name));
    }

    private static void addTo(CommandSpec spec, String command) {
        spec.usageMessage()
                .width(Runner.HELP_WIDTH)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes(command))
                .footer("", "Example:", "  " + EXAMPLES.get(command));
    }

    /** Meaning by code. A command that is stopped by a signal has done nothing, or all of it. */
    static Map<String, String> exitCodes(String command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done.");
        codes.put(
                "1",
                command.equals("get") || command.equals("remove")
                        ? "A failure, or the answer to the question was no."
                        : "A failure.");
        codes.putAll(Signals.exitCodes());
        return codes;
    }
}
