package io.jenkins.plugins.threatmanager.procedure.approval;

/**
 * Texts of arguments and services as any file can keep them: one character that no XML has, and a file with all approvals
 * could not be read again. Pure.
 */
final class StorableText {

    private static final String INSTEAD = "\uFFFD";

    private StorableText() {}

    static String of(String text) {
        if (text.codePoints().allMatch(StorableText::isStorable)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isStorable(character)) {
                storable.appendCodePoint(character);
            } else {
                storable.append(INSTEAD);
            }
        });
        return storable.toString();
    }

    private static boolean isStorable(int character) {
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !Character.isISOControl(character) && !half && (character & 0xFFFE) != 0xFFFE;
    }
}
