package io.jenkins.plugins.threatmanager.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivations of our own, against those of the JVM; whose MAC is in the files that it writes. */
class StretchingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "12, 20, 2", "63, 20, 1000", "64, 64, 3", "65, 65, 999", "200, 7, 1001"})
    void pbkdf2IsTheJvms(int length, int salt, int iterations) throws Exception {
        char[] passphrase = passphrase(length);
        byte[] salted = salt(salt);
        assertThat(Stretching.pbkdf2(passphrase, salted, iterations))
                .isEqualTo(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(new PBEKeySpec(passphrase, salted, iterations, 256))
                        .getEncoded());
    }

    /** A passphrase of 31 characters fills one block, of 32 it needs another. */
    @ParameterizedTest
    @CsvSource({"12, 1000", "31, 1000", "32, 1001", "63, 1000", "100, 2000"})
    void aFileThatTheJvmWroteIsOpened(int length, int iterations) throws Exception {
        char[] passphrase = passphrase(length);
        Path path = folder.resolve("vault.p12");
        KeyStoreFile.open(path, passphrase, new VaultStrength(iterations)).put("one", "1", before -> {});

        OwnFile own = OwnFile.read(Files.readAllBytes(path), passphrase, "threat-manager:key")
                .orElseThrow();
        assertThat(own.iterations()).isEqualTo(iterations);
        assertThat(own.isOf(passphrase)).isTrue();
        assertThat(own.keyText(passphrase)).startsWith(iterations + ":");
        assertThat(own.isOf(passphrase(length + 1))).isFalse();
        assertThat(KeyStoreFile.open(path, passphrase).find("one")).contains("1");
    }

    /** Whatever byte of the file somebody changes: it is refused, or it is what it was. */
    @Test
    void aChangedByteIsNoticed() throws Exception {
        char[] passphrase = passphrase(12);
        VaultEntries entries = VaultEntries.none(passphrase).atLeast(new VaultStrength(1));
        entries.put("one", "1");
        byte[] file = entries.toBytes();
        int refused = 0;
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            try {
                assertThat(VaultEntries.read(changed, passphrase).text("one"))
                        .as("byte %d", at)
                        .contains("1");
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(file.length * 9 / 10);
    }

    private static char[] passphrase(int length) {
        char[] passphrase = new char[length];
        for (int i = 0; i < length; i++) {
            passphrase[i] = (char) ('!' + i % 94);
        }
        return passphrase;
    }

    private static byte[] salt(int length) {
        byte[] salt = new byte[length];
        for (int i = 0; i < length; i++) {
            salt[i] = (byte) (i * 37 + 5);
        }
        return salt;
    }
}
