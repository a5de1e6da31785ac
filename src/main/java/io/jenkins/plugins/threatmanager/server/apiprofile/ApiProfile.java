package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is known of a Threat Manager server's REST interface: each path, field name and word. Netwrix
 * publishes no reference, so that the connector has none of its own and reads them from a JSON document of this shape;
 * {@code docs/api-profile.md} describes it.
 *
 * @param schema for editors; not read
 * @param provisional whether the profile is a guess that no live server has confirmed
 * @param note for people; empty if none
 * @param errorText where an error answer has its text; all that are present are joined
 * @param errorReference where an error answer has what to quote to support; empty if nowhere
 * @param platform the server's word for a credential of Entra ID, a string or a number
 * @param clouds the server's words by cloud, strings or numbers; a cloud that the server does not offer is absent
 */
public record ApiProfile(
        @JsonProperty("$schema") Optional<String> schema,
        @Is(ValueKind.WORD) String name,
        @Is(ValueKind.WORD) String version,
        boolean provisional,
        Optional<String> note,
        @JsonDeserialize(using = OpenApi.OrNone.class) OpenApi openApi,
        ApiLogin login,
        List<JsonPointer> errorText,
        Optional<JsonPointer> errorReference,
        @Is(ValueKind.SCALAR) JsonNode platform,
        @JsonDeserialize(using = NamedMembers.Clouds.class) Map<String, JsonNode> clouds,
        ApiShapes.Statuses statuses,
        ApiShapes.Profile credentialProfile,
        ApiShapes.Sync entraIdSync,
        ApiShapes.Run syncRun,

        @JsonDeserialize(using = NamedMembers.Operations.class)
        Map<ApiOperation, ApiAction> operations) {

    /** The clouds that a profile has to name, or say of them that the server does not offer them. */
    public static final List<String> CLOUDS = List.of("GLOBAL", "US_GOV_L4", "US_GOV_L5", "CHINA");

    /** A cloud with endpoints of its own, for which there is no word. */
    public static final String CUSTOM = "CUSTOM";

    private static final String PROVISIONAL = "api-profile-provisional.json";

    public ApiProfile {
        OperationRules rules = new OperationRules(operations, credentialProfile.credentials());
        boolean severalClouds = clouds.size() > 1;
        Mistake.in("operations", () -> rules.check(severalClouds));
    }

    /**
     * Reads a profile, strictly: what it does not know, it refuses.
     *
     * @param origin what to call the document in messages, for example the file's name
     * @param json the document
     * @throws ProblemException {@link ServerProblem#API_PROFILE_INVALID} that names the line, what is wrong and what is allowed
     */
    public static ApiProfile parse(String origin, String json) {
        return new ProfileDocument(origin).read(TextDecoder.withoutMark(json));
    }

    /** The bundled profile, modelled on the nearest documented relative of Threat Manager; it says so itself. */
    public static ApiProfile bundled() {
        return parse("the bundled API profile", bundledText());
    }

    /** The bundled profile as text, to start one's own from. */
    public static String bundledText() {
        try (InputStream in = ApiProfile.class.getResourceAsStream(PROVISIONAL)) {
            return TextDecoder.text(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request of an operation that the profile has. */
    public ApiCall call(ApiOperation operation) {
        return operations.get(operation).call();
    }

    /** Whether sending that request twice does no more than sending it once. */
    public boolean isRepeatable(ApiOperation operation) {
        return operations.get(operation).repeatable().orElse(operation.repeatable());
    }

    /** The operation's request; empty if the profile does without it. */
    public Optional<ApiCall> find(ApiOperation operation) {
        return Optional.ofNullable(operations.get(operation)).map(ApiAction::call);
    }

    /** How a list that the profile has is read. */
    public ApiAction.Listing listing(ApiOperation operation) {
        return (ApiAction.Listing) operations.get(operation);
    }

    public ApiAction.ConnectionTest test() {
        return (ApiAction.ConnectionTest) operations.get(ApiOperation.TEST_CONNECTION);
    }

    /** Empty if the answer to the connection test has the verdict. */
    public Optional<ApiAction.TestResult> testResult() {
        return Optional.ofNullable((ApiAction.TestResult) operations.get(ApiOperation.TEST_RESULT));
    }

    /** Empty if the profile does not say how to read the role of the user. */
    public Optional<ApiAction.CurrentUser> currentUser() {
        return Optional.ofNullable((ApiAction.CurrentUser) operations.get(ApiOperation.CURRENT_USER));
    }

    /**
     * The server's word for a cloud, as JSON.
     *
     * @param cloud one of {@link #CLOUDS}, {@link #CUSTOM}, or a word of the server's own
     * @throws ProblemException {@link ServerProblem#CLOUD_NOT_MAPPED}
     */
    public JsonNode cloud(String cloud) {
        if (cloud.equals(CUSTOM)) {
            throw ServerProblem.CLOUD_NOT_MAPPED.failure(
                    "The tenant is in a custom cloud, and nothing says what the" + " server calls it.");
        }
        JsonNode word = clouds.get(cloud);
        if (word == null && CLOUDS.contains(cloud)) {
            throw ServerProblem.CLOUD_NOT_MAPPED.failure("API profile " + name
                    + " has no word for the Azure Cloud " + cloud + " (it has " + String.join(", ", clouds.keySet())
                    + ").");
        }
        return word == null ? ownWord(cloud) : word;
    }

    /** As the profile has it if it does, else of the JSON type that its words have. */
    public JsonNode ownWord(String word) {
        boolean numbers = clouds.values().stream().allMatch(JsonNode::isNumber) && word.matches("\\d{1,9}");
        return clouds.values().stream()
                .filter(each -> each.asText().equals(word))
                .findFirst()
                .orElseGet(() -> numbers ? IntNode.valueOf(Integer.parseInt(word)) : TextNode.valueOf(word));
    }
}
