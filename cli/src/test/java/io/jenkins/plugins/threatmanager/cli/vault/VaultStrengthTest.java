package io.jenkins.plugins.threatmanager.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.util.HexFormat;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a vault file withstands who has it and not its passphrase, and what becomes of files of other tools. */
class VaultStrengthTest {

    private static final char[] PASSPHRASE = QuickVaults.PASSPHRASE.toCharArray();

    /** Object identifier of PBKDF2, as in the file. */
    private static final String PBKDF2 = "06092a864886f70d01050c";

    private static final String HMAC_SHA512 = "06082a864886f70d020b";
    private static final String SHA512 = "0609608648016503040203";

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("vault.p12");
    }

    private static void put(KeyStoreFile file, String name, String text) {
        file.put(name, text, before -> {});
    }

    /** As {@code keytool -importpass} writes it, with the JVM's own figures. */
    private void keytool(String name, String text, char[] itsOwn) throws Exception {
        Security.setProperty("keystore.pkcs12.macIterationCount", "10000");
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (Files.exists(path())) {
            try (InputStream in = Files.newInputStream(path())) {
                store.load(in, PASSPHRASE);
            }
        } else {
            store.load(null, PASSPHRASE);
        }
        store.setEntry(
                name,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "AES")),
                new KeyStore.PasswordProtection(itsOwn));
        try (OutputStream out = Files.newOutputStream(path())) {
            store.store(out, PASSPHRASE);
        }
    }

    /** How often the number is in the file, as DER writes it. */
    private int countOf(int number) throws Exception {
        byte[] digits = BigInteger.valueOf(number).toByteArray();
        String der = "02" + HexFormat.of().toHexDigits((byte) digits.length)
                + HexFormat.of().formatHex(digits);
        return countOf(der);
    }

    private int derivations() throws Exception {
        return countOf(PBKDF2);
    }

    private int countOf(String der) throws Exception {
        return HexFormat.of().formatHex(Files.readAllBytes(path())).split(der, -1).length - 1;
    }

    @Test
    void isWhatIsRecommended() throws Exception {
        KeyStoreFile file = KeyStoreFile.open(path(), PASSPHRASE);
        put(file, "one", "1");
        assertThat(countOf(220_000)).as("PBKDF2 of the file's key, and the MAC").isEqualTo(2);
        assertThat(countOf(HMAC_SHA512)).as("every PBKDF2").isEqualTo(derivations());
        assertThat(countOf(SHA512)).as("the MAC").isEqualTo(1);
        assertThat(file.find("one")).contains("1");
    }

    /** Nothing else is under the passphrase, however many entries there are. */
    @Test
    void onlyTheKeyIsUnderThePassphrase() throws Exception {
        KeyStoreFile file = KeyStoreFile.open(path(), PASSPHRASE, new VaultStrength(7001));
        for (int i = 0; i < 5; i++) {
            put(file, "entry" + i, "text" + i);
        }
        assertThat(countOf(7001)).as("the file's key, and the MAC").isEqualTo(2);
        assertThat(derivations()).as("entries, identity, key").isEqualTo(7);
    }

    @Test
    void aWeakerFileIsReadAndMadeStrongerByTheNextChange() throws Exception {
        put(QuickVaults.open(path()), "one", "1");
        String identity = QuickVaults.open(path()).identity();
        KeyStoreFile file = KeyStoreFile.open(path(), PASSPHRASE, new VaultStrength(7001));
        assertThat(file.find("one")).contains("1");
        assertThat(countOf(7001)).isZero();
        put(file, "two", "2");
        assertThat(countOf(7001)).isEqualTo(2);
        KeyStoreFile again = QuickVaults.open(path());
        assertThat(again.identity()).isEqualTo(identity);
        assertThat(again.find("one")).contains("1");
        assertThat(again.find("two")).contains("2");
        put(again, "three", "3");
        assertThat(countOf(7001)).as("never weaker").isEqualTo(2);
    }

    /** It was protected by HMAC-SHA256, with so many iterations as are equivalent. */
    @Test
    void aFileOfAnEarlierVersionIsReadAndBroughtToTheseFiguresByTheNextChange() throws Exception {
        String key = "5e".repeat(32);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSPHRASE);
        store.setEntry("threat-manager:key", text("600000:" + key), sha256(PASSPHRASE, 600_000));
        store.setEntry("threat-manager:identity", text("mine"), sha256(key.toCharArray(), 1000));
        store.setEntry("one", text("1"), sha256(key.toCharArray(), 1000));
        try (OutputStream out = Files.newOutputStream(path())) {
            store.store(out, PASSPHRASE);
        }
        KeyStoreFile file = KeyStoreFile.open(path(), PASSPHRASE, new VaultStrength(7001));
        assertThat(file.find("one")).contains("1");
        assertThat(file.identity()).isEqualTo("mine");
        put(file, "two", "2");
        assertThat(countOf(600_000)).isZero();
        assertThat(countOf(7001)).isEqualTo(2);
        assertThat(countOf(HMAC_SHA512)).as("key, identity, two entries").isEqualTo(4);
        assertThat(QuickVaults.open(path()).identity()).isEqualTo("mine");
        assertThat(QuickVaults.open(path()).find("one")).contains("1");
        assertThat(QuickVaults.open(path()).find("two")).contains("2");
    }

    private static KeyStore.SecretKeyEntry text(String text) {
        return new KeyStore.SecretKeyEntry(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "AES"));
    }

    private static KeyStore.PasswordProtection sha256(char[] password, int iterations) {
        return new KeyStore.PasswordProtection(
                password,
                "PBEWithHmacSHA256AndAES_256",
                new PBEParameterSpec(new byte[20], iterations, new IvParameterSpec(new byte[16])));
    }

    @Test
    void aFileOfKeytoolIsReadAndMadeStrongerByTheNextChange() throws Exception {
        keytool("theirs", "t0ken", PASSPHRASE);
        assertThat(countOf(10_000)).isEqualTo(2);
        assertThat(QuickVaults.open(path()).find("theirs")).contains("t0ken");
        put(QuickVaults.open(path()), "ours", "1");
        assertThat(countOf(10_000)).isZero();
        assertThat(QuickVaults.open(path()).find("theirs")).contains("t0ken");
        assertThat(QuickVaults.open(path()).names()).containsExactly("ours", "theirs");
    }

    @Test
    void whatKeytoolAddsLaterIsReadAndMadeStrongerToo() throws Exception {
        put(QuickVaults.open(path()), "ours", "1");
        keytool("theirs", "t0ken", PASSPHRASE);
        assertThat(QuickVaults.open(path()).find("theirs")).contains("t0ken");
        assertThat(countOf(10_000)).isEqualTo(1);
        put(QuickVaults.open(path()), "ours", "2");
        assertThat(countOf(10_000)).isZero();
        assertThat(QuickVaults.open(path()).find("theirs")).contains("t0ken");
        assertThat(QuickVaults.open(path()).find("ours")).contains("2");
    }

    /** It could not be carried over to a stronger file. */
    @Test
    void anEntryWithAPassphraseOfItsOwnIsNotLost() throws Exception {
        char[] itsOwn = "another one".toCharArray();
        keytool("theirs", "t0ken", itsOwn);
        put(QuickVaults.open(path()), "ours", "1");
        assertThat(QuickVaults.open(path()).find("ours")).contains("1");
        assertThatThrownBy(() -> QuickVaults.open(path()).find("theirs"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has a passphrase of its own");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path())) {
            store.load(in, PASSPHRASE);
        }
        assertThat(store.getKey("theirs", itsOwn).getEncoded()).isEqualTo("t0ken".getBytes(StandardCharsets.UTF_8));
    }
}
