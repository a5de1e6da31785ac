package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.cli.terminal.Terminal;
import io.jenkins.plugins.threatmanager.cli.vault.BootstrapEntry;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.QuickVaults;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault file by hand: who sees a secret, and what is not lost by mistake. */
class VaultCommandTest {

    private static final Instant IN_A_YEAR = Instant.now().plus(365, ChronoUnit.DAYS);

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of(Passphrase.VARIABLE, QuickVaults.PASSPHRASE));
    private StringWriter out;
    private StringWriter err;
    private Terminal terminal = Terminal.NONE;

    private Path path() {
        return folder.resolve("vault.p12");
    }

    private KeyStoreFile file() {
        return QuickVaults.open(path());
    }

    private int vault(String in, String... args) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("vault"));
        all.addAll(List.of(args));
        all.addAll(List.of("--vault", path().toString()));
        return Runner.run(
                new Environment(variables, Map.of(), terminal, QuickVaults.STRENGTH, new Stop(Sleeper.REAL)),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                all.toArray(new String[0]));
    }

    private void done(String in, String... args) {
        assertThat(vault(in, args)).as("%s", err).isZero();
    }

    /** Returns the one sentence of cause and one of remedy. */
    private String refused(String in, String... args) throws IOException {
        byte[] before = Files.exists(path()) ? Files.readAllBytes(path()) : null;
        assertThat(vault(in, args)).isEqualTo(1);
        assertThat(Files.exists(path()) ? Files.readAllBytes(path()) : null).isEqualTo(before);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).doesNotContain("s3cret", "\tat ");
        return err.toString();
    }

    private void storeSecret(Instant expires) {
        new VaultFile(file())
                .store(new StoredSecret(
                        "contoso-tm",
                        "contoso.onmicrosoft.com",
                        "11111111-1111-1111-1111-111111111111",
                        new StoredSecret.Version(
                                "aaaaaaaa-0000-0000-0000-000000000000", SecretText.of("app-s3cret"), expires),
                        Optional.empty()));
    }

    // ---- put -------------------------------------------------------------------------------------------------------

    @Test
    void putFromStandardInput() {
        done("t0ken\n", "put", "token");
        assertThat(file().find("token")).contains("t0ken");
        assertThat(out.toString()).contains("stored 'token' in " + path());
    }

    @Test
    void putFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "fr0m-file\n");
        done("", "put", "f", "--from", secret.toString());
        assertThat(file().find("f")).contains("fr0m-file");
        Path none = folder.resolve("none");
        assertThat(refused("", "put", "g", "--from", none.toString()))
                .contains("The file " + none + " does not exist.");
    }

    @Test
    void putAtATerminalAsksAndReadsNothingElse() {
        FakeTerminal person = new FakeTerminal("typed-s3cret", "y");
        terminal = person;
        done("not this", "put", "token");
        assertThat(file().find("token")).contains("typed-s3cret");
        assertThat(person.asked()).containsExactly("Secret for 'token'");
    }

    @Test
    void putOfNothing() throws IOException {
        assertThat(refused("\n", "put", "x")).contains("No secret was given.");
    }

    @Test
    void putDoesNotOverwriteUnlessAsked() throws IOException {
        done("s3cret-one", "put", "token");
        assertThat(refused("s3cret-two", "put", "Token")).contains("has an entry 'Token' already", "--overwrite");
        done("s3cret-two", "put", "token", "--overwrite");
        assertThat(file().find("token")).contains("s3cret-two");
    }

    @Test
    void putNeverOverwritesWhatAnOperationStored() throws IOException {
        storeSecret(IN_A_YEAR);
        assertThat(refused("mine", "put", "contoso-tm", "--overwrite"))
                .contains("is the client secret of an Entra app", "vault remove contoso-tm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "ä"})
    void idsAreThoseOfOperations(String id) throws IOException {
        assertThat(refused("x", "put", id))
                .contains("The credentials id '" + id
                        + "' may hold letters, digits, '.', '_' and '-' only, 100 at most.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"threat-manager:identity", "Threat-Manager:Key"})
    void theFilesOwnEntriesAreNotForPeople(String id) throws IOException {
        done("t0ken", "put", "token");
        terminal = new FakeTerminal("x", "y");
        for (String command : List.of("put", "get", "remove")) {
            assertThat(refused("mine", command, id)).contains("is the vault file's identity or key");
        }
    }

    @Test
    void aProgramReadsWhatThereIs() throws IOException {
        done("t0ken-s3cret", "put", "token");
        storeSecret(Instant.parse("2028-11-23T08:00:00Z"));
        done("", "list", "--output", "json");
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("vault").asText()).isEqualTo(path().toString());
        assertThat(document.path("entries")).hasSize(2);
        assertThat(document.at("/entries/0/id").asText()).isEqualTo("contoso-tm");
        assertThat(document.at("/entries/0/kind").asText()).isEqualTo("client secret");
        assertThat(document.at("/entries/0/expires").asText()).isEqualTo("2028-11-23T08:00:00Z");
        assertThat(document.at("/entries/1/id").asText()).isEqualTo("token");
        assertThat(document.path("entries").path(1).has("expires")).isFalse();
        assertThat(out.toString()).doesNotContain("s3cret");
    }

    @Test
    void aProgramReadsWhyItCannotReadThem() throws IOException {
        assertThat(refused("", "list", "--output", "json")).contains("[runner-vault]");
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("outcome").asText()).isEqualTo("failed");
        assertThat(document.path("exitCode").asInt()).isEqualTo(1);
        assertThat(document.at("/problem/code").asText()).isEqualTo("runner-vault");
    }

    @Test
    void aRemedyNamesTheVaultFileThatWasGiven() throws IOException {
        done("t0ken", "put", "token");
        assertThat(refused("", "remove", "nothing")).contains("'vault list --vault " + path() + "' shows what it has.");
    }

    // ---- list ------------------------------------------------------------------------------------------------------

    @Test
    void listShowsWhatIsKnownAndNoSecret() {
        done("t0ken-s3cret", "put", "token");
        storeSecret(Instant.parse("2028-11-23T08:00:00Z"));
        done("", "list");
        assertThat(out.toString().lines())
                .containsExactly(
                        "ID          KIND           TENANT                   CLIENT ID                            "
                                + " VALID UNTIL",
                        "contoso-tm  client secret  contoso.onmicrosoft.com  11111111-1111-1111-1111-111111111111 "
                                + " 2028-11-23",
                        "token       text");
        assertThat(out.toString()).doesNotContain("s3cret");
    }

    @Test
    void listOfAFileThatDoesNotExist() throws IOException {
        assertThat(refused("", "list")).contains("The vault file " + path() + " does not exist.");
        variables.clear();
        assertThat(refused("", "list")).contains("The vault file " + path() + " does not exist.");
    }

    // ---- get -------------------------------------------------------------------------------------------------------

    @Test
    void getShowsItToAPersonWhoAgrees() {
        storeSecret(IN_A_YEAR);
        FakeTerminal person = new FakeTerminal("contoso-tm", "y");
        terminal = person;
        done("", "get", "contoso-tm");
        assertThat(person.shown()).containsExactly("app-s3cret");
        assertThat(person.asked())
                .containsExactly("Show 'contoso-tm' in plain text on this terminal?", "Type its name to show it:");
        assertThat(out.toString()).isEmpty();
    }

    /** Whoever says yes out of habit does not show it to the room. */
    @Test
    void getAsksTwice() throws IOException {
        storeSecret(IN_A_YEAR);
        for (String typed : List.of("", "y", "contoso")) {
            FakeTerminal person = new FakeTerminal(typed, "y");
            terminal = person;
            assertThat(refused("", "get", "contoso-tm")).contains("Not shown.");
            assertThat(person.shown()).isEmpty();
        }
    }

    /** The document has the secret before it, too, which nobody asked for. */
    @Test
    void getShowsTheSecretAloneOfABootstrapIdentityThatWasRotated() throws Exception {
        storeBootstrapSecret();
        FakeTerminal person = new FakeTerminal("contoso-bootstrap", "y");
        terminal = person;
        done("", "get", "contoso-bootstrap");
        assertThat(person.shown()).containsExactly("new-s3cret");
    }

    /** The text that a person had put there was replaced by the rotation, so this one is nowhere else. */
    @Test
    void removeKeepsTheSecretOfABootstrapIdentityThatWasRotated() throws Exception {
        storeBootstrapSecret();
        assertThat(refused("", "remove", "contoso-bootstrap", "--yes")).contains("signs in with it; add --force");
        done("", "remove", "contoso-bootstrap", "--yes", "--force");
    }

    private void storeBootstrapSecret() throws Exception {
        BootstrapEntry.vault(file(), "contoso.onmicrosoft.com", "contoso-bootstrap", null)
                .store(new StoredSecret(
                        "contoso-bootstrap",
                        "contoso.onmicrosoft.com",
                        "11111111-1111-4111-8111-111111111111",
                        new StoredSecret.Version("new", SecretText.of("new-s3cret"), IN_A_YEAR),
                        Optional.of(new StoredSecret.Version("old", SecretText.of("old-s3cret"), IN_A_YEAR))));
    }

    @Test
    void getShowsNothingToAPersonWhoDoesNot() throws IOException {
        storeSecret(IN_A_YEAR);
        FakeTerminal person = new FakeTerminal("", "");
        terminal = person;
        assertThat(refused("", "get", "contoso-tm")).contains("Not shown.");
        assertThat(person.shown()).isEmpty();
    }

    @Test
    void getNeedsATerminal() throws IOException {
        storeSecret(IN_A_YEAR);
        assertThat(refused("y\n", "get", "contoso-tm")).contains("only at a terminal");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void getOfWhatIsNotThere() throws IOException {
        done("t0ken", "put", "token");
        terminal = new FakeTerminal("", "y");
        assertThat(refused("", "get", "tokn"))
                .contains("has no entry 'tokn'", "'vault list --vault " + path() + "' shows");
    }

    // ---- remove ----------------------------------------------------------------------------------------------------

    @Test
    void removeAsks() throws IOException {
        done("t0ken", "put", "token");
        terminal = new FakeTerminal("", "n");
        assertThat(refused("", "remove", "token")).contains("Not removed.");
        terminal = new FakeTerminal("", "yes");
        done("", "remove", "token");
        assertThat(file().find("token")).isEmpty();
    }

    @Test
    void removeWithoutATerminalNeedsItsWord() throws IOException {
        done("t0ken", "put", "token");
        assertThat(refused("y\n", "remove", "token")).contains("no terminal to ask at", "--yes");
        done("", "remove", "token", "--yes");
        assertThat(file().names()).isEmpty();
        assertThat(refused("", "remove", "token", "--yes")).contains("has no entry 'token'");
    }

    @Test
    void removeKeepsAClientSecretThatIsValid() throws IOException {
        storeSecret(IN_A_YEAR);
        assertThat(refused("", "remove", "contoso-tm", "--yes")).contains("its text is nowhere else", "--force");
        done("", "remove", "contoso-tm", "--yes", "--force");
        assertThat(file().names()).isEmpty();
    }

    @Test
    void removeOfAClientSecretThatHasExpired() {
        storeSecret(Instant.parse("2020-01-01T00:00:00Z"));
        done("", "remove", "contoso-tm", "--yes");
        assertThat(file().names()).isEmpty();
    }

    // ---- the passphrase --------------------------------------------------------------------------------------------

    @Test
    void aNewVaultFileNeedsALongPassphrase() throws IOException {
        variables.put(Passphrase.VARIABLE, "12345678901");
        assertThat(refused("t0ken", "put", "token")).contains("has 11 characters, fewer than 12");
        assertThat(path()).doesNotExist();
    }

    @Test
    void aPassphraseThatPkcs12DoesNotTake() throws IOException {
        variables.put(Passphrase.VARIABLE, "correct hörse battery");
        assertThat(refused("t0ken", "put", "token")).contains("beyond those of ASCII");
    }

    @Test
    void thePassphraseIsAskedForAtATerminal() throws IOException {
        variables.clear();
        FakeTerminal person = new FakeTerminal(QuickVaults.PASSPHRASE, "y");
        terminal = person;
        Path secret = Files.writeString(folder.resolve("secret.txt"), "fr0m-file\n");
        done("", "put", "f", "--from", secret.toString());
        assertThat(person.asked()).containsExactly("Passphrase for the new vault file " + path(), "The same again");
        assertThat(file().find("f")).contains("fr0m-file");
        done("", "list");
        assertThat(person.asked()).endsWith("Passphrase for " + path());
    }

    @Test
    void thePassphraseIsAskedForAtATerminalWhileTheSecretIsPiped() {
        variables.clear();
        FakeTerminal person = new FakeTerminal(QuickVaults.PASSPHRASE, "y");
        terminal = person.behindAPipe();
        done("p1ped-s3cret", "put", "token");
        assertThat(person.asked()).containsExactly("Passphrase for the new vault file " + path(), "The same again");
        assertThat(file().find("token")).contains("p1ped-s3cret");
        done("", "remove", "token");
        assertThat(person.asked()).last().asString().startsWith("Remove 'token'");
    }

    @Test
    void aNewPassphraseIsTypedTwice() throws IOException {
        variables.clear();
        terminal = new FakeTerminal(List.of("correct horse", "correct house"), "y");
        assertThat(refused("", "put", "f")).contains("The two passphrases differ.");
    }

    @Test
    void withoutATerminalNobodyIsAsked() throws IOException {
        variables.clear();
        assertThat(refused("t0ken", "put", "f"))
                .contains("and no terminal to ask at.", Passphrase.VARIABLE, "--vault-passphrase-fd");
    }

    @Test
    void aFileDescriptorGivesItsFirstLine() throws IOException {
        Files.writeString(folder.resolve("7"), "correct horse\nand more\n");
        assertThat(Passphrase.read(folder, 7)).isEqualTo("correct horse");
        Files.writeString(folder.resolve("8"), "");
        assertThat(Passphrase.read(folder, 8)).isEmpty();
    }

    @Test
    void aFileDescriptorThatIsNotOpen() throws IOException {
        assertThat(refused("t0ken", "put", "f", "--vault-passphrase-fd", "987"))
                .contains("cannot be read from file descriptor 987");
    }
}
