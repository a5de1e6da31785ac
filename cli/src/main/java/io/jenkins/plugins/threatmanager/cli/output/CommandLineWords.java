package io.jenkins.plugins.threatmanager.cli.output;

import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.List;
import java.util.Map;
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

    /**
     * What the engine says of a place where something is configured, or of another operation, and the same here; each
     * left side is in a sentence of the engine.
     */
    static final Map<String, String> PHRASES = Map.of(
            "add its certificate authority to the trust store of the JVM",
            "name the certificate of its authority with --ca-certificate",
            "in the server's CA certificate field",
            "with --ca-certificate, or as the server's caCertificate in the settings",
            "Paste the certificate of the authority that signed the server's certificate",
            "Give the certificate of the authority that signed the server's certificate as the server's caCertificate",
            "as the credential that the tenant names",
            "as the vault entry that the tenant names",
            "press Done on the page of the build, or run again with 'confirm'",
            "run again with 'confirm'",
            "A server is missing.",
            "Missing required option: '--server'.",
            "lift it on the page Threat Manager",
            "lift it with 'enable-app'",
            "off-boarding with 'purge'",
            "'offboard --purge'",
            "onboarding with 'restore'",
            "'onboard --restore'");

    private CommandLineWords() {}

    static String of(String sentence) {
        String words = RemoteText.printable(sentence);
        for (Map.Entry<String, String> phrase : PHRASES.entrySet()) {
            words = words.replace(phrase.getKey(), phrase.getValue());
        }
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

    public static String place(Resource.Place place) {
        return place == Resource.Place.JENKINS ? "Vault" : place.title();
    }

    /** With the code, by which a script knows it. */
    public static String of(ProblemException problem) {
        return problem.problem().code().startsWith(OWN) ? problem.getMessage() : of(problem.getMessage());
    }

    /** @param vaultOption which vault file, as an option after a blank; empty for the usual one */
    static List<String> table(Overview overview, String vaultOption) {
        return OverviewTable.lines(overview, instruction -> instruction(instruction, vaultOption)).stream()
                .map(CommandLineWords::of)
                .toList();
    }

    static String instruction(Instruction instruction, String vaultOption) {
        return instruction.line("which 'threat-manager vault get " + instruction.value() + vaultOption + "' shows");
    }
}
