package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list that the server gives, and what is seen in it of the objects of the card over time.
 *
 * @param items where the array is in the answer
 * @param label where the typed text is in an item
 * @param views each answer, with its place in the order of exchanges
 */
record ObjectList(JsonPointer items, JsonPointer label, List<View> views, List<Sighting> sightings) {

    record View(int at, Exchange exchange, JsonNode array) {}

    /**
     * @param object which of the card's objects
     * @param life how often it had gone from the list before
     */
    record Sighting(int at, String object, int life, JsonNode item) {

        String which() {
            return object + " " + life;
        }
    }

    /** @param objects what each object is called in lists, by a name of ours */
    static Optional<ObjectList> find(Scene scene, Map<String, Set<String>> objects, Set<String> mustHave) {
        Map<String, JsonPointer> candidates = new LinkedHashMap<>();
        for (Exchange each : scene.exchanges()) {
            for (JsonPointer array : each.succeeded() ? Leaves.arrays(each.answer()) : List.<JsonPointer>of()) {
                if (each.answer().at(array).size() > 0) {
                    candidates.put(each.method() + each.path() + " " + array, array);
                }
            }
        }
        List<ObjectList> found = new ArrayList<>();
        candidates.forEach((key, array) -> of(scene, key, array, objects).ifPresent(found::add));
        return found.stream()
                .filter(each -> each.sightings().stream()
                        .anyMatch(one -> Leaves.of(one.item()).values().stream()
                                .anyMatch(value -> mustHave.contains(value.asText()))))
                .max(Comparator.<ObjectList>comparingLong(each -> each.sightings().stream()
                                .map(Sighting::object)
                                .distinct()
                                .count())
                        .thenComparingInt(each -> each.sightings().size()));
    }

    private static Optional<ObjectList> of(
            Scene scene, String key, JsonPointer array, Map<String, Set<String>> objects) {
        List<View> views = new ArrayList<>();
        for (int i = 0; i < scene.exchanges().size(); i++) {
            Exchange each = scene.at(i);
            JsonNode found = each.answer().at(array);
            if (each.succeeded() && (each.method() + each.path() + " " + array).equals(key) && found.isArray()) {
                views.add(new View(i, each, found));
            }
        }
        Set<JsonPointer> labels = null;
        for (View view : views) {
            for (JsonNode item : view.array()) {
                Set<JsonPointer> here = labels(item, objects);
                if (!here.isEmpty()) {
                    labels = labels == null ? here : common(labels, here);
                }
            }
        }
        return labels == null || labels.isEmpty()
                ? Optional.empty()
                : Optional.of(of(array, labels.iterator().next(), views, objects));
    }

    private static Set<JsonPointer> common(Set<JsonPointer> some, Set<JsonPointer> others) {
        Set<JsonPointer> common = new LinkedHashSet<>(some);
        common.retainAll(others);
        return common;
    }

    private static Set<JsonPointer> labels(JsonNode item, Map<String, Set<String>> objects) {
        Set<JsonPointer> found = new LinkedHashSet<>();
        Leaves.outsideArrays(item).forEach((pointer, value) -> {
            if (value.isTextual() && objects.values().stream().anyMatch(each -> each.contains(value.textValue()))) {
                found.add(pointer);
            }
        });
        return found;
    }

    private static ObjectList of(
            JsonPointer array, JsonPointer label, List<View> views, Map<String, Set<String>> objects) {
        List<Sighting> sightings = new ArrayList<>();
        objects.forEach((object, names) -> {
            int life = 0;
            boolean gone = false;
            boolean seen = false;
            for (View view : views) {
                Optional<JsonNode> item = item(view, label, names);
                if (item.isPresent()) {
                    life += gone ? 1 : 0;
                    sightings.add(new Sighting(view.at(), object, life, item.get()));
                    seen = true;
                    gone = false;
                } else {
                    gone = seen;
                }
            }
        });
        sightings.sort(Comparator.comparingInt(Sighting::at));
        return new ObjectList(array, label, views, sightings);
    }

    private static Optional<JsonNode> item(View view, JsonPointer label, Set<String> names) {
        for (JsonNode each : view.array()) {
            if (each.at(label).isTextual() && names.contains(each.at(label).textValue())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The object as it was last listed before an exchange. */
    Optional<Sighting> before(String object, int at) {
        return sightings.stream()
                .filter(each -> each.object().equals(object) && each.at() < at)
                .reduce((one, later) -> later);
    }

    /** The object as it was first listed after an exchange. */
    Optional<Sighting> after(String object, int at) {
        return sightings.stream()
                .filter(each -> each.object().equals(object) && each.at() > at)
                .findFirst();
    }

    /** Whether a later answer lacks the object. */
    boolean isMissedAfter(String object, int at) {
        return views.stream()
                .filter(view -> view.at() > at)
                .anyMatch(view -> sightings.stream()
                        .noneMatch(
                                each -> each.at() == view.at() && each.object().equals(object)));
    }

    /** The first answer after an exchange; empty if there is none. */
    Optional<View> firstView(int after) {
        return views.stream().filter(view -> view.at() > after).findFirst();
    }

    boolean has(View view, String object) {
        return sightings.stream()
                .anyMatch(each -> each.at() == view.at() && each.object().equals(object));
    }
}
