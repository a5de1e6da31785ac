package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Credential Profiles of the card as the server lists them.
 *
 * @param credentials identifiers of their credentials by profile; empty where credentials have none
 * @param place {@code inline}, {@code array} or {@code listed}
 * @param credentialList where credentials are a list of their own: its requests, by profile
 * @param credentialItems where the array is in those answers
 */
record ProfileObjects(
        ObjectList list,
        Identifiers ids,
        Map<String, JsonNode> credentials,
        String place,
        Map<Exchange, String> credentialList,
        JsonPointer credentialItems) {

    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String THIRD = "third";

    private static final String MEMBER = "/credentialProfile";

    static Map<String, LearningCard.Sample> samples(LearningCard card) {
        Map<String, LearningCard.Sample> samples = new LinkedHashMap<>();
        samples.put(FIRST, card.first());
        samples.put(SECOND, card.second());
        samples.put(THIRD, card.third());
        return samples;
    }

    static ProfileObjects learn(Scene scene, Findings findings) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Set<String> descriptions = new HashSet<>();
        samples(scene.card()).forEach((which, each) -> {
            names.put(which, Set.of(each.name(), each.newName()));
            descriptions.add(each.description());
            descriptions.add(each.newDescription());
        });
        ObjectList list = ObjectList.find(scene, names, descriptions)
                .orElseThrow(() -> new Unclear(
                        MEMBER,
                        "No list has the Credential Profiles of the card with their descriptions.",
                        "Open the list of Credential Profiles after each profile is added."));
        Map<String, List<JsonNode>> things = new LinkedHashMap<>();
        list.sightings()
                .forEach(each -> things.computeIfAbsent(each.object(), key -> new ArrayList<>())
                        .add(each.item()));
        JsonPointer description = description(scene.card(), list);
        Set<Exchange> lists = new LinkedHashSet<>();
        list.views().forEach(each -> lists.add(each.exchange()));
        Identifiers ids = Identifiers.find(scene, MEMBER + "/id", things, Set.of(list.label(), description), lists);
        scene.know(ids.texts());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("id", ids.json());
        json.put("name", list.label().toString()).put("description", description.toString());
        ProfileObjects found =
                new CredentialPlace(scene, list, ids, things, lists).learn(json.putObject("credentials"));
        findings.put("credentialProfile", json);
        findings.from("credentialProfile", lists, Confidence.SEEN);
        Set<String> known = new HashSet<>();
        found.credentials().values().forEach(each -> known.add(each.asText()));
        scene.know(known);
        return found;
    }

    private static JsonPointer description(LearningCard card, ObjectList list) {
        Set<JsonPointer> candidates = null;
        for (ObjectList.Sighting each : list.sightings()) {
            LearningCard.Sample sample = samples(card).get(each.object());
            Set<JsonPointer> here = new LinkedHashSet<>();
            Leaves.outsideArrays(each.item()).forEach((pointer, value) -> {
                if (Set.of(sample.description(), sample.newDescription()).contains(value.asText())) {
                    here.add(pointer);
                }
            });
            if (candidates == null) {
                candidates = here;
            } else {
                candidates.retainAll(here);
            }
        }
        return Optional.ofNullable(candidates)
                .flatMap(each -> each.stream().findFirst())
                .orElseThrow(() -> new Unclear(
                        MEMBER + "/description",
                        "The descriptions that were typed are not in the list at one place.",
                        "Type the descriptions of the card exactly as they are on it."));
    }

    /** The profile whose identifier or name that is; empty if none of the card's. */
    Optional<String> named(JsonNode reference) {
        for (Map.Entry<String, JsonNode> each : ids.values().entrySet()) {
            if (each.getValue().equals(reference)) {
                return Optional.of(each.getKey());
            }
        }
        return list.sightings().stream()
                .filter(each -> each.item().at(list.label()).equals(reference))
                .map(ObjectList.Sighting::object)
                .findFirst();
    }
}
