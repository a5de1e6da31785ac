package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server's words for clouds: what differs between requests that differ in the card's tenants for the clouds. */
final class CloudWords {

    private final Scene scene;
    private final ProfileObjects profiles;
    private final SyncObjects syncs;
    private final Findings findings;
    private final Map<String, JsonNode> words = new LinkedHashMap<>();

    CloudWords(Scene scene, ProfileObjects profiles, SyncObjects syncs, Findings findings) {
        this.scene = scene;
        this.profiles = profiles;
        this.syncs = syncs;
        this.findings = findings;
    }

    /** By cloud name. */
    private Map<String, String> tenants() {
        Map<String, String> tenants = new LinkedHashMap<>();
        LearningCard.CLOUDS.forEach(
                each -> tenants.put(each, scene.card().tenantsOfClouds().get(each)));
        return tenants;
    }

    /** Of the card. */
    Optional<String> tenantIn(Exchange exchange) {
        if (exchange.has(scene.card().tenant())) {
            return Optional.of(scene.card().tenant());
        }
        return tenants().values().stream().filter(exchange::has).findFirst();
    }

    /** The server's word for the cloud of a tenant of the card; null if it was not recorded. */
    @CheckForNull
    JsonNode wordFor(String tenant) {
        return words.get(cloudOf(tenant));
    }

    /** What differs with the cloud, in requests that differ in the tenant of the card for that cloud. */
    void learn(Map<String, List<Exchange>> withTenant) {
        Set<Map<String, JsonNode>> found = new LinkedHashSet<>();
        List<Exchange> sources = new ArrayList<>();
        withTenant.values().forEach(all -> {
            Map<Place, JsonNode> first = all.get(0).values();
            first.keySet().forEach(place -> {
                Map<String, JsonNode> here = wordsAt(place, all);
                if (here.size() > 1) {
                    found.add(here);
                    sources.addAll(all);
                }
            });
        });
        if (found.size() == 1) {
            words.putAll(found.iterator().next());
        } else if (found.isEmpty()) {
            onlyCloud(withTenant, sources);
        } else {
            throw new Unclear(
                    "/clouds",
                    "It is not clear which value is the Azure Cloud.",
                    "For each Azure Cloud that the form offers, type the tenant that the card has for it and press Test"
                            + " Connection, or add it where the console tests only what was added.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        LearningCard.CLOUDS.forEach(
                each -> json.set(each, words.getOrDefault(each, JsonNodeFactory.instance.nullNode())));
        findings.put("clouds", json);
        findings.from("clouds", sources, found.isEmpty() ? Confidence.INFERRED : Confidence.SEEN);
        LearningCard.CLOUDS.stream()
                .filter(each -> !words.containsKey(each))
                .forEach(each -> findings.leaveOpen(
                        "clouds/" + each,
                        "The word for the Azure Cloud " + each
                                + " was not recorded; tenants of that cloud are refused.",
                        "If the form offers it, type the tenant " + tenants().get(each)
                                + " there, choose that cloud, and press Test"
                                + " Connection, or add it where the console tests only what was added."));
        findings.attempt(() -> {
            describe();
            return null;
        });
    }

    /** By cloud; empty if the place holds something else. */
    private Map<String, JsonNode> wordsAt(Place place, List<Exchange> all) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        if (place.part() == Place.Part.PATH) {
            return found;
        }
        for (Exchange each : all) {
            String tenant = tenantIn(each).orElseThrow();
            String cloud = tenants().entrySet().stream()
                    .filter(one -> one.getValue().equals(tenant))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(scene.card().cloud());
            JsonNode value = each.values().get(place);
            if (value == null || !Leaves.isWord(value) || value.asText().equals(tenant)) {
                return Map.of();
            }
            JsonNode before = found.putIfAbsent(cloud, value);
            if (before != null && !before.equals(value)) {
                return Map.of();
            }
        }
        return new HashSet<>(found.values()).size() == found.size() ? found : Map.of();
    }

    /** One cloud alone: the value of the request that is nobody's and that the sync is listed with. */
    private void onlyCloud(Map<String, List<Exchange>> withTenant, List<Exchange> sources) {
        Set<JsonNode> left = new LinkedHashSet<>();
        withTenant.values().stream()
                .flatMap(List::stream)
                .forEach(each -> each.values().forEach((place, value) -> {
                    boolean nobodys = place.part() == Place.Part.BODY
                            && Leaves.isWord(value)
                            && profiles.named(value).isEmpty()
                            && !value.asText().equals(tenantIn(each).orElseThrow());
                    if (nobodys) {
                        left.add(value);
                        sources.add(each);
                    }
                }));
        if (left.size() != 1) {
            throw new Unclear(
                    "/clouds",
                    "It is not clear which value is the Azure Cloud.",
                    "For each Azure Cloud that the form offers, type the tenant that the card has for it and press Test"
                            + " Connection, or add it where the console tests only what was added.");
        }
        words.put(scene.card().cloud(), left.iterator().next());
    }

    private void describe() {
        Set<JsonPointer> clouds = new LinkedHashSet<>();
        JsonNode first = syncs.list().sightings().get(0).item();
        Leaves.outsideArrays(first).forEach((pointer, value) -> {
            boolean always = syncs.list().sightings().stream()
                    .allMatch(each -> each.item().at(pointer).equals(words.get(cloudOf(each.object()))));
            if (always) {
                clouds.add(pointer);
            }
        });
        if (clouds.size() != 1) {
            throw new Unclear(
                    SyncObjects.MEMBER + "/azureCloud",
                    "It is not clear where a listed Entra ID Sync has its Azure Cloud.",
                    "Add an Entra ID Sync in another Azure Cloud, if the form offers one, and look at the list.");
        }
        ObjectNode json = findings.profile().withObjectProperty("entraIdSync");
        json.set("id", syncs.ids().json());
        json.put("tenant", syncs.list().label().toString());
        json.put("azureCloud", clouds.iterator().next().toString());
        json.put(syncs.byName() ? "profileName" : "profileId", syncs.profile().toString());
        findings.from(
                "entraIdSync",
                syncs.list().views().stream().map(ObjectList.View::exchange).toList(),
                Confidence.SEEN);
    }

    private String cloudOf(String tenant) {
        return tenants().entrySet().stream()
                .filter(each -> each.getValue().equals(tenant))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(scene.card().cloud());
    }
}
