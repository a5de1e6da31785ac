package io.jenkins.plugins.threatmanager.cli.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.Mac;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What of a vault file the passphrase itself protects: its MAC, and the entry with the key of all others. Read here, and
 * not by the JVM's key store, for the sake of {@link Stretching}: the result is the same in less than half the time.
 *
 * @param safe what the MAC is of
 * @param key the entry with the key, as it is in the file
 */
record OwnFile(byte[] safe, byte[] mac, byte[] salt, int iterations, EncryptedPrivateKeyInfo key) {

    private static final String DATA = "2a864886f70d010701";
    private static final String SECRET_BAG = "2a864886f70d010c0a0105";
    private static final String SHA_256 = "608648016503040201";
    private static final String NAME = "2a864886f70d010914";
    /** As for the JVM. */
    private static final int MOST_ITERATIONS = 5_000_000;

    private static final char FIRST_CHARACTER = ' ';
    private static final char LAST_CHARACTER = '~';

    /**
     * Empty for a file of other tools, or with anything in it that ours do not have: the JVM's key store reads it, or
     * says what is wrong with it.
     *
     * @param keyEntry the name of the entry with the key
     */
    static Optional<OwnFile> read(byte[] content, char[] passphrase, String keyEntry) {
        for (char each : passphrase) {
            if (each < FIRST_CHARACTER || each > LAST_CHARACTER) {
                return Optional.empty();
            }
        }
        try {
            return Optional.ofNullable(read(content, keyEntry));
        } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static OwnFile read(byte[] content, String keyEntry) throws IOException, GeneralSecurityException {
        Der file = Der.of(content).next(Der.SEQUENCE);
        file.integer();
        byte[] safe = data(file.next(Der.SEQUENCE));
        Der macData = file.next(Der.SEQUENCE);
        Der digest = macData.next(Der.SEQUENCE);
        byte[] salt = macData.next(Der.OCTETS).content();
        int iterations = macData.integer();
        if (!isOid(digest.next(Der.SEQUENCE), SHA_256) || salt.length == 0 || !isSensible(iterations)) {
            return null;
        }
        byte[] mac = digest.next(Der.OCTETS).content();
        byte[] key = null;
        Der parts = Der.of(safe).next(Der.SEQUENCE);
        while (parts.hasNext()) {
            Der bags = Der.of(data(parts.next(Der.SEQUENCE))).next(Der.SEQUENCE);
            while (bags.hasNext()) {
                Der bag = bags.next(Der.SEQUENCE);
                if (!isOid(bag, SECRET_BAG)) {
                    return null;
                }
                Der secret = bag.next(Der.TAGGED).next(Der.SEQUENCE);
                if (name(bag.next(Der.SET)).equalsIgnoreCase(keyEntry)) {
                    secret.next(Der.OID);
                    key = secret.next(Der.TAGGED).next(Der.OCTETS).content();
                }
            }
        }
        return key == null ? null : of(safe, mac, salt, iterations, new EncryptedPrivateKeyInfo(key));
    }

    private static OwnFile of(byte[] safe, byte[] mac, byte[] salt, int iterations, EncryptedPrivateKeyInfo key)
            throws GeneralSecurityException {
        boolean isOurs = VaultEntries.PROTECTION.equals(key.getAlgParameters().toString())
                && isSensible(parameters(key).getIterationCount());
        return isOurs ? new OwnFile(safe, mac, salt, iterations, key) : null;
    }

    private static PBEParameterSpec parameters(EncryptedPrivateKeyInfo key) throws GeneralSecurityException {
        AlgorithmParameters parameters = key.getAlgParameters();
        return parameters.getParameterSpec(PBEParameterSpec.class);
    }

    private static boolean isSensible(int iterations) {
        return iterations > 0 && iterations <= MOST_ITERATIONS;
    }

    private static byte[] data(Der contentInfo) {
        if (!isOid(contentInfo, DATA)) {
            throw new IllegalArgumentException("not in the clear");
        }
        return contentInfo.next(Der.TAGGED).next(Der.OCTETS).content();
    }

    private static boolean isOid(Der sequence, String oid) {
        return HexFormat.of().formatHex(sequence.next(Der.OID).content()).equals(oid);
    }

    private static String name(Der attributes) {
        while (attributes.hasNext()) {
            Der attribute = attributes.next(Der.SEQUENCE);
            if (isOid(attribute, NAME)) {
                return new String(attribute.next(Der.SET).next(Der.BMP_STRING).content(), StandardCharsets.UTF_16BE);
            }
        }
        return "";
    }

    /** Whether the file is as who knows the passphrase wrote it. */
    boolean isOf(char[] passphrase) throws GeneralSecurityException {
        Mac wanted = Mac.getInstance("HmacSHA256");
        wanted.init(new SecretKeySpec(Stretching.macKey(passphrase, salt, iterations), "HmacSHA256"));
        return MessageDigest.isEqual(wanted.doFinal(safe), mac);
    }

    /** The text of the entry with the key. */
    String keyText(char[] passphrase) throws GeneralSecurityException {
        PBEParameterSpec parameters = parameters(key);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(
                        Stretching.pbkdf2(passphrase, parameters.getSalt(), parameters.getIterationCount()), "AES"),
                parameters.getParameterSpec());
        Der info = Der.of(cipher.doFinal(key.getEncryptedData())).next(Der.SEQUENCE);
        info.integer();
        info.next(Der.SEQUENCE);
        return new String(info.next(Der.OCTETS).content(), StandardCharsets.UTF_8);
    }
}
