package io.jenkins.plugins.threatmanager.transport;

/**
 * The title of an HTML page. Not a regular expression: on <code>&lt;title&lt;title&lt;title…</code> one needs a time in
 * proportion to the square of the length.
 */
public final class HtmlTitle {

    private HtmlTitle() {}

    /** Empty if the page's beginning has none; reads each character a few times at most. */
    public static String of(CharSequence page) {
        CharSequence read = RemoteText.cut(page, RemoteText.LONGEST);
        int tag = indexOf(read, "<title", 0);
        int begin = tag < 0 ? -1 : indexOf(read, ">", tag);
        int end = begin < 0 ? -1 : indexOf(read, "</title>", begin);
        return end < 0 ? "" : read.subSequence(begin + 1, end).toString().strip();
    }

    /** @param word in lower case; found in any case */
    private static int indexOf(CharSequence text, String word, int from) {
        for (int i = from; i + word.length() <= text.length(); i++) {
            int same = 0;
            while (same < word.length() && Character.toLowerCase(text.charAt(i + same)) == word.charAt(same)) {
                same++;
            }
            if (same == word.length()) {
                return i;
            }
        }
        return -1;
    }
}
