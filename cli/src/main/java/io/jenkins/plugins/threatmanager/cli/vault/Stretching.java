package io.jenkins.plugins.threatmanager.cli.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two derivations of a key from a passphrase that a vault file takes, with the result that the JVM's own have: what
 * is slow on purpose for who guesses is slow for us, too, and the JVM's take four times as long as they must. Both are
 * one chain of SHA-256 over 32 bytes each, so its inner function is here, on integers, with what never changes computed
 * once. Its time does not depend on the passphrase: there is no table, and no branch on data.
 *
 * <p>RFC 8018 (PBKDF2), RFC 7292, appendix B (PKCS12), FIPS 180-4 (SHA-256).
 */
final class Stretching {

    private static final int WORDS = 8;
    private static final int BLOCK_WORDS = 16;
    private static final int BLOCK_BYTES = 64;
    private static final int ROUNDS = 64;

    /** After 32 bytes: the bit that ends a message. Its length in bits is the last word of a block. */
    private static final int END = 0x80000000;

    private static final int BITS = 32 * 8;
    private static final int BITS_AFTER_A_BLOCK = (BLOCK_BYTES + 32) * 8;

    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    /** Which key of PKCS12 it is: that of the MAC. */
    private static final byte FOR_MAC = 3;

    private static final int[] BEGIN = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private Stretching() {}

    /** @return the first 32 bytes of PBKDF2 with HMAC-SHA256 */
    static byte[] pbkdf2(char[] passphrase, byte[] salt, int iterations) throws GeneralSecurityException {
        byte[] secret = ascii(passphrase);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update(salt);
        byte[] first = mac.doFinal(new byte[] {0, 0, 0, 1});

        byte[] key = secret.length > BLOCK_BYTES ? sha256(secret) : secret;
        int[] inner = afterPad(key, INNER);
        int[] outer = afterPad(key, OUTER);
        int[] block = blockOf(words(first), BITS_AFTER_A_BLOCK);
        int[] result = Arrays.copyOf(block, WORDS);
        for (int i = 1; i < iterations; i++) {
            compress(inner, block, block);
            compress(outer, block, block);
            for (int word = 0; word < WORDS; word++) {
                result[word] ^= block[word];
            }
        }
        return bytes(result);
    }

    /** @return the key of a PKCS12 file's HMAC-SHA256 */
    static byte[] macKey(char[] passphrase, byte[] salt, int iterations) throws GeneralSecurityException {
        byte[] secret = (String.valueOf(passphrase) + '\0').getBytes(StandardCharsets.UTF_16BE);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] purpose = new byte[BLOCK_BYTES];
        Arrays.fill(purpose, FOR_MAC);
        digest.update(purpose);
        digest.update(wholeBlocks(salt));
        int[] block = blockOf(words(digest.digest(wholeBlocks(secret))), BITS);
        for (int i = 1; i < iterations; i++) {
            compress(BEGIN, block, block);
        }
        return bytes(Arrays.copyOf(block, WORDS));
    }

    private static byte[] ascii(char[] passphrase) {
        return String.valueOf(passphrase).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] message) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(message);
    }

    /** Repeated until it ends where a block does. */
    private static byte[] wholeBlocks(byte[] part) {
        byte[] whole = new byte[(part.length + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = part[i % part.length];
        }
        return whole;
    }

    private static int[] afterPad(byte[] key, int pad) {
        byte[] padded = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= (byte) pad;
        }
        int[] schedule = Arrays.copyOf(words(padded), ROUNDS);
        int[] state = new int[WORDS];
        compress(BEGIN, schedule, state);
        return state;
    }

    /** The last block of a message that ends with these 32 bytes, with room for what is derived from it. */
    private static int[] blockOf(int[] words, int bits) {
        int[] block = Arrays.copyOf(words, ROUNDS);
        block[WORDS] = END;
        block[BLOCK_WORDS - 1] = bits;
        return block;
    }

    private static int[] words(byte[] bytes) {
        int[] words = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(words);
        return words;
    }

    private static byte[] bytes(int[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES);
        bytes.asIntBuffer().put(words);
        return bytes.array();
    }

    /**
     * SHA-256 of one more block.
     *
     * @param from the state before
     * @param w the block in its first 16 words, which stay as they are; the others are written over
     * @param to where the state after goes: its first eight words; may be the block
     */
    private static void compress(int[] from, int[] w, int[] to) {
        for (int t = BLOCK_WORDS; t < ROUNDS; t++) {
            int x = w[t - 2];
            int y = w[t - 15];
            w[t] = ((x >>> 17 | x << 15) ^ (x >>> 19 | x << 13) ^ x >>> 10)
                    + w[t - 7]
                    + ((y >>> 7 | y << 25) ^ (y >>> 18 | y << 14) ^ y >>> 3)
                    + w[t - 16];
        }
        int a = from[0];
        int b = from[1];
        int c = from[2];
        int d = from[3];
        int e = from[4];
        int f = from[5];
        int g = from[6];
        int h = from[7];
        // Four rounds at a time, each with other names for the same words: none has to be moved.
        for (int t = 0; t < ROUNDS; t += 4) {
            h += ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (g ^ e & (f ^ g)) + K[t] + w[t];
            d += h;
            h += ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b | c & (a | b));
            g += ((d >>> 6 | d << 26) ^ (d >>> 11 | d << 21) ^ (d >>> 25 | d << 7))
                    + (f ^ d & (e ^ f))
                    + K[t + 1]
                    + w[t + 1];
            c += g;
            g += ((h >>> 2 | h << 30) ^ (h >>> 13 | h << 19) ^ (h >>> 22 | h << 10)) + (h & a | b & (h | a));
            f += ((c >>> 6 | c << 26) ^ (c >>> 11 | c << 21) ^ (c >>> 25 | c << 7))
                    + (e ^ c & (d ^ e))
                    + K[t + 2]
                    + w[t + 2];
            b += f;
            f += ((g >>> 2 | g << 30) ^ (g >>> 13 | g << 19) ^ (g >>> 22 | g << 10)) + (g & h | a & (g | h));
            e += ((b >>> 6 | b << 26) ^ (b >>> 11 | b << 21) ^ (b >>> 25 | b << 7))
                    + (d ^ b & (c ^ d))
                    + K[t + 3]
                    + w[t + 3];
            a += e;
            e += ((f >>> 2 | f << 30) ^ (f >>> 13 | f << 19) ^ (f >>> 22 | f << 10)) + (f & g | h & (f | g));
            int x = a;
            a = e;
            e = x;
            x = b;
            b = f;
            f = x;
            x = c;
            c = g;
            g = x;
            x = d;
            d = h;
            h = x;
        }
        to[0] = from[0] + a;
        to[1] = from[1] + b;
        to[2] = from[2] + c;
        to[3] = from[3] + d;
        to[4] = from[4] + e;
        to[5] = from[5] + f;
        to[6] = from[6] + g;
        to[7] = from[7] + h;
    }
}
