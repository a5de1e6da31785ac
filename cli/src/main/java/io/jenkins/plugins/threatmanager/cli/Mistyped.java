package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.output.OutputFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of arguments that cannot be understood: what is wrong, names near to it, and where to look. */
public final class Mistyped {

    private Mistyped() {}

    public static ProblemException problem(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        return new ProblemException(
                RunnerProblem.ARGUMENT, cause(wrong, command), "'" + command + " --help' shows what there is.");
    }

    private static String cause(ParameterException wrong, String command) {
        // Of an option that is missing because it was mistyped, the mistake is worth more than the consequence.
        List<String> options = wrong.getCommandLine().getUnmatchedArguments().stream()
                .filter(argument -> argument.startsWith("-"))
                .toList();
        if (!(wrong instanceof UnmatchedArgumentException) && options.isEmpty()) {
            return wrong.getArgSpec() instanceof OptionSpec option && wrong.getValue() != null
                    ? option.longestName() + " takes " + what(option) + ", not '" + wrong.getValue() + "'."
                    : withStop(wrong.getMessage());
        }
        UnmatchedArgumentException unmatched = wrong instanceof UnmatchedArgumentException given
                ? given
                : new UnmatchedArgumentException(wrong.getCommandLine(), options);
        String first = unmatched.getUnmatched().get(0);
        if (!first.startsWith("-") && wrong.getCommandLine().getSubcommands().isEmpty()) {
            // It may be a secret.
            return "'" + command + "' has too many arguments.";
        }
        List<String> near = unmatched.getSuggestions();
        return "'" + command + "' has no " + kind(first) + " '" + first + "'"
                + (near.isEmpty() ? "" : "; near: " + String.join(", ", near)) + ".";
    }

    private static String what(OptionSpec option) {
        return option.type() == OutputFormat.class
                ? Stream.of(OutputFormat.values()).map(OutputFormat::word).collect(Collectors.joining(" or "))
                : option.type() == Integer.class ? "a number" : option.paramLabel();
    }

    private static String kind(String argument) {
        return argument.startsWith("-") ? "option" : "command";
    }

    private static String withStop(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
