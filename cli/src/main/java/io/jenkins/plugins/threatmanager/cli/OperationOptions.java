package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The arguments of an operation as options: the same words as those of the Pipeline steps. */
final class OperationOptions {

    private static final Set<Argument> REQUIRED = EnumSet.of(Argument.TENANT, Argument.SERVER, Argument.CREDENTIALS_ID);

    private OperationOptions() {}

    static void addTo(CommandSpec spec, Operation operation) {
        for (Argument argument : operation.arguments()) {
            spec.addOption(option(argument, operation));
        }
    }

    /** Those that it cannot do without, in their order. */
    static List<Argument> required(Operation operation) {
        return operation.arguments().stream()
                .filter(argument -> isRequired(argument, operation))
                .toList();
    }

    /** A server is missing only where the operation is not about another product: that is said when it is known. */
    private static boolean isRequired(Argument argument, Operation operation) {
        return REQUIRED.contains(argument) && !(argument == Argument.SERVER && operation.takes(Argument.PRODUCT));
    }

    private static OptionSpec option(Argument argument, Operation operation) {
        OptionSpec.Builder option = OptionSpec.builder(argument.option()).required(isRequired(argument, operation));
        if (argument.kind() == Argument.Kind.FLAG) {
            return option.type(boolean.class)
                    .arity("0")
                    .description(argument.meaning())
                    .build();
        }
        return option.type(String.class)
                .arity("1")
                .paramLabel(label(argument, operation))
                .description(argument.meaning() + otherwise(argument))
                .build();
    }

    private static String label(Argument argument, Operation operation) {
        return switch (argument.kind()) {
            case NAMES -> argument == Argument.SERVER && !operation.takesSeveralServers() ? "NAME" : "NAME[,NAME...]";
            case PERIOD -> "PERIOD";
            case COUNT -> "MINUTES";
            default -> argument == Argument.APPROVED_PLAN ? "DIGEST" : "NAME";
        };
    }

    private static String otherwise(Argument argument) {
        return argument.otherwise().isEmpty() || argument == Argument.PERMISSIONS
                ? ""
                : " Default: " + argument.otherwise() + ".";
    }

    /** @throws ProblemException if an option is given without anything in it: a shell's variable is empty, most likely */
    static ArgumentValues values(ParseResult parsed, Operation operation) {
        ArgumentValues values = new ArgumentValues();
        for (Argument argument : operation.arguments()) {
            Object given = parsed.matchedOptionValue(argument.option(), null);
            if (given != null && given.toString().isBlank()) {
                throw new ProblemException(
                        RunnerProblem.ARGUMENT,
                        argument.option() + " is empty.",
                        REQUIRED.contains(argument)
                                ? "Give a value and run again."
                                : "Give a value, or omit the option to use the default.");
            }
            values.put(argument, given == null ? null : given.toString());
        }
        return values;
    }
}
