package io.jenkins.plugins.threatmanager.cli.output;

import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences of the engine in the words of the command line. The engine names an argument as {@link Argument} spells it,
 * one that is a word of everyday language in single quotes, and is otherwise silent about where it is read: {@code run
 * again with 'adopt'} becomes {@code run again with --adopt}.
 */
public final class CommandLineWords {

    private static final String PLACE_IN_JENKINS = Resource.Place.JENKINS.title() + ": ";
    /** How the codes of problems begin that are told in its own words. */
    private static final String OWN = "runner-";

    private static final String VAULT = "Vault: ";

    private CommandLineWords() {}

    static String of(String sentence) {
        String words = RemoteText.printable(sentence);
        for (Argument argument : Argument.values()) {
            words = withOption(words, argument);
        }
        return words.replaceFirst("^((?:- |done: |\\d+\\. )?)" + Pattern.quote(PLACE_IN_JENKINS), "$1" + VAULT);
    }

    private static String withOption(String words, Argument argument) {
        String name = argument.argumentName();
        boolean everyday = name.chars().allMatch(Character::isLowerCase);
        if (everyday && argument.kind() != Argument.Kind.FLAG) {
            return words;
        }
        return words.replaceAll(
                everyday ? "'" + name + "'" : "(?<![\\w.'])'?\\b" + name + "\\b'?(?![\\w:])",
                Matcher.quoteReplacement(argument.option()));
    }

    static String place(Resource.Place place) {
        return place == Resource.Place.JENKINS ? "Vault" : place.title();
    }

    /** With the code, by which a script knows it. */
    public static String of(ProblemException problem) {
        String sentence = problem.problem().code().startsWith(OWN) ? problem.getMessage() : of(problem.getMessage());
        return sentence + " [" + problem.problem().code() + "]";
    }

    static List<String> table(Overview overview) {
        return OverviewTable.lines(overview, CommandLineWords::instruction).stream()
                .map(CommandLineWords::of)
                .toList();
    }

    static String instruction(Instruction instruction) {
        return instruction.line("copy what 'threat-manager vault get " + instruction.value() + "' shows");
    }
}
