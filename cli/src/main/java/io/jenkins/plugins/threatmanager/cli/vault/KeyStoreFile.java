package io.jenkins.plugins.threatmanager.cli.vault;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Texts by name in a PKCS12 key store, encrypted with a passphrase. Reads what {@code keytool -importpass} puts there,
 * too. Names are not case-sensitive, as always in PKCS12. Several processes may use it at once: each look
 * reads the file, and each change is made to the file as it is then. An entry of its own holds the file's identity.
 */
public final class KeyStoreFile {

    private static final String IDENTITY = VaultNames.RESERVED + "identity";

    private final Path path;
    private final char[] passphrase;
    private final VaultStrength strength;
    private boolean existed;
    private Optional<String> identity;

    /** What was read or written last, to be read again only if the file has changed; null for nothing. */
    private Content last;

    private record Content(byte[] bytes, VaultEntries entries) {}

    private KeyStoreFile(Path path, char[] passphrase, VaultStrength strength) {
        this.path = path.toAbsolutePath().normalize();
        this.passphrase = passphrase;
        this.strength = strength;
    }

    /** Of the strength that is recommended. */
    public static KeyStoreFile open(Path path, char[] passphrase) {
        return open(path, passphrase, VaultStrength.RECOMMENDED);
    }

    /**
     * @param path of the file; if there is none, an empty one is begun, and made with the first entry
     * @param strength of the file from its next change on
     * @throws ProblemException if it is not a PKCS12 file, or the passphrase is wrong
     */
    public static KeyStoreFile open(Path path, char[] passphrase, VaultStrength strength) {
        KeyStoreFile file = new KeyStoreFile(path, passphrase.clone(), strength);
        Optional<VaultEntries> entries = file.read();
        file.existed = entries.isPresent();
        file.identity = entries.flatMap(known -> file.text(known, IDENTITY));
        return file;
    }

    public String name() {
        return path.getFileName().toString();
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    public boolean exists() {
        return existed;
    }

    /** Of the entries that people made, and operations for them. */
    public List<String> names() {
        return read().map(VaultEntries::names).orElse(List.of());
    }

    /** What no other vault file has; one that is new, or was made by other tools, has it only once it is kept. */
    public String identity() {
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
    public void keepIdentity() {
        Optional<String> wanted = Optional.of(identity());
        if (!read().flatMap(entries -> text(entries, IDENTITY)).equals(wanted)) {
            change(entries -> {});
        }
    }

    public Optional<String> find(String name) {
        return read().flatMap(entries -> text(entries, name));
    }

    /** @throws ProblemException if the file could not be replaced */
    public void checkWritable() {
        Path folder = path.getParent();
        if (!Files.isWritable(folder) || (Files.exists(path) && !Files.isWritable(path))) {
            throw notWritten();
        }
    }

    /**
     * Keeps a text durably, and leaves all other entries as they are by then.
     *
     * @param check is given what the entry holds until then; keeps that if it fails
     */
    public void put(String name, String text, Consumer<Optional<String>> check) {
        VaultNames.requireFree(name);
        change(entries -> {
            check.accept(text(entries, name));
            entries.put(name, text);
        });
    }

    /** @param check is given what the entry holds until then; keeps that if it fails */
    public void remove(String name, Consumer<Optional<String>> check) {
        VaultNames.requireFree(name);
        change(entries -> {
            check.accept(text(entries, name));
            entries.remove(name);
        });
    }

    // ---- the file --------------------------------------------------------------------------------------------------

    private interface ChangeOfEntries {
        void make(VaultEntries entries) throws GeneralSecurityException;
    }

    private void change(ChangeOfEntries change) {
        try {
            Path target = Files.exists(path) ? path.toRealPath() : path;
            try (FileLock lock = FileLock.on(target)) {
                Optional<VaultEntries> found = read();
                Optional<String> itsIdentity = found.flatMap(known -> text(known, IDENTITY));
                requireSame(found.isPresent(), itsIdentity);
                last = null; // whatever fails below, leaves entries that are not those of the file
                VaultEntries entries =
                        found.orElseGet(() -> VaultEntries.none(passphrase)).atLeast(strength);
                change.make(entries);
                identity = itsIdentity.or(() -> Optional.of(identity()));
                if (itsIdentity.isEmpty()) {
                    entries.put(IDENTITY, identity());
                }
                byte[] bytes = entries.toBytes();
                new DurableFile(target).replace(out -> out.write(bytes));
                last = new Content(bytes, entries);
                existed = true;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw notWritten();
        }
    }

    /** A file that was taken away or exchanged meanwhile is not written over: what it held would be lost. */
    private void requireSame(boolean exists, Optional<String> itsIdentity) {
        if (existed && !exists) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The vault file " + path + " has been removed since this run began.",
                    "Restore it and run again.");
        }
        if (itsIdentity.isPresent() && identity.isPresent() && !itsIdentity.equals(identity)) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The vault file " + path + " has been created, or replaced by another, since this run began.",
                    "Run again.");
        }
    }

    /** Empty if there is no file. */
    private Optional<VaultEntries> read() {
        try {
            byte[] bytes = Files.readAllBytes(path);
            if (last == null || !Arrays.equals(last.bytes(), bytes)) {
                last = new Content(bytes, VaultEntries.read(bytes, passphrase));
            }
            return Optional.of(last.entries());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new ProblemException(
                        VaultProblem.VAULT,
                        "The passphrase does not open the vault file " + path + ".",
                        "Give the passphrase with which it was made.");
            }
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The vault file " + path + " cannot be read as PKCS12.",
                    "Restore it from a backup, or name another with --vault.");
        }
    }

    private Optional<String> text(VaultEntries entries, String name) {
        try {
            return entries.text(name);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(
                    VaultProblem.VAULT,
                    "The entry '" + name + "' of the vault file " + path + " has a passphrase of its own.",
                    "Store it again with 'vault put " + name + " --overwrite'.");
        }
    }

    private ProblemException notWritten() {
        return new ProblemException(
                VaultProblem.VAULT,
                "The vault file " + path + " cannot be written.",
                "Check the permissions of the file and of its folder.");
    }
}
