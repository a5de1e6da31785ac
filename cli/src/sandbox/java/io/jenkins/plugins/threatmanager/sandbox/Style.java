package io.jenkins.plugins.threatmanager.sandbox;

import java.io.Console;
import java.util.Map;

/** How text is set off: with colours at a terminal, with nothing in files and pipes. */
enum Style {
    PLAIN,
    COLOURED;

    private static final String ESCAPE = "\u001b[";

    /**
     * @param console null if input or output is no terminal
     * @param environment {@code NO_COLOR} and {@code TERM=dumb} ask for plain text
     */
    static Style of(Console console, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return isTerminal(console) && !refused ? COLOURED : PLAIN;
    }

    /** Since Java 22 there is a console without a terminal, too, and a method that tells the two apart. */
    private static boolean isTerminal(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    String title(String text) {
        return wrapped("1", text);
    }

    String done(String text) {
        return wrapped("32", text);
    }

    String command(String text) {
        return wrapped("36", text);
    }

    private String wrapped(String code, String text) {
        return this == PLAIN ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
