package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts by name in a PKCS12 key store, encrypted with a passphrase. Reads what {@code keytool -importpass} puts there,
 * too. Names are not case-sensitive, as always in PKCS12. Several processes may use it at once: each look
 * reads the file, and each change is made to the file as it is then. An entry of its own holds the file's identity.
 */
final class KeyStoreFile {

    /** No credentials id has a colon in it. */
    private static final String IDENTITY = "threat-manager:identity";

    /** PKCS12 asks for an algorithm; the entries are texts, so which it is says nothing. */
    private static final String ALGORITHM = "AES";

    private final Path path;
    private final char[] passphrase;
    private boolean existed;
    private Optional<String> identity;

    private KeyStoreFile(Path path, char[] passphrase) {
        this.path = path;
        this.passphrase = passphrase;
    }

    /**
     * @param path of the file; if there is none, an empty one is begun, and made with the first entry
     * @throws ProblemException if it is not a PKCS12 file, or the passphrase is wrong
     */
    static KeyStoreFile open(Path path, char[] passphrase) {
        KeyStoreFile file = new KeyStoreFile(path, passphrase.clone());
        Optional<KeyStore> entries = file.read();
        file.existed = entries.isPresent();
        file.identity = entries.flatMap(known -> file.text(known, IDENTITY));
        return file;
    }

    String name() {
        return path.getFileName().toString();
    }

    /** What no other vault file has; one that is new, or was made by other tools, has it only once it is kept. */
    String identity() {
        if (identity.isEmpty()) {
            identity = Optional.of(UUID.randomUUID().toString());
        }
        return identity.get();
    }

    /**
     * Keeps the identity durably, before anything is signed with it.
     *
     * @throws ProblemException if it was not kept, or another process was first
     */
    void keepIdentity() {
        Optional<String> wanted = Optional.of(identity());
        if (!read().flatMap(entries -> text(entries, IDENTITY)).equals(wanted)) {
            change(entries -> {});
        }
    }

    Optional<String> find(String name) {
        return read().flatMap(entries -> text(entries, name));
    }

    /** @throws ProblemException if the file could not be replaced */
    void checkWritable() {
        Path folder = path.toAbsolutePath().getParent();
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw notWritten();
        }
    }

    /**
     * Keeps a text durably, and leaves all other entries as they are by then.
     *
     * @param check is given what the entry holds until then; keeps that if it fails
     */
    void put(String name, String text, Consumer<Optional<String>> check) {
        if (isIdentity(name)) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "The entry '" + name + "' is the vault file's identity, by which its secrets are known in Entra.",
                    "Choose another name.");
        }
        change(entries -> {
            check.accept(text(entries, name));
            set(entries, name, text);
        });
    }

    /** @param check is given what the entry holds until then; keeps that if it fails */
    void remove(String name, Consumer<Optional<String>> check) {
        change(entries -> {
            check.accept(text(entries, name));
            try {
                entries.deleteEntry(name);
            } catch (GeneralSecurityException e) {
                throw notWritten();
            }
        });
    }

    private static boolean isIdentity(String name) {
        return name.toLowerCase(Locale.ROOT).equals(IDENTITY);
    }

    // ---- the file --------------------------------------------------------------------------------------------------

    private void change(Consumer<KeyStore> change) {
        try {
            Path target = Files.exists(path)
                    ? path.toRealPath()
                    : path.toAbsolutePath().normalize();
            try (FileLock lock = FileLock.on(target)) {
                Optional<KeyStore> found = read();
                Optional<String> itsIdentity = found.flatMap(known -> text(known, IDENTITY));
                requireSame(found.isPresent(), itsIdentity);
                KeyStore entries = found.orElseGet(this::empty);
                change.accept(entries);
                identity = itsIdentity.or(() -> Optional.of(identity()));
                if (itsIdentity.isEmpty()) {
                    set(entries, IDENTITY, identity());
                }
                new DurableFile(target).replace(out -> store(entries, out));
                existed = true;
            }
        } catch (IOException e) {
            throw notWritten();
        }
    }

    /** A file that was taken away or exchanged meanwhile is not written over: what it held would be lost. */
    private void requireSame(boolean exists, Optional<String> itsIdentity) {
        if (existed && !exists) {
            throw new ProblemException(
                    RunnerProblem.VAULT,
                    "The vault file " + path + " has been removed since this run began.",
                    "Restore it and run again.");
        }
        if (itsIdentity.isPresent() && identity.isPresent() && !itsIdentity.equals(identity)) {
            throw new ProblemException(
                    RunnerProblem.VAULT,
                    "The vault file " + path + " has been created, or replaced by another, since this run began.",
                    "Run again.");
        }
    }

    private KeyStore empty() {
        try {
            KeyStore entries = KeyStore.getInstance("PKCS12");
            entries.load(null, passphrase);
            return entries;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has PKCS12.", e);
        }
    }

    /** Empty if there is no file. */
    private Optional<KeyStore> read() {
        KeyStore entries = empty();
        try (InputStream in = Files.newInputStream(path)) {
            entries.load(in, passphrase);
            return Optional.of(entries);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new ProblemException(
                        RunnerProblem.VAULT,
                        "The passphrase does not open the vault file " + path + ".",
                        "Set " + Vaults.PASSPHRASE_VARIABLE + " to the passphrase with which it was made.");
            }
            throw new ProblemException(
                    RunnerProblem.VAULT,
                    "The vault file " + path + " cannot be read as PKCS12.",
                    "Restore it from a backup, make one with the command vault-put, or name another with --vault.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has PKCS12.", e);
        }
    }

    private void store(KeyStore entries, OutputStream out) throws IOException {
        try {
            entries.store(out, passphrase);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    // ---- entries ---------------------------------------------------------------------------------------------------

    private Optional<String> text(KeyStore entries, String name) {
        try {
            Key key = entries.getKey(name, passphrase);
            return Optional.ofNullable(key).map(found -> new String(found.getEncoded(), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new ProblemException(
                    RunnerProblem.VAULT,
                    "The entry '" + name + "' of the vault file " + path + " has a passphrase of its own.",
                    "Add the entry again with the command vault-put.");
        }
    }

    private void set(KeyStore entries, String name, String text) {
        try {
            entries.setEntry(
                    name,
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM)),
                    new KeyStore.PasswordProtection(passphrase));
        } catch (GeneralSecurityException e) {
            throw notWritten();
        }
    }

    private ProblemException notWritten() {
        return new ProblemException(
                RunnerProblem.VAULT,
                "The vault file " + path + " cannot be written.",
                "Check the permissions of the file and of its folder.");
    }
}
