package io.jenkins.plugins.threatmanager.cli.vault;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads DER one element after the other; whatever is not as expected is an {@link IllegalArgumentException}. */
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int BMP_STRING = 0x1e;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int TAGGED = 0xa0;

    private static final int LONG_FORM = 0x80;
    private static final int LONGEST = 4;

    private final byte[] bytes;
    private final int end;
    private int position;

    private Der(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    boolean hasNext() {
        return position < end;
    }

    /** The next element, which has that tag. */
    Der next(int tag) {
        if (octet() != tag) {
            throw new IllegalArgumentException("another tag than " + tag);
        }
        int length = length();
        if (length < 0 || length > end - position) {
            throw new IllegalArgumentException("ends early");
        }
        Der element = new Der(bytes, position, position + length);
        position += length;
        return element;
    }

    /** The content, byte for byte. */
    byte[] content() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    int integer() {
        try {
            return new BigInteger(next(INTEGER).content()).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private int length() {
        int first = octet();
        if (first < LONG_FORM) {
            return first;
        }
        int octets = first - LONG_FORM;
        if (octets == 0 || octets > LONGEST) {
            throw new IllegalArgumentException("not a length of DER");
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << Byte.SIZE | octet();
        }
        return length;
    }

    private int octet() {
        if (!hasNext()) {
            throw new IllegalArgumentException("ends early");
        }
        return bytes[position++] & 0xff;
    }
}
