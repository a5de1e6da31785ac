package io.jenkins.plugins.threatmanager.transport;

import java.io.IOException;

/**
 * Bytes that are no text as {@link TextDecoder} reads it. Its message follows the name of a file ("has zero bytes, …")
 * and quotes nothing of the content, which may be a secret.
 */
public final class WrongEncodingException extends IOException {

    private static final long serialVersionUID = 1;

    /** Follows the cause, and comes before anything that is to be done besides. */
    public static final String REMEDY = "Save it as UTF-8 and run again.";

    private WrongEncodingException(String message) {
        super(message);
    }

    /** UTF-16 has a zero byte in each character of ASCII, and nearly no text is without one of those. */
    static WrongEncodingException zeros(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        boolean halves = bytes.length % 2 == 0 && (zeros[0] == 0 || zeros[1] == 0) && bytes.length > 1;
        return new WrongEncodingException(
                halves
                        ? "has zero bytes as a text in UTF-16" + (zeros[1] > 0 ? "LE" : "BE")
                                + " has, but no byte order mark, so it is not in UTF-8."
                        : "has zero bytes, so it is not a text.");
    }

    static WrongEncodingException notAsMarked(String charset) {
        return new WrongEncodingException(
                "begins with the byte order mark of " + charset + ", but is not in that encoding.");
    }

    /** @param position of the first byte that does not fit */
    static WrongEncodingException notUtf8(byte[] bytes, int position) {
        for (byte each : bytes) {
            if (each == 0) {
                return zeros(bytes);
            }
        }
        return new WrongEncodingException("is not in UTF-8: its byte " + (position + 1)
                + " is of another encoding, such as Latin-1 or a Windows code page.");
    }
}
