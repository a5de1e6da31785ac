package io.jenkins.plugins.threatmanager.transport;

import java.util.Locale;

/** Whether an answer is a page for people rather than data, and what that page is called. */
public final class WebPage {

    private static final int LONGEST_TITLE = 100;

    private WebPage() {}

    /** @param contentType empty if the answer does not say */
    public static boolean is(String contentType, CharSequence text) {
        int begin = 0;
        while (begin < text.length() && begin < RemoteText.LONGEST && isBlank(text.charAt(begin))) {
            begin++;
        }
        String start = RemoteText.cut(text.subSequence(begin, text.length()), 20)
                .toString()
                .toLowerCase(Locale.ROOT);
        return contentType.toLowerCase(Locale.ROOT).contains("html")
                || start.startsWith("<!doctype html")
                || start.startsWith("<html");
    }

    /** A mark of the byte order may stand before the text as well. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || character == '\uFEFF';
    }

    /** On one line and without what has the form of a token; empty if it has none. */
    public static String title(CharSequence page) {
        return RemoteText.line(new Scrubber().scrub(HtmlTitle.of(page)), LONGEST_TITLE);
    }
}
