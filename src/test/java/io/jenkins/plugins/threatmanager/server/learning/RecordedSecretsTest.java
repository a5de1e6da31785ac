package io.jenkins.plugins.threatmanager.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import io.jenkins.plugins.threatmanager.server.learning.recording.RecordingReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a recording's secrets gets out of learning, and a redacted copy has none, in whatever form. */
class RecordedSecretsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Recording> recordings() {
        return Stream.concat(
                Stream.of(RecordedDialect.values()).map(RecordedDialect::recording),
                Stream.of(RecordedDialect.RELATIVE.loginWithCode(), RecordedDialect.OTHER.loginWithCode()));
    }

    /** By the test's own reading of the file: what was typed, what headers and cookies carry. */
    private static Set<String> secrets(Recording recording) throws Exception {
        Set<String> secrets =
                new LinkedHashSet<>(List.of(RecordedDialect.CONSOLE_PASSWORD, RecordedDialect.RIGHT_SECRET));
        for (JsonNode entry : JSON.readTree(recording.har()).at("/log/entries")) {
            for (JsonNode header : entry.at("/request/headers")) {
                if (List.of("authorization", "x-ticket")
                        .contains(header.path("name").asText().toLowerCase(Locale.ROOT))) {
                    secrets.add(header.path("value").asText().replaceFirst("^Bearer ", ""));
                }
            }
            for (JsonNode header : entry.at("/response/headers")) {
                if (header.path("name").asText().equalsIgnoreCase("set-cookie")) {
                    secrets.add(header.path("value").asText().replaceAll("^[^=]*=|;.*", ""));
                }
            }
        }
        return secrets;
    }

    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>(List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            forms.add(Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(shifted)
                    .substring(before == 0 ? 0 : before + 1, shifted.length * 8 / 6));
        }
        return forms;
    }

    private static void assertNone(Set<String> secrets, String text) {
        assertThat(secrets).flatExtracting(RecordedSecretsTest::forms).noneMatch(text::contains);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void noneIsInWhatIsLearned(Recording recording) throws Exception {
        LearningResult result = ProfileLearning.learn(RecordedDialect.card(), List.of(recording));
        Set<String> secrets = secrets(recording);
        assertThat(secrets).hasSizeGreaterThan(2);
        assertNone(secrets, result.toString());
        assertNone(secrets, recording.toString());
        RecordingReader.read(List.of(recording)).forEach(each -> assertNone(secrets, each.toString()));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void noneIsInARedactedCopy(Recording recording) throws Exception {
        String copy = RecordingRedactor.redact(RecordedDialect.card(), recording);
        assertNone(secrets(recording), copy);
        assertThat(JSON.readTree(copy).at("/log/entries").size())
                .isEqualTo(JSON.readTree(recording.har()).at("/log/entries").size());
    }

    @ParameterizedTest
    @EnumSource
    void theSameIsLearnedFromARedactedCopy(RecordedDialect recorded) {
        Recording copy = new Recording(
                recorded.recording().name(), RecordingRedactor.redact(RecordedDialect.card(), recorded.recording()));
        assertThat(ProfileLearning.learn(RecordedDialect.card(), List.of(copy))).isEqualTo(recorded.learn());
    }

    /** In Base64 bodies, cookies, addresses and forms, too. */
    @Test
    void secretsInOtherForms() throws Exception {
        JsonNode har = JSON.readTree(RecordedDialect.OTHER.loginWithCode().har());
        ArrayNode entries = (ArrayNode) har.at("/log/entries");
        String password = RecordedDialect.CONSOLE_PASSWORD;
        ObjectNode more = entries.addObject().put("startedDateTime", "2026-05-04T07:30:00Z");
        more.putObject("request")
                .put("method", "GET")
                .put("url", "https://tm.contoso.example/x?p=" + password + "&access_token=tok-91ab7e%2F3c")
                .putArray("cookies")
                .addObject()
                .put("name", "sid")
                .put("value", "cookie-5d77e0");
        ObjectNode content = more.putObject("response").put("status", 200).putObject("content");
        content.put("encoding", "base64")
                .put(
                        "text",
                        Base64.getEncoder()
                                .encodeToString(("{\"x\": \"" + password + "\", \"client_secret\": \"cs-77f0e1\"}")
                                        .getBytes(StandardCharsets.UTF_8)));
        more.put("comment", Base64.getEncoder().encodeToString(("u:" + password).getBytes(StandardCharsets.UTF_8)));

        String copy =
                RecordingRedactor.redact(RecordedDialect.card(), new Recording("a.har", JSON.writeValueAsString(har)));

        assertNone(Set.of(password, "tok-91ab7e/3c", "cookie-5d77e0", "cs-77f0e1"), copy);
        JsonNode entry = JSON.readTree(copy).at("/log/entries").get(entries.size() - 1);
        String body = new String(
                Base64.getDecoder().decode(entry.at("/response/content/text").asText()), StandardCharsets.UTF_8);
        assertNone(Set.of(password, "cs-77f0e1"), body);
        assertThat(body).startsWith("{\"x\": \"redacted-");
    }

    /** Whatever the header of a token is called, and whatever form the token has. */
    @Test
    void tokensOfNoFormInAnyHeader() throws Exception {
        String har = RecordedDialect.TICKETS.recording().har().replaceAll("eyJ\\.[^\"\\\\]*", "0ff1ce-7d41-4c2e-tick");
        assertThat(har).contains("0ff1ce-7d41-4c2e-tick");
        String copy = RecordingRedactor.redact(RecordedDialect.card(), new Recording("a.har", har));
        assertNone(Set.of("0ff1ce-7d41-4c2e-tick"), copy);
    }

    /** A password of one's own instead of the card's would be the same in every request. */
    @Test
    void ownPasswordsInsteadOfTheCardsAreNoConstants() {
        String har = RecordedDialect.OTHER.recording().har();
        for (LearningCard.Sample each : RecordedDialect.card().samples()) {
            har = har.replace(each.password(), "my-own-secret").replace(each.newPassword(), "my-own-secret");
        }
        LearningResult result = ProfileLearning.learn(RecordedDialect.card(), List.of(new Recording("a.har", har)));
        assertThat(result).isInstanceOf(LearningResult.Unfinished.class);
        assertThat(result.toString()).doesNotContain("my-own-secret");
    }

    /** What a session needs in each request is no constant of a profile either. */
    @Test
    void valuesOfTheSessionAreNoConstants() {
        String token = "eyJ-of-the-session.aaaa.bbbb";
        String har = RecordedDialect.RELATIVE
                .recording()
                .har()
                .replace("{\\\"name\\\":\\\"Learn", "{\\\"proof\\\":\\\"" + token + "\\\",\\\"name\\\":\\\"Learn");
        assertThat(har).contains(token);
        LearningResult result = ProfileLearning.learn(RecordedDialect.card(), List.of(new Recording("a.har", har)));
        assertThat(result).isInstanceOf(LearningResult.Unfinished.class);
        assertThat(result.questions())
                .extracting(Question::missing)
                .anyMatch(each -> each.contains("belongs to the session"));
        assertThat(result.toString()).doesNotContain(token);
    }
}
