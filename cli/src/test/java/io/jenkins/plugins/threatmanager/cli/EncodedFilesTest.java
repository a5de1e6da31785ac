package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.StandInTls;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that the command line reads as text, in the encodings of the editors and shells that write such files. */
class EncodedFilesTest {

    /** Those that say what they are, or are UTF-8. */
    enum Readable {
        UTF_8("", StandardCharsets.UTF_8),
        UTF_8_WITH_MARK("efbbbf", StandardCharsets.UTF_8),
        UTF_16LE_WITH_MARK("fffe", StandardCharsets.UTF_16LE),
        UTF_16BE_WITH_MARK("feff", StandardCharsets.UTF_16BE);

        private final byte[] mark;
        private final Charset charset;

        Readable(String mark, Charset charset) {
            this.mark = HexFormat.of().parseHex(mark);
            this.charset = charset;
        }

        byte[] bytes(String text) {
            byte[] encoded = text.getBytes(charset);
            byte[] bytes = new byte[mark.length + encoded.length];
            System.arraycopy(mark, 0, bytes, 0, mark.length);
            System.arraycopy(encoded, 0, bytes, mark.length, encoded.length);
            return bytes;
        }
    }

    /** Those that would have to be guessed. */
    enum Unreadable {
        LATIN_1(StandardCharsets.ISO_8859_1, "is not in UTF-8"),
        UTF_16LE(StandardCharsets.UTF_16LE, "as a text in UTF-16LE has"),
        UTF_16BE(StandardCharsets.UTF_16BE, "as a text in UTF-16BE has");

        private final Charset charset;
        private final String named;

        Unreadable(Charset charset, String named) {
            this.charset = charset;
            this.named = named;
        }

        byte[] bytes(String text) {
            return text.getBytes(charset);
        }
    }

    private static final StandInTls TLS = new StandInTls();

    private static final String SECRET = "s3crét~8Q";

    private static final String SETTINGS = """
        unclassified:
          threatManager:
            # für alle
            tenants:
              - name: contoso
                domain: contoso.onmicrosoft.com
                authentication:
                  workloadIdentity:
                    clientId: 11111111-1111-1111-1111-111111111111
                    tokenFile: token.jwt
            servers:
              - name: tm
                url: https://tm.invalid:8080
                caCertificate: ca.pem
                authentication:
                  appToken:
                    credentialsId: token
                connector: { rest: { profileFile: profile.json } }
        """;

