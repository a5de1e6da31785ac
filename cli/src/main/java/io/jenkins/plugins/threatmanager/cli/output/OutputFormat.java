package io.jenkins.plugins.threatmanager.cli.output;

import java.util.Locale;

/** What is written to standard output. */
public enum OutputFormat {
    /** Lines for people. */
    TEXT,
    /** One document for programs; lines go to standard error. */
    JSON;

    static final String OPTION = "--output";

    /** As on the command line: {@code text}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a program reads what is written, even where the arguments cannot be understood otherwise. */
    public static boolean isJsonWanted(String... args) {
        for (int i = 0; i < args.length; i++) {
            String value = args[i].equals(OPTION) && i + 1 < args.length
                    ? args[i + 1]
                    : args[i].startsWith(OPTION + "=") ? args[i].substring(OPTION.length() + 1) : "";
            if (value.equalsIgnoreCase(JSON.name())) {
                return true;
            }
        }
        return false;
    }
}
