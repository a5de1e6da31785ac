package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is known of a Threat Manager server's REST interface: each path, field name and word. Netwrix
 * publishes no reference, so that the connector has none of its own and reads them from a JSON document of this shape;
 * {@code docs/api-profile.md} describes it.
 *
 * @param provisional whether the profile is a guess that no live server has confirmed
 * @param note for people; empty if none
 * @param openApiPaths where the server's OpenAPI document may be, tried in order; empty if it has none
 * @param openApiRequired whether nothing is changed on a server whose OpenAPI document cannot be read
 * @param errorText where an error answer has its text; all that are present are joined
 * @param errorReference where an error answer has what to quote to support; empty if nowhere
 * @param platform the server's word for a credential of Entra ID, a string or a number
 * @param clouds the server's words by cloud, strings or numbers; a cloud that the server does not offer is absent
 * @param listings of the operations that list something
 * @param role how {@code currentUser} is read; empty if there is no such operation
 */
public record ApiProfile(
        String name,
        String version,
        boolean provisional,
        String note,
        List<String> openApiPaths,
        boolean openApiRequired,
        ApiLogin login,
        List<JsonPointer> errorText,
        Optional<JsonPointer> errorReference,
        JsonNode platform,
        Map<String, JsonNode> clouds,
        ApiShapes.Statuses statuses,
        ApiShapes.Profile credentialProfile,
        ApiShapes.Sync entraIdSync,
        ApiShapes.Run syncRun,
        Map<ApiOperation, ApiCall> operations,
        Map<ApiOperation, ApiShapes.Listing> listings,
        ApiShapes.Test test,
        Optional<ApiShapes.Role> role) {

    /** The clouds that a profile has to name, or say of them that the server does not offer them. */
    public static final List<String> CLOUDS = List.of("GLOBAL", "US_GOV_L4", "US_GOV_L5", "CHINA");

    /** A cloud with endpoints of its own, for which there is no word. */
    public static final String CUSTOM = "CUSTOM";

    private static final String PROVISIONAL = "api-profile-provisional.json";

    /**
     * Reads a profile, strictly: what it does not know, it refuses.
     *
     * @param origin what to call the document in messages, for example the file's name
     * @param json the document
     * @throws ProblemException {@link ServerProblem#API_PROFILE_INVALID} that names the line, what is wrong and what is allowed
     */
    public static ApiProfile parse(String origin, String json) {
        return new ApiProfileReader(LocatedJson.parse(origin, json)).read();
    }

    /** The bundled profile, modelled on the nearest documented relative of Threat Manager; it says so itself. */
    public static ApiProfile bundled() {
        return parse("the bundled API profile", bundledText());
    }

    /** The bundled profile as text, to start one's own from. */
    public static String bundledText() {
        try (InputStream in = ApiProfile.class.getResourceAsStream(PROVISIONAL)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation's request; empty if the profile does without it. */
    public Optional<ApiCall> find(ApiOperation operation) {
        return Optional.ofNullable(operations.get(operation));
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
