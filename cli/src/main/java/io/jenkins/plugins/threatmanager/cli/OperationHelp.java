package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code OPERATION --help} says beside the options. */
final class OperationHelp {

    private static final int INDENT = 2;

    private OperationHelp() {}

    static void addTo(CommandSpec spec, Operation operation) {
        spec.usageMessage()
                .width(Runner.HELP_WIDTH)
                .description(operation.meaning())
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes(operation))
                .footer(("\nExample:\n" + example(operation).indent(INDENT)).split("\n"));
    }

    /** Two lines, to be copied as they are: none is as wide as the help. */
    static String example(Operation operation) {
        StringBuilder example = new StringBuilder("threat-manager " + operation.command() + " --tenant contoso");
        if (operation.takes(Argument.SERVER)) {
            example.append(" --server ").append(operation.takesSeveralServers() ? "tm-prod,tm-dr" : "tm-prod");
        }
        if (operation.takes(Argument.CREDENTIALS_ID)) {
            example.append(" --credentials-id contoso-tm");
        }
        example.append(" \\\n  --settings settings.yaml");
        if (operation.takes(Argument.PLAN)) {
            example.append(" --plan");
        }
        return example.toString();
    }

    /** Meaning by code. */
    static Map<String, String> exitCodes(Operation operation) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(
                "0",
                operation.readsOnly()
                        ? "The state was read."
                        : "Done, or nothing to do, or a plan that can be carried out.");
        codes.put("1", "A failure, or a plan that cannot be carried out.");
        if (operation.takes(Argument.FAIL_ON_DRIFT)) {
            codes.put("2", "Something differs from the wanted state, and --fail-on-drift was given.");
        }
        codes.putAll(Signals.exitCodes());
        return codes;
    }
}
