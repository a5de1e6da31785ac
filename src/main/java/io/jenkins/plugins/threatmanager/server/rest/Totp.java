package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords as authenticator apps make them: RFC 6238, 30 seconds, HMAC-SHA-1, six digits. */
final class Totp {

    /** How long a password is the current one. */
    static final Duration STEP = Duration.ofSeconds(30);

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;

    private Totp(byte[] key) {
        this.key = key;
    }

    /**
     * @param secret Base32 as shown beside the QR code; spaces, hyphens, padding and case do not matter
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException {@link ServerProblem#OTP_REFUSED} if it is not Base32
     */
    static Totp of(SecretText secret) {
        return new Totp(base32(secret.reveal()));
    }

    static Totp ofKey(byte[] key) {
        return new Totp(key.clone());
    }

    /** The number of the step that a moment is in; the same number makes the same password. */
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP.toSeconds());
    }

    /** How long until a step begins; zero if it has begun. */
    static Duration until(long step, Instant moment) {
        Duration wait = Duration.between(moment, Instant.ofEpochSecond(step * STEP.toSeconds()));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    String password(Instant moment) {
        return password(step(moment), 6);
    }

    String password(long step, int digits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            long number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffffL;
            long modulus = (long) Math.pow(10, digits);
            return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JVM has no HMAC-SHA-1.", e);
        }
    }

    private static byte[] base32(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[\\s=-]", "");
        byte[] bytes = new byte[letters.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int filled = 0;
        for (char letter : letters.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw ServerProblem.OTP_REFUSED.failure("The one-time password secret is not Base32.");
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[filled++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (bytes.length == 0) {
            throw ServerProblem.OTP_REFUSED.failure("The one-time password secret is empty.");
        }
        return bytes;
    }
}
