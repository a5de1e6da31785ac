package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns the document into an {@link ApiProfile}; says of everything that does not fit where it is and what would. */
final class ApiProfileReader {

    private final LocatedJson root;
    private final ApiOperationsReader operations;

    ApiProfileReader(LocatedJson root) {
        this.root = root;
        this.operations = new ApiOperationsReader();
    }

    ApiProfile read() {
        root.allow(List.of(
                "$schema",
                "name",
                "version",
                "provisional",
                "note",
                "openApi",
                "login",
                "errorText",
                "errorReference",
                "platform",
                "clouds",
                "statuses",
                "credentialProfile",
                "entraIdSync",
                "syncRun",
                "operations"));
        root.optional("$schema").ifPresent(LocatedJson::text);
        LocatedJson openApi = root.member("openApi");
        boolean documented = isDocumented(openApi);
        ApiShapes.Profile profile = profile(root.member("credentialProfile"));
        ApiShapes.Sync sync = sync(root.member("entraIdSync"));
        Map<String, JsonNode> clouds = clouds(root.member("clouds"));
        operations.read(root.member("operations"), profile, clouds.size());
        return new ApiProfile(
                root.member("name").word(),
                root.member("version").word(),
                root.member("provisional").flag(),
                root.optional("note").map(LocatedJson::text).orElse(""),
                documented ? openApiPaths(openApi.member("paths")) : List.of(),
                documented && openApi.member("required").flag(),
                new ApiLoginReader().read(root.member("login")),
                root.member("errorText").items().stream()
                        .map(LocatedJson::jsonPointer)
                        .toList(),
                root.optional("errorReference").map(LocatedJson::jsonPointer),
                root.member("platform").scalar(),
                clouds,
                statuses(root.member("statuses")),
                profile,
                sync,
                run(root.member("syncRun")),
                operations.calls(),
                operations.listings(),
                operations.test(),
                operations.role());
    }

    private static boolean isDocumented(LocatedJson json) {
        if (json.node().isTextual()) {
            if (!json.text().equals("none")) {
                throw json.wrong("must be an object with paths, required, or \"none\" if the server has no OpenAPI"
                        + " document");
            }
            return false;
        }
        json.allow(List.of("paths", "required"));
        return true;
    }

    private static List<String> openApiPaths(LocatedJson json) {
        List<String> paths = new ArrayList<>();
        for (LocatedJson each : json.items()) {
            paths.add(ApiOperationsReader.path(each, Set.of()));
        }
        if (paths.isEmpty()) {
            throw json.wrong("must hold at least one path, for example /swagger/v1/swagger.json");
        }
        return List.copyOf(paths);
    }

    private static Map<String, JsonNode> clouds(LocatedJson json) {
        json.allow(ApiProfile.CLOUDS);
        Map<String, JsonNode> clouds = new LinkedHashMap<>();
        for (String cloud : ApiProfile.CLOUDS) {
            LocatedJson word = json.optional(cloud)
                    .orElseThrow(() -> json.wrong("cloud " + cloud
                            + " is missing; give the server's word for it, or null if the server does not offer it"));
            if (!word.node().isNull()) {
                clouds.put(cloud, word.scalar());
            }
        }
        return Collections.unmodifiableMap(clouds);
    }

    private static ApiShapes.Statuses statuses(LocatedJson json) {
        json.allow(List.of("running", "succeeded", "failed"));
        Map<String, LocatedJson> seen = new LinkedHashMap<>();
        List<Set<String>> sets = new ArrayList<>();
        for (String meaning : List.of("running", "succeeded", "failed")) {
            Set<String> words = new TreeSet<>();
            for (LocatedJson word : json.member(meaning).items()) {
                String text = word.scalar().asText();
                if (seen.putIfAbsent(text, word) != null) {
                    throw word.wrong("the word " + text + " is there already");
                }
                words.add(text);
            }
            if (words.isEmpty() && !meaning.equals("running")) {
                throw json.member(meaning).wrong("must hold at least one word");
            }
            sets.add(Set.copyOf(words));
        }
        return new ApiShapes.Statuses(sets.get(0), sets.get(1), sets.get(2));
    }

    private static ApiShapes.Profile profile(LocatedJson json) {
        json.allow(List.of("id", "name", "description", "credentials"));
        return new ApiShapes.Profile(
                id(json.member("id")),
                json.member("name").jsonPointer(),
                json.member("description").jsonPointer(),
                credentials(json.member("credentials")));
    }

    private static ApiShapes.Credentials credentials(LocatedJson json) {
        json.allow(List.of("place", "items", "id", "userName"));
        String place = json.member("place").text();
        switch (place) {
            case "inline":
                json.allow(List.of("place", "userName"));
                return new ApiShapes.Credentials.Inline(json.member("userName").jsonPointer());
            case "array":
                return new ApiShapes.Credentials.InArray(
                        json.member("items").jsonPointer(),
                        id(json.member("id")),
                        json.member("userName").jsonPointer());
            case "listed":
                json.allow(List.of("place", "id", "userName"));
                return new ApiShapes.Credentials.Listed(
                        id(json.member("id")), json.member("userName").jsonPointer());
            default:
                throw json.member("place").wrong("must be inline, array or listed");
        }
    }

    private static ApiShapes.Sync sync(LocatedJson json) {
        json.allow(List.of("id", "tenant", "azureCloud", "profileId", "profileName", "enabled", "lastStatus"));
        Optional<JsonPointer> profileId = json.optional("profileId").map(LocatedJson::jsonPointer);
        Optional<JsonPointer> profileName = json.optional("profileName").map(LocatedJson::jsonPointer);
        if (profileId.isPresent() == profileName.isPresent()) {
            throw json.wrong("must have either profileId or profileName: how a sync names its Credential Profile");
        }
        return new ApiShapes.Sync(
                id(json.member("id")),
                json.member("tenant").jsonPointer(),
                json.member("azureCloud").jsonPointer(),
                profileId,
                profileName,
                json.member("enabled").jsonPointer(),
                json.optional("lastStatus").map(LocatedJson::jsonPointer));
    }

    private static ApiShapes.Run run(LocatedJson json) {
        json.allow(List.of("type", "started", "ended", "status", "totalObjects"));
        return new ApiShapes.Run(
                json.member("type").jsonPointer(),
                json.member("started").jsonPointer(),
                json.member("ended").jsonPointer(),
                json.member("status").jsonPointer(),
                json.optional("totalObjects").map(LocatedJson::jsonPointer));
    }

    private static ApiShapes.Id id(LocatedJson json) {
        json.allow(List.of("pointer", "type"));
        return new ApiShapes.Id(json.member("pointer").jsonPointer(), idType(json.member("type")));
    }

    static ApiShapes.IdType idType(LocatedJson json) {
        return switch (json.text()) {
            case "number" -> ApiShapes.IdType.NUMBER;
            case "string" -> ApiShapes.IdType.STRING;
            default -> throw json.wrong("must be number or string");
        };
    }
}