    private static final String VARIABLE = SETTINGS.replace("contoso.onmicrosoft.com", "'${WHICH}'");

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private Path vault() {
        return folder.resolve("vault.p12");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, Map.of(), Terminal.NONE, QuickVaults.STRENGTH, new Stop(Sleeper.REAL));
    }

    private int put(byte[] in, String... args) {
        List<String> all = Stream.concat(
                        Stream.of("vault", "put", "token", "--vault", vault().toString()), Stream.of(args))
                .toList();
        return Runner.run(
                environment(Map.of(Passphrase.VARIABLE, QuickVaults.PASSPHRASE)),
                new ByteArrayInputStream(in),
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true),
                all.toArray(new String[0]));
    }

    private Settings settings(Map<String, String> variables) {
        return Settings.read(folder.resolve("settings.yaml"), environment(variables));
    }

    // ---- secrets ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aSecretIsStoredWithoutItsByteOrderMark(Readable encoding) throws IOException {
        Path file = write("secret.txt", encoding.bytes(SECRET + "\r\n"));

        assertThat(put(new byte[0], "--from", file.toString())).as("%s", err).isZero();
        assertThat(QuickVaults.open(vault()).find("token")).contains(SECRET);

        assertThat(put(encoding.bytes("piped-" + SECRET), "--overwrite")).isZero();
        assertThat(QuickVaults.open(vault()).find("token")).contains("piped-" + SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void aSecretInAnotherEncodingIsRefusedBeforeTheVaultFileChanges(Unreadable encoding) throws IOException {
        put("before".getBytes(StandardCharsets.UTF_8));
        byte[] before = Files.readAllBytes(vault());
        Path file = write("secret.txt", encoding.bytes(SECRET));

        assertThat(put(new byte[0], "--from", file.toString(), "--overwrite")).isEqualTo(1);
        assertThat(err.toString())
                .contains("The file " + file + " ", encoding.named, "Save it as UTF-8 and run again.")
                .doesNotContain("s3cr", "8Q");
        assertThat(put(encoding.bytes(SECRET), "--overwrite")).isEqualTo(1);
        assertThat(err.toString())
                .contains("What comes from standard input ", encoding.named, "Send it in UTF-8")
                .doesNotContain("s3cr", "8Q");
        assertThat(Files.readAllBytes(vault())).isEqualTo(before);
    }

    @Test
    void aKeyStoreIsNotTakenForASecret() throws IOException {
        Path file = write("identity.pfx", HexFormat.of().parseHex("308209d10201033082098b06092a864886f70d01070100"));

        assertThat(put(new byte[0], "--from", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("The file " + file + " has zero bytes, so it is not a text.");
        assertThat(vault()).doesNotExist();
    }

    @Test
    void whatAnEarlierVersionStoredWithAMarkIsReadWithoutIt() {
        QuickVaults.open(vault()).put("token", "\uFEFF" + SECRET, before -> {});

        assertThat(QuickVaults.open(vault()).find("token")).contains(SECRET);
    }

    @Test
    void charactersWithoutWidthAroundAPastedSecretAreDropped() {
        assertThat(put(("\u200B\u200E " + SECRET + " \u2060\n").getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(QuickVaults.open(vault()).find("token")).contains(SECRET);
    }

    @Test
    void aPassphraseIsReadWithoutItsMarkUpToTheEndOfTheLine() throws IOException {
        write("7", Readable.UTF_8_WITH_MARK.bytes("correct horse\r\nbattery"));
        write("8", Readable.UTF_16BE_WITH_MARK.bytes("correct horse\r\n"));
        write("6", Readable.UTF_16LE_WITH_MARK.bytes("correct horse\r\n"));
        write("9", Unreadable.LATIN_1.bytes("corréct"));

        assertThat(Passphrase.read(folder, 6)).isEqualTo("correct horse");
        assertThat(Passphrase.read(folder, 7)).isEqualTo("correct horse");
        assertThatThrownBy(() -> Passphrase.read(folder, 8))
                .hasMessageContainingAll("file descriptor 8", "byte order mark of UTF-16BE", "Save it as UTF-8");
        assertThatThrownBy(() -> Passphrase.read(folder, 9))
                .hasMessageContainingAll("file descriptor 9", "is not in UTF-8", "Save it as UTF-8")
                .hasMessageNotContaining("corr");
    }

    // ---- settings, and what they name ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void everyFileOfTheSettingsIsRead(Readable encoding) throws IOException {
        write("settings.yaml", encoding.bytes(VARIABLE));
        write("WHICH", encoding.bytes("contoso.onmicrosoft.com\n"));
        write("token.jwt", encoding.bytes("eyJ.a.b\n"));
        write("ca.pem", encoding.bytes(TLS.pem()));
        write("profile.json", encoding.bytes(ApiProfile.bundledText()));
        put(encoding.bytes(SECRET));

        Settings settings = settings(Map.of("SECRETS", folder.toString()));
        ConnectionSettings connections = new ConnectionSettings(settings, QuickVaults.open(vault()));

        assertThat(connections.tenant(settings.tenant("contoso")).domain()).isEqualTo("contoso.onmicrosoft.com");
        assertThat(connections.server(settings.server("tm"))).isPresent();
        BootstrapIdentity.WorkloadIdentity identity =
                (BootstrapIdentity.WorkloadIdentity) connections.identity(settings.tenant("contoso"), false);
        assertThat(identity.token().get()).isEqualTo("eyJ.a.b");
        Path ca = folder.resolve("ca.pem");
        assertThat(environment(Map.of()).network(ca)).isNotNull();
    }

    /** A file by name, and what reads it. */
    record Place(String file, Function<EncodedFilesTest, ThrowingCallable> read) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Place> places() {
        Function<EncodedFilesTest, ThrowingCallable> reading = test -> () -> test.settings(Map.of());
        Function<EncodedFilesTest, ThrowingCallable> server = test -> () -> {
            Settings settings = test.settings(Map.of());
            new ConnectionSettings(settings, QuickVaults.open(test.vault())).server(settings.server("tm"));
        };
        return Stream.of(
                new Place("settings.yaml", reading),
                new Place("WHICH", test -> () -> {
                    test.write("settings.yaml", VARIABLE.getBytes(StandardCharsets.UTF_8));
                    test.settings(Map.of("SECRETS", test.folder.toString()));
                }),
                new Place("text.txt", test -> () -> {
                    String yaml = VARIABLE.replace("${WHICH}", "${readFile:text.txt}");
                    test.write("settings.yaml", yaml.getBytes(StandardCharsets.UTF_8));
                    test.settings(Map.of());
                }),
                new Place("secrets.properties", test -> () -> {
                    test.write("settings.yaml", VARIABLE.getBytes(StandardCharsets.UTF_8));
                    test.settings(Map.of("SECRETS_FILE", "secrets.properties"));
                }),
                new Place("profile.json", server),
                new Place("ca.pem", server),
                new Place("token.jwt", test -> () -> {
                    Settings settings = test.settings(Map.of());
                    new ConnectionSettings(settings, QuickVaults.open(test.vault()))
                            .identity(settings.tenant("contoso"), false);
                }),
                new Place("ca.pem", test -> () -> test.environment(Map.of()).network(test.folder.resolve("ca.pem"))));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aFileInAnotherEncodingIsNamed(Place place) throws IOException {
        write("profile.json", ApiProfile.bundledText().getBytes(StandardCharsets.UTF_8));
        write("ca.pem", TLS.pem().getBytes(StandardCharsets.UTF_8));
        put(SECRET.getBytes(StandardCharsets.UTF_8));
        for (Unreadable encoding : Unreadable.values()) {
            write("settings.yaml", SETTINGS.getBytes(StandardCharsets.UTF_8));
            Path file = write(place.file(), encoding.bytes(SECRET));

            assertThatThrownBy(place.read().apply(this))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContainingAll(file.toString(), encoding.named, "Save it as UTF-8 and run again.")
                    .hasMessageNotContaining("s3cr");
        }
    }
}
