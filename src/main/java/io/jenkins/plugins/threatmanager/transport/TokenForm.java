package io.jenkins.plugins.threatmanager.transport;

/**
 * What has the form of a JSON Web Token: a server may show one that it has issued and the plugin has not seen yet. Not a
 * regular expression: on <code>eyJeyJeyJ…</code> one needs a time in proportion to the square of the length.
 */
final class TokenForm {

    private static final String BEGINNING = "eyJ";
    /** After the beginning, in the first part. */
    private static final int FEWEST = 4;

    private static final int MOST_PARTS_MORE = 4;

    private TokenForm() {}

    /**
     * @param cutOff whether the text went on behind its end: a token's first part that stands there counts as a token
     * @return the text with something else in the place of each token; reads each character a few times at most
     */
    static String replaced(CharSequence text, String instead, boolean cutOff) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = endOfPart(text, at);
            int begin = beginning(text, at, end);
            boolean token = begin >= 0 && (end < text.length() ? text.charAt(end) == '.' : cutOff);
            kept.append(text, at, token ? begin : end);
            if (token) {
                kept.append(instead);
                for (int part = 0; part < MOST_PARTS_MORE && end < text.length() && text.charAt(end) == '.'; part++) {
                    end = endOfPart(text, end + 1);
                }
            } else if (end < text.length()) {
                kept.append(text.charAt(end++));
            }
            at = end;
        }
        return kept.toString();
    }

    private static int endOfPart(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && isOfPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The first place of a part at which a token may begin; negative if there is none. */
    private static int beginning(CharSequence text, int from, int end) {
        for (int i = from; i + BEGINNING.length() + FEWEST <= end; i++) {
            if (text.charAt(i) == 'e' && text.charAt(i + 1) == 'y' && text.charAt(i + 2) == 'J') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOfPart(char character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-';
    }
}
