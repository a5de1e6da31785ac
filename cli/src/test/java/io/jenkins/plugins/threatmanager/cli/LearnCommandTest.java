package io.jenkins.plugins.threatmanager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.learning.CardText;
import io.jenkins.plugins.threatmanager.server.learning.LearningCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code learn card}, {@code learn profile}, {@code learn redact}. */
class LearnCommandTest {

    private static final String AT = "/io/jenkins/plugins/threatmanager/server/learning/";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path card;
    private Path recording;

    @BeforeEach
    void files() throws IOException {
        card = folder.resolve("card.json");
        recording = folder.resolve("console.har");
        try (InputStream in = LearnCommandTest.class.getResourceAsStream(AT + "card.json")) {
            Files.copy(in, card);
        }
        try (InputStream in = LearnCommandTest.class.getResourceAsStream(AT + "relative.har.gz");
                InputStream har = new GZIPInputStream(in)) {
            Files.copy(har, recording);
        }
    }

    private int run(Object... args) {
        return Runner.run(
                new Environment(Map.of(), Map.of()),
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                List.of(args).stream().map(Object::toString).toArray(String[]::new));
    }

    @Test
    void aCardHasEveryValueInItsStepsAndIsKept() throws Exception {
        Path kept = folder.resolve("new-card.json");
        assertThat(run(
                        "learn",
                        "card",
                        "--user",
                        "jenkins",
                        "--tenant",
                        "contoso.onmicrosoft.com",
                        "--client-id",
                        "3d1f0a52-6c0e-4b5f-9d0b-000000000001",
                        "--cloud",
                        "china",
                        "--out",
                        kept))
                .isZero();
        LearningCard made = LearningCard.parse("card", Files.readString(kept));
        assertThat(made.cloud()).isEqualTo("CHINA");
        assertThat(made.first().userName()).isEqualTo("3d1f0a52-6c0e-4b5f-9d0b-000000000001");
        assertThat(out.toString().lines().toList()).isEqualTo(CardText.lines(made));
        assertThat(out.toString())
                .contains("\"jenkins\"", made.wrongPassword(), made.wrongCode(), made.tenant())
                .contains(
                        made.first().newName(),
                        made.second().newDescription(),
                        made.third().password())
                .contains(made.tenantsOfClouds().values());
    }

    @Test
    void aProfileWithWhereEachPartComesFrom() throws Exception {
        Path profile = folder.resolve("profile.json");
        assertThat(run("learn", "profile", "--recording", recording, "--card", card, "--out", profile))
                .isZero();
        assertThat(ApiProfile.parse("learned", Files.readString(profile)).provisional())
                .isTrue();
        assertThat(out.toString())
                .contains("/operations/deleteSync: seen, console.har entry ", "/statuses: inferred, ")
                .contains("It is provisional: it was not tried on a server yet.")
                .doesNotContain("MISSING");
        if (profile.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsMissingAndWhatToClick() throws Exception {
        Path profile = folder.resolve("profile.json");
        Files.writeString(recording, Files.readString(recording).replace("\"DELETE\"", "\"GET\""));
        assertThat(run("learn", "profile", "--recording", recording, "--card", card, "--out", profile))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("MISSING /operations/deleteSync: ", "Delete the Entra ID Sync as the card says")
                .contains("No profile was written");
        assertThat(profile).doesNotExist();
    }

    @Test
    void aCopyWithoutSecretsFromWhichTheSameIsLearned() throws Exception {
        Path copy = folder.resolve("redacted.har");
        assertThat(run("learn", "redact", "--recording", recording, "--card", card, "--out", copy))
                .isZero();
        assertThat(Files.readString(copy)).doesNotContain("Console-Passw0rd-9b2e", "right~Secret~0c7d4f", "eyJ");
        Path one = folder.resolve("one.json");
        Path other = folder.resolve("other.json");
        assertThat(run("learn", "profile", "--recording", recording, "--card", card, "--out", one))
                .isZero();
        assertThat(run("learn", "profile", "--recording", copy, "--card", card, "--out", other))
                .isZero();
        assertThat(other).hasSameTextualContentAs(one);
    }

    @Test
    void wrongFilesAreNamedInOneSentenceAndNothingIsOverwritten() throws Exception {
        Path out = folder.resolve("profile.json");
        assertThat(run("learn", "profile", "--recording", card, "--card", card, "--out", out))
                .isEqualTo(1);
        assertThat(run("learn", "profile", "--recording", recording, "--card", recording, "--out", out))
                .isEqualTo(1);
        assertThat(run("learn", "profile", "--recording", folder.resolve("no.har"), "--card", card, "--out", out))
                .isEqualTo(1);
        assertThat(run("learn", "redact", "--recording", recording, "--card", card, "--out", card))
                .isEqualTo(1);
        assertThat(err.toString().lines().toList())
                .hasSize(4)
                .allMatch(line -> line.endsWith("[server-recording-invalid]"))
                .noneMatch(line -> line.contains("Passw0rd"));
        assertThat(out).doesNotExist();
    }
}
