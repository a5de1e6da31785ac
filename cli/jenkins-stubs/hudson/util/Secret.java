package hudson.util;

import java.io.Serializable;

/** A secret text. Here it holds what it is given; the real one encrypts it too. */
public final class Secret implements Serializable {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret fromString(String data) {
        return new Secret(data == null ? "" : data);
    }

    public String getPlainText() {
        return text;
    }

    public static String toString(Secret s) {
        return s == null ? "" : s.text;
    }
}
