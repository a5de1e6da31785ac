package io.jenkins.plugins.threatmanager.entra;

import java.util.Locale;
import java.util.regex.Pattern;

/** GUIDs as people type them. */
public final class Guid {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Guid() {}

    public static boolean is(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * @param what begins the sentence, for example "The client ID"
     * @return in lower case
     * @throws IllegalArgumentException if it is not a GUID
     */
    public static String check(String what, String text) {
        if (!is(text)) {
            throw new IllegalArgumentException(what + " must be a GUID such as 00000000-0000-0000-0000-000000000000.");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
