package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
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

/** The Entra ID Syncs of the card as the server lists them: objects are called by their tenants. */
record SyncObjects(ObjectList list, Identifiers ids, JsonPointer profile, boolean byName) {

    static final String MEMBER = "/entraIdSync";

    static SyncObjects learn(Scene scene, ProfileObjects profiles) {
        Map<String, Set<String>> tenants = new LinkedHashMap<>();
        tenants.put(scene.card().tenant(), Set.of(scene.card().tenant()));
        scene.card().tenantsOfClouds().values().stream().sorted().forEach(each -> tenants.put(each, Set.of(each)));
        ObjectList list = ObjectList.find(scene, tenants, tenants.keySet())
                .orElseThrow(() -> new Unclear(
                        MEMBER,
                        "No list has the Entra ID Sync of the tenant on the card.",
                        "Add the Entra ID Sync with the tenant exactly as it is on the card, and open the list."));
        Map<String, List<JsonNode>> things = new LinkedHashMap<>();
        list.sightings()
                .forEach(each -> things.computeIfAbsent(each.which(), key -> new ArrayList<>())
                        .add(each.item()));
        Set<Exchange> lists = new LinkedHashSet<>();
        list.views().forEach(each -> lists.add(each.exchange()));
        Identifiers ids = Identifiers.find(scene, MEMBER + "/id", things, Set.of(list.label()), lists);
        scene.know(ids.texts());
        scene.know(tenants.keySet());
        return withProfile(scene, profiles, list, ids);
    }

    /** A sync names the profile by identifier or name: both the first and the second profile of the card are seen. */
    private static SyncObjects withProfile(Scene scene, ProfileObjects profiles, ObjectList list, Identifiers ids) {
        Set<JsonPointer> byId = new LinkedHashSet<>();
        Set<JsonPointer> byName = new LinkedHashSet<>();
        Set<JsonPointer> all = new LinkedHashSet<>();
        list.sightings()
                .forEach(each -> all.addAll(Leaves.outsideArrays(each.item()).keySet()));
        for (JsonPointer pointer : all) {
            Set<String> named = new HashSet<>();
            boolean always = true;
            boolean isId = true;
            for (ObjectList.Sighting each : list.sightings()) {
                JsonNode value = each.item().at(pointer);
                Optional<String> profile = profiles.named(value);
                always &= profile.isPresent();
                profile.ifPresent(named::add);
                isId &= profiles.ids().values().containsValue(value);
            }
            if (always && named.size() > 1) {
                (isId ? byId : byName).add(pointer);
            }
        }
        if (byId.size() + (byId.isEmpty() ? byName.size() : 0) != 1) {
            throw new Unclear(
                    MEMBER + "/profileId",
                    "It is not clear where a listed Entra ID Sync names its Credential Profile.",
                    "Edit the Entra ID Sync as the card says: choose the second Credential Profile, save, look at the"
                            + " list.");
        }
        boolean names = byId.isEmpty();
        return new SyncObjects(list, ids, (names ? byName : byId).iterator().next(), names);
    }

    /** Which of the card's profiles a listed sync uses. */
    Optional<String> profileOf(ProfileObjects profiles, ObjectList.Sighting sighting) {
        return profiles.named(sighting.item().at(profile));
    }

    /** The sync that a request is about, by its identifier; empty if none. */
    Optional<String> thing(Exchange exchange) {
        return ids.values().entrySet().stream()
                .filter(each -> exchange.has(each.getValue().asText()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    static String tenantOf(String thing) {
        return thing.substring(0, thing.lastIndexOf(' '));
    }
}
