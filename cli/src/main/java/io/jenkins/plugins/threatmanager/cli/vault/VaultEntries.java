package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.transport.AnswerText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a vault file held at one moment: a PKCS12 key store. The passphrase protects one entry, a random key, at full
 * {@link VaultStrength}; that key protects all others, so opening the file takes the same time however many there are.
 * Entries that {@code keytool} made are protected by the passphrase itself until the next change.
 */
final class VaultEntries {

    private static final String KEY = VaultNames.RESERVED + "key";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** PKCS12 asks for an algorithm; the entries are texts, so which it is says nothing. */
    private static final String TEXT = "AES";

    /** SHA-512 takes a JVM that has just started half the time of as strong a SHA-256: it needs fewer iterations. */
    private static final String PROTECTION = "PBEWithHmacSHA512AndAES_256";

    private static final String MAC = "HmacPBESHA512";
    private static final int KEY_BYTES = 32;

    /** A random key needs no stretching. */
    private static final int ITERATIONS_UNDER_KEY = 1000;

    private static final int SALT_BYTES = 20;
    private static final int BLOCK_BYTES = 16;

    private final KeyStore store;
    private final char[] passphrase;

    /** Null until it is needed: to recover it takes most of the time of opening the file. */
    private VaultKey key;

    /**
     * @param strength of its own protection; empty if an earlier version protected it
     * @param text what other entries are protected with
     */
    private record VaultKey(Optional<VaultStrength> strength, char[] text) {

        private static final Pattern KEPT = Pattern.compile("(SHA512:)?(\\d{1,7}):(.*)");

        /** Empty if it is something else. */
        static Optional<VaultKey> of(String kept) {
            Matcher parts = KEPT.matcher(kept);
            if (!parts.matches()) {
                return Optional.empty();
            }
            Optional<VaultStrength> strength = Optional.ofNullable(parts.group(1))
                    .map(current -> new VaultStrength(Integer.parseInt(parts.group(2))));
            return Optional.of(new VaultKey(strength, parts.group(3).toCharArray()));
        }

        static String kept(VaultStrength strength, String text) {
            return "SHA512:" + strength.iterations() + ":" + text;
        }

        boolean isAtLeast(VaultStrength wanted) {
            return strength.filter(mine -> mine.isAtLeast(wanted)).isPresent();
        }
    }

    private VaultEntries(KeyStore store, char[] passphrase) {
        this.store = store;
        this.passphrase = passphrase;
    }

    static VaultEntries none(char[] passphrase) {
        return new VaultEntries(emptyStore(passphrase), passphrase);
    }

    /** @throws IOException if it is not PKCS12; with an {@link UnrecoverableKeyException} if the passphrase is wrong */
    static VaultEntries read(byte[] content, char[] passphrase) throws IOException {
        KeyStore store = emptyStore(passphrase);
        try {
            store.load(new ByteArrayInputStream(content), passphrase);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        return new VaultEntries(store, passphrase);
    }

    /** Those of people, in the order of their names. */
    List<String> names() {
        return aliases().stream()
                .filter(name -> !VaultNames.isReserved(name))
                .sorted()
                .toList();
    }

    /** @throws UnrecoverableKeyException if the entry has a passphrase of its own */
    Optional<String> text(String name) throws GeneralSecurityException {
        Optional<VaultKey> known = key();
        if (known.isPresent()) {
            try {
                return text(name, known.get().text());
            } catch (UnrecoverableKeyException e) {
                // made by keytool, which knows the passphrase only
            }
        }
        return text(name, passphrase);
    }

    void put(String name, String text) throws GeneralSecurityException {
        Optional<VaultKey> known = key();
        if (known.isPresent()) {
            set(store, name, text, known.get().text(), ITERATIONS_UNDER_KEY);
        } else {
            set(store, name, text, passphrase, VaultStrength.RECOMMENDED.iterations());
        }
    }

    void remove(String name) throws GeneralSecurityException {
        store.deleteEntry(name);
    }

    /** The file as it is to be written. */
    byte[] toBytes() throws IOException, GeneralSecurityException {
        return toBytes(key().flatMap(VaultKey::strength).orElse(VaultStrength.RECOMMENDED));
    }

    /**
     * The same, at least as strong as wanted: to be written in place of this one. Where an entry cannot be read, it is
     * this one as it is, as nothing may be lost.
     */
    VaultEntries atLeast(VaultStrength strength) throws GeneralSecurityException {
        Optional<VaultKey> known = key();
        boolean strong = known.filter(mine -> mine.isAtLeast(strength)).isPresent();
        VaultEntries stronger = strong ? this : fresh(strength);
        List<String> names = aliases();
        names.remove(KEY);
        try {
            for (String name : names) {
                if (strong && isUnderKey(name, known.get())) {
                    continue;
                }
                Optional<String> text = text(name);
                if (text.isEmpty()) {
                    return this; // a certificate
                }
                stronger.put(name, text.get());
            }
        } catch (UnrecoverableKeyException e) {
            return this;
        }
        return stronger;
    }

    private VaultEntries fresh(VaultStrength strength) throws GeneralSecurityException {
        VaultEntries entries = new VaultEntries(emptyStore(passphrase), passphrase);
        byte[] random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        set(entries.store, KEY, VaultKey.kept(strength, hex), passphrase, strength.iterations());
        entries.key = new VaultKey(Optional.of(strength), hex.toCharArray());
        return entries;
    }

    /** Empty if another tool made the file. */
    private Optional<VaultKey> key() throws GeneralSecurityException {
        if (key == null) {
            key = text(KEY, passphrase).flatMap(VaultKey::of).orElse(null);
        }
        return Optional.ofNullable(key);
    }

    private boolean isUnderKey(String name, VaultKey known) throws GeneralSecurityException {
        try {
            text(name, known.text());
            return true;
        } catch (UnrecoverableKeyException e) {
            return false;
        }
    }

    private Optional<String> text(String name, char[] password) throws GeneralSecurityException {
        Key found = store.getKey(name, password);
        return Optional.ofNullable(found).map(text -> AnswerText.ours(text.getEncoded()));
    }

    private List<String> aliases() {
        try {
            return new ArrayList<>(Collections.list(store.aliases()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("It has been loaded.", e);
        }
    }

    // ---- PKCS12 ----------------------------------------------------------------------------------------------------

    private static void set(KeyStore store, String name, String text, char[] password, int iterations)
            throws GeneralSecurityException {
        byte[] salt = new byte[SALT_BYTES];
        byte[] vector = new byte[BLOCK_BYTES];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(vector);
        store.setEntry(
                name,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), TEXT)),
                new KeyStore.PasswordProtection(
                        password, PROTECTION, new PBEParameterSpec(salt, iterations, new IvParameterSpec(vector))));
    }

    /** The MAC's figures can be given to the JVM only, which takes them for a store that it has not read from a file. */
    private byte[] toBytes(VaultStrength strength) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        synchronized (VaultEntries.class) {
            Security.setProperty("keystore.pkcs12.macAlgorithm", MAC);
            Security.setProperty("keystore.pkcs12.macIterationCount", String.valueOf(strength.iterations()));
            store.store(out, passphrase);
        }
        return out.toByteArray();
    }

    private static KeyStore emptyStore(char[] passphrase) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, passphrase);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has PKCS12.", e);
        }
    }
}
