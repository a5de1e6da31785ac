package io.jenkins.plugins.threatmanager.transport;

/**
 * The one place where what others wrote (error texts, and names of apps, profiles, secrets) becomes fit for a line that
 * people read: a build log, a page, a terminal. There a line break forges a line, an escape code hides or colours one,
 * the bytes of a console note make Jenkins read an object from the log, and characters without width or with a
 * direction of their own make one name look like another. Inside, texts stay exactly as they are, since what is ours
 * is decided by comparing them; they are made printable where they leave: in {@link ProblemException}, {@link
 * OperationContext}, the records that carry sentences, and the writer of each log. Needs time in proportion to the text.
 */
public final class RemoteText {

    /** How many characters of a text anything looks into; what comes behind is as if it had not been sent. */
    public static final int LONGEST = 16 * 1024;

    /** In the place of what must not be printed. */
    private static final char INSTEAD = '\uFFFD';

    /** No width, but letters or marks by their type. Source: Unicode's Default_Ignorable_Code_Point. */
    private static final String INVISIBLE = "\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0";

    private RemoteText() {}

    /** At most so many characters, and no half of a pair. */
    public static CharSequence cut(CharSequence text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splits = longest > 0
                && Character.isHighSurrogate(text.charAt(longest - 1))
                && Character.isLowSurrogate(text.charAt(longest));
        return text.subSequence(0, splits ? longest - 1 : longest);
    }

    /**
     * As it may be printed: a blank for everything that parts words or lines, and a visible sign for what is not to be
     * seen or does something else than being read. Of ordinary text nothing changes, blanks included.
     */
    public static String printable(CharSequence text) {
        CharSequence read = cut(text, LONGEST);
        StringBuilder line = new StringBuilder(read.length());
        for (int i = 0; i < read.length(); ) {
            int character = Character.codePointAt(read, i);
            i += Character.charCount(character);
            append(line, character);
        }
        return line.toString();
    }

    /**
     * The same on one line without blanks at its ends or two in a row.
     *
     * @param longest how many characters at most; an ellipsis is the last where it was longer
     */
    public static String line(CharSequence text, int longest) {
        StringBuilder line = new StringBuilder();
        String printable = printable(text);
        for (int i = 0; i < printable.length(); i++) {
            boolean repeated = printable.charAt(i) == ' ' && (line.isEmpty() || line.charAt(line.length() - 1) == ' ');
            if (!repeated) {
                line.append(printable.charAt(i));
            }
        }
        String whole = line.toString().strip();
        return whole.length() <= longest ? whole : cut(whole, longest - 1) + "…";
    }

    private static void append(StringBuilder line, int character) {
        switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
            case Character.CONTROL -> line.append(isBreak(character) ? ' ' : INSTEAD);
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                line.append(INSTEAD);
            default -> line.appendCodePoint(INVISIBLE.indexOf(character) < 0 ? character : INSTEAD);
        }
    }

    /** Tab, all kinds of line breaks, and {@code NEL}. */
    private static boolean isBreak(int control) {
        return control >= '\t' && control <= '\r' || control == 0x85;
    }
}
