package io.jenkins.plugins.threatmanager.server.apiprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.jenkins.plugins.threatmanager.server.Docs;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

public class ApiProfileTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Docs.read("api-profile.schema.json"));

    public static Set<ValidationMessage> schemaSays(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void schemaAndLoaderAcceptTheProfile(Shape shape) {
        assertThat(schemaSays(shape.profile())).isEmpty();
        assertThat(ApiProfile.parse("test", shape.profile()).operations()).containsKeys(ApiOperation.CREATE_SYNC);
    }

    @Test
    void bundledProfileSaysThatItIsProvisional() {
        ApiProfile bundled = ApiProfile.bundled();
        assertThat(bundled.provisional()).isTrue();
        assertThat(bundled.openApi().required()).isTrue();
        assertThat(bundled.note().orElseThrow())
                .contains("Not confirmed by any live server", "Netwrix publishes no REST reference");
        assertThat(bundled.clouds()).containsOnlyKeys(ApiProfile.CLOUDS);
    }

    /**
     * Each row changes the bundled profile in one place. The schema cannot say everything that the loader does; what it
     * accepts and the loader refuses is marked.
     */
    @ParameterizedTest(name = "{index}: {0} -> {1}")
    @CsvFileSource(resources = "bad-profiles.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void mistakesAreNamedWithTheirLine(String find, String replace, int line, String message, boolean schemaFindsIt) {
        String good = ApiProfile.bundledText();
        String bad = good.replaceFirst(Pattern.quote(find), Matcher.quoteReplacement(replace == null ? "" : replace));
        assertThat(bad).isNotEqualTo(good);

        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> ApiProfile.parse("tm.json", bad));

        assertThat(failure).as("refused").isNotNull();
        assertThat(failure.problem()).isEqualTo(ServerProblem.API_PROFILE_INVALID);
        assertThat(failure.cause()).startsWith("tm.json, line " + line + ": ").contains(message);
        assertThat(!schemaSays(bad).isEmpty()).as("schema refuses it too").isEqualTo(schemaFindsIt);
    }

    @Test
    void textThatIsNotJsonIsRefusedWithItsLine() {
        assertThatThrownBy(() -> ApiProfile.parse("tm.json", "{\n \"name\": \"x\",\n oops }"))
                .hasMessageStartingWith("tm.json, line 3: it is not valid JSON: ");
        assertThatThrownBy(() -> ApiProfile.parse("tm.json", "[]"))
                .hasMessageStartingWith("tm.json, line 1: the document must be a JSON object.");
        assertThatThrownBy(() -> ApiProfile.parse("tm.json", "")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ApiProfile.parse("tm.json", "{} {}")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ApiProfile.parse("tm.json", "{\"name\": \"a\",\n\"name\": \"b\"}"))
                .hasMessageStartingWith("tm.json, line 2: it is not valid JSON: Duplicate");
    }

    @Test
    void otherWaysToPageAndToListCredentialsAreRead() {
        String json = ApiProfile.bundledText()
                .replaceFirst(
                        "(?s)\"paging\": \\{.*?\\}",
                        "\"paging\": {\"by\": \"page\", \"page\": \"p\", \"pageSize\": \"s\", \"size\": 5, \"first\":"
                                + " 1}")
                .replaceFirst("\"place\": \"array\",\\s*\"items\": \"/credentials\"", "\"place\": \"listed\"")
                .replaceFirst(
                        "\"createProfile\"",
                        "\"listCredentials\": {\"method\": \"GET\", \"path\": \"/c/{profileId}\", \"expect\": [200],"
                                + " \"items\": \"\"}, \"createProfile\"");
        assertThat(schemaSays(json)).isEmpty();
        ApiProfile profile = ApiProfile.parse("test", json);
        assertThat(profile.credentialProfile().credentials()).isInstanceOf(ApiShapes.Credentials.Listed.class);
        assertThat(profile.listing(ApiOperation.LIST_PROFILES).paging().orElseThrow())
                .isInstanceOf(ApiShapes.Paging.Pages.class);
    }
}
