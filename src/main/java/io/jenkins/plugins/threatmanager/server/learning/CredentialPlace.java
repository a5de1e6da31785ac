package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the server shows the credential of a profile: the user names of the card tell. */
final class CredentialPlace {

    private static final String MEMBER = "/credentialProfile/credentials";

    private final Scene scene;
    private final ObjectList list;
    private final Identifiers ids;
    private final Map<String, List<JsonNode>> things;
    private final Set<Exchange> lists;

    CredentialPlace(
            Scene scene, ObjectList list, Identifiers ids, Map<String, List<JsonNode>> things, Set<Exchange> lists) {
        this.scene = scene;
        this.list = list;
        this.ids = ids;
        this.things = things;
        this.lists = lists;
    }

    private String userName(String object) {
        return ProfileObjects.samples(scene.card()).get(object).userName();
    }

    private ProfileObjects profiles(
            Map<String, JsonNode> credentials, String place, Map<Exchange, String> list, JsonPointer items) {
        return new ProfileObjects(this.list, ids, credentials, place, list, items);
    }

    ProfileObjects learn(ObjectNode json) {
        Set<JsonPointer> inline = common(things, (object, item) -> pointersTo(item, userName(object)));
        if (!inline.isEmpty()) {
            json.put("place", "inline").put("userName", inline.iterator().next().toString());
            return profiles(Map.of(), "inline", Map.of(), JsonPointer.empty());
        }
        Set<JsonPointer> arrays = common(things, (object, item) -> arraysWith(item, userName(object)));
        if (arrays.size() == 1) {
            JsonPointer array = arrays.iterator().next();
            Map<String, List<JsonNode>> credentials = new LinkedHashMap<>();
            things.forEach((object, items) -> items.forEach(item -> credentials
                    .computeIfAbsent(object, key -> new ArrayList<>())
                    .addAll(items(item.at(array), object))));
            json.put("place", "array").put("items", array.toString());
            return profiles(describe(json, credentials, lists), "array", Map.of(), array);
        }
        return listed(json);
    }

    private interface Pointers {
        Set<JsonPointer> in(String object, JsonNode item);
    }

    private static Set<JsonPointer> common(Map<String, List<JsonNode>> things, Pointers pointers) {
        Set<JsonPointer> common = null;
        for (Map.Entry<String, List<JsonNode>> thing : things.entrySet()) {
            Set<JsonPointer> here = new LinkedHashSet<>();
            thing.getValue().forEach(item -> here.addAll(pointers.in(thing.getKey(), item)));
            if (common == null) {
                common = here;
            } else {
                common.retainAll(here);
            }
        }
        return common == null ? Set.of() : common;
    }

    private static Set<JsonPointer> pointersTo(JsonNode item, String text) {
        Set<JsonPointer> found = new LinkedHashSet<>();
        Leaves.outsideArrays(item).forEach((pointer, value) -> {
            if (Leaves.isText(value, text)) {
                found.add(pointer);
            }
        });
        return found;
    }

    private static Set<JsonPointer> arraysWith(JsonNode item, String text) {
        Set<JsonPointer> found = new LinkedHashSet<>();
        for (JsonPointer array : Leaves.arrays(item)) {
            for (JsonNode each : item.at(array)) {
                if (!pointersTo(each, text).isEmpty()) {
                    found.add(array);
                }
            }
        }
        return found;
    }

    private List<JsonNode> items(JsonNode array, String object) {
        List<JsonNode> found = new ArrayList<>();
        array.forEach(each -> {
            if (!pointersTo(each, userName(object)).isEmpty()) {
                found.add(each);
            }
        });
        return found;
    }

    /** Identifiers by profile. */
    private Map<String, JsonNode> describe(
            ObjectNode json, Map<String, List<JsonNode>> credentials, Set<Exchange> lists) {
        credentials.values().removeIf(List::isEmpty);
        JsonPointer userName = common(credentials, (object, item) -> pointersTo(item, userName(object))).stream()
                .findFirst()
                .orElseThrow(this::nowhere);
        Identifiers found = Identifiers.find(scene, MEMBER + "/id", credentials, Set.of(userName), lists);
        json.set("id", found.json());
        json.put("userName", userName.toString());
        return found.values();
    }

    private Unclear nowhere() {
        return new Unclear(
                MEMBER,
                "No answer shows the user names that were typed with the Credential Profiles.",
                "Open each Credential Profile after it was added, so that its credential is shown.");
    }

    /** A list for each profile, with the profile's identifier in the request. */
    private ProfileObjects listed(ObjectNode json) {
        Map<Exchange, String> requests = new LinkedHashMap<>();
        Map<String, List<JsonNode>> credentials = new LinkedHashMap<>();
        Set<JsonPointer> arrays = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (Exchange each : scene.exchanges()) {
            Optional<String> object = each.succeeded() && !lists.contains(each) ? of(each) : Optional.empty();
            if (object.isPresent()) {
                for (JsonPointer array : Leaves.arrays(each.answer())) {
                    List<JsonNode> found = items(each.answer().at(array), object.get());
                    if (!found.isEmpty()) {
                        requests.put(each, object.get());
                        arrays.add(array);
                        kinds.add(scene.kind(each));
                        credentials
                                .computeIfAbsent(object.get(), key -> new ArrayList<>())
                                .addAll(found);
                    }
                }
            }
        }
        if (arrays.size() != 1 || kinds.size() != 1) {
            throw nowhere();
        }
        json.put("place", "listed");
        return profiles(
                describe(json, credentials, requests.keySet()),
                "listed",
                requests,
                arrays.iterator().next());
    }

    private Optional<String> of(Exchange exchange) {
        return ids.values().entrySet().stream()
                .filter(each -> exchange.has(each.getValue().asText()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
