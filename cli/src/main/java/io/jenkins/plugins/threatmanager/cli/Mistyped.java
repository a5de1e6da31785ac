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
        // Of an option that is missing because it was mistyped, the mistake is worth more than the consequence.
        List<String> options = wrong.getCommandLine().getUnmatchedArguments().stream()
                .filter(argument -> argument.startsWith("-"))
                .toList();
        if (!(wrong instanceof UnmatchedArgumentException) && options.isEmpty()) {
            return withStop(wrong.getMessage());
        }
        UnmatchedArgumentException unmatched = wrong instanceof UnmatchedArgumentException given
                ? given
                : new UnmatchedArgumentException(wrong.getCommandLine(), options);
        String first = unmatched.getUnmatched().get(0);
        if (!first.startsWith("-") && wrong.getCommandLine().getSubcommands().isEmpty()) {
            // It may be a secret.
            return "'" + command + "' has an argument more than it takes.";
        }
        List<String> near = unmatched.getSuggestions();
        return "'" + command + "' has no " + kind(first) + " '" + first + "'"
                + (near.isEmpty() ? "" : "; near: " + String.join(", ", near)) + ".";
    }

    private static String kind(String argument) {
        return argument.startsWith("-") ? "option" : "command";
    }

    private static String withStop(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
