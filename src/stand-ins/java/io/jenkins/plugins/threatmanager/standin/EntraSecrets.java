package io.jenkins.plugins.threatmanager.standin;

import java.security.SecureRandom;

/** Texts of client secrets: 40 characters, awkward ones among them; the first three, which are the hint, differ. */
final class EntraSecrets {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~._-+/=@:[]&%";
    private static final int LETTERS_AND_DIGITS = 62;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntraSecrets() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        while (text.length() < 3) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(LETTERS_AND_DIGITS)));
        }
        text.append("8Q~");
        while (text.length() < 40) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
