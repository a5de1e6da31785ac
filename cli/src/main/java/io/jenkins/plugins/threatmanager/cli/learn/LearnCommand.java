package io.jenkins.plugins.threatmanager.cli.learn;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** From a recording of the console to an API profile. */
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = "Learns the API profile of a Threat Manager server from a recording of its console in a browser.")
public final class LearnCommand implements Runnable {

    /** An example by command. */
    static final Map<String, String> EXAMPLES = Map.of(
            "card",
            "threat-manager learn card --user jenkins --tenant contoso.onmicrosoft.com \\\n"
                    + "      --client-id 00000000-0000-0000-0000-000000000000 --out card.json",
            "profile",
            "threat-manager learn profile --recording console.har --card card.json --out profile.json",
            "redact",
            "threat-manager learn redact --recording console.har --card card.json --out redacted.har");

    private static final int HELP_WIDTH = 100;

    @Spec
    private CommandSpec spec;

    private LearnCommand() {}

    /** With its commands. */
    public static CommandLine of() {
        CommandLine learn = new CommandLine(new LearnCommand())
                .addSubcommand(new LearnCard())
                .addSubcommand(new LearnProfile())
                .addSubcommand(new LearnRedact());
        learn.getSubcommands()
                .forEach((name, command) -> command.getCommandSpec()
                        .usageMessage()
                        .width(HELP_WIDTH)
                        .exitCodeListHeading("%nExit codes:%n")
                        .exitCodeList(exitCodes(name))
                        .footer("", "Example:", "  " + EXAMPLES.get(name)));
        return learn;
    }

    /** In their order. */
    private static Map<String, String> exitCodes(String command) {
        Map<String, String> codes = new TreeMap<>(Map.of("0", "Done.", "1", "A failure."));
        if (command.equals("profile")) {
            codes.put("0", "A profile was written.");
            codes.put("2", "Something is missing; no profile was written.");
        }
        return codes;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
