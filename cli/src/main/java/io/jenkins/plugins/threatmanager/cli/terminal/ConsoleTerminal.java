package io.jenkins.plugins.threatmanager.cli;

import java.io.Console;
import java.util.Locale;

/** The terminal that the process was started from. */
final class ConsoleTerminal implements Terminal {

    @Override
    public boolean isThere() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** Since Java 22 there is a console without a terminal, too. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public String secret(String prompt) {
        char[] typed = System.console().readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    @Override
    public boolean agrees(String question) {
        String answer = System.console().readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    @Override
    public void show(String line) {
        System.console().printf("%s%n", line);
        System.console().flush();
    }
}
