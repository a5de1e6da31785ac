package io.jenkins.plugins.threatmanager.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of arguments that cannot be understood: what is wrong, names near to it, and where to look. */
final class Mistyped {

    private Mistyped() {}

    static String sentence(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        return cause(wrong, command) + " '" + command + " --help' shows what there is. ["
                + RunnerProblem.ARGUMENT.code() + "]";
    }

    private static String cause(ParameterException wrong, String command) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return withStop(wrong.getMessage());
        }
        String first = unmatched.getUnmatched().get(0);
        List<String> near = unmatched.getSuggestions();
        return "'" + command + "' has no " + kind(wrong.getCommandLine(), first) + " '" + first + "'"
                + (near.isEmpty() ? "" : "; near: " + String.join(", ", near)) + ".";
    }

    private static String kind(CommandLine line, String argument) {
        if (argument.startsWith("-")) {
            return "option";
        }
        return line.getSubcommands().isEmpty() ? "argument" : "command";
    }

    private static String withStop(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
