package io.jenkins.plugins.threatmanager.cli.terminal;

import java.io.Console;
import java.util.Locale;

/** The terminal that the process was started from. */
public final class ConsoleTerminal implements Terminal {

    private final TerminalDevice device = TerminalDevice.ofProcess();

    /** Before the process ends in the middle of a question: otherwise the shell after it shows nothing that is typed. */
    public static void restoreEcho() {
        TerminalDevice.restoreEcho();
    }

    @Override
    public boolean isThere() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    @Override
    public boolean canAsk() {
        return device.isThere() || isThere();
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
        if (device.isThere()) {
            return device.secret(prompt + ": ");
        }
        char[] typed = System.console().readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    @Override
    public boolean agrees(String question) {
        return answer(question + " [y/N]").toLowerCase(Locale.ROOT).matches("y|yes");
    }

    @Override
    public String answer(String prompt) {
        String answer =
                device.isThere() ? device.line(prompt + " ") : System.console().readLine("%s ", prompt);
        return answer == null ? "" : answer.strip();
    }

    @Override
    public void show(String line) {
        System.console().printf("%s%n", line);
        System.console().flush();
    }
}
