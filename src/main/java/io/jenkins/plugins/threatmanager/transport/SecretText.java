package io.jenkins.plugins.threatmanager.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret in memory. Prints as asterisks, is not serializable, and gives its text only to whoever asks for it by
 * name, so that a log line, a record's {@code toString} or a persisted object cannot take it along by accident.
 */
public final class SecretText {

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /**
     * @param text the secret itself
     * @throws IllegalArgumentException if it is missing or empty
     */
    public static SecretText of(@CheckForNull String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty.");
        }
        return new SecretText(text);
    }

    /**
     * What a person entered, without the characters at its ends that nobody sees and that come along when a text is
     * copied: a byte order mark, spaces without width, marks of the direction of writing. Blanks stay, since a password
     * may have some.
     */
    public static String visible(String entered) {
        int begin = 0;
        int end = entered.length();
        while (begin < end && isUnseen(entered.charAt(begin))) {
            begin++;
        }
        while (end > begin && isUnseen(entered.charAt(end - 1))) {
            end--;
        }
        return entered.substring(begin, end);
    }

    private static boolean isUnseen(char character) {
        return Character.getType(character) == Character.FORMAT;
    }

    /** The secret itself; never empty. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all secrets: a hash that depends on the text would reveal something of it. */
    @Override
    public int hashCode() {
        return SecretText.class.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
