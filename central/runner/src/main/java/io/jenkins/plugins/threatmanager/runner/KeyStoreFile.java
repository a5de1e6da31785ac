package io.jenkins.plugins.threatmanager.runner;

import io.jenkins.plugins.threatmanager.remote.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts by name in a PKCS12 key store, encrypted with a passphrase. Reads what {@code keytool -importpass} puts there,
 * too. Names do not tell upper from lower case, as always in PKCS12.
 */
final class KeyStoreFile {

    /** PKCS12 asks for an algorithm; the entries are texts, so which it is says nothing. */
    private static final String ALGORITHM = "AES";

    private final Path path;
    private final char[] passphrase;
    private final KeyStore entries;

    private KeyStoreFile(Path path, char[] passphrase, KeyStore entries) {
        this.path = path;
        this.passphrase = passphrase;
        this.entries = entries;
    }

    /**
     * @param path of the file; if there is none, an empty one is begun, and made with the first entry
     * @throws Failure if it is not a PKCS12 file, or the passphrase is wrong
     */
    static KeyStoreFile open(Path path, char[] passphrase) {
        try {
            KeyStore entries = KeyStore.getInstance("PKCS12");
            if (Files.exists(path)) {
                try (InputStream in = Files.newInputStream(path)) {
                    entries.load(in, passphrase);
                }
            } else {
                entries.load(null, passphrase);
            }
            return new KeyStoreFile(path, passphrase.clone(), entries);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new Failure(
                        RunnerProblem.VAULT,
                        "The passphrase does not open the vault file " + path + ".",
                        "Set " + Vaults.PASSPHRASE_VARIABLE + " to the passphrase with which it was made.");
            }
            throw new Failure(
                    RunnerProblem.VAULT,
                    "The vault file " + path + " cannot be read as PKCS12.",
                    "Make one with the command vault-put, or name another with --vault.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has PKCS12.", e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    Optional<String> find(String name) {
        try {
            Key key = entries.getKey(name, passphrase);
            return Optional.ofNullable(key).map(found -> new String(found.getEncoded(), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new Failure(
                    RunnerProblem.VAULT,
                    "The entry '" + name + "' of the vault file " + path + " has a passphrase of its own.",
                    "Make the entry anew with the command vault-put.");
        }
    }

    /** @throws Failure if the file could not be replaced */
    void checkWritable() {
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw notWritten();
        }
    }

    /** Keeps a text durably: the old file stays until the new one is whole. */
    void put(String name, String text) {
        try {
            entries.setEntry(
                    name,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM)),
                    new KeyStore.PasswordProtection(passphrase));
            save();
        } catch (GeneralSecurityException e) {
            throw notWritten();
        }
    }

    void remove(String name) {
        try {
            entries.deleteEntry(name);
            save();
        } catch (GeneralSecurityException e) {
            throw notWritten();
        }
    }

    private void save() {
        Path folder = path.toAbsolutePath().getParent();
        try {
            // createTempFile gives the new file to its owner alone
            Path fresh = Files.createTempFile(folder, "vault", ".p12");
            try {
                try (OutputStream out = Files.newOutputStream(fresh)) {
                    entries.store(out, passphrase);
                }
                Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw notWritten();
        }
    }

    private Failure notWritten() {
        return new Failure(
                RunnerProblem.VAULT,
                "The vault file " + path + " cannot be written.",
                "Check the permissions of the file and of its folder.");
    }
}
