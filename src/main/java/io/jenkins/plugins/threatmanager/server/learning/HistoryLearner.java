package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
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
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Sync History: a list about one sync whose rows have times, some of which end between two looks. */
final class HistoryLearner {

    private static final String REMEDY =
            "Open Sync History while the first sync runs, and again when it has ended, as the card says.";

    /** ISO 8601, or as .NET wrote dates in JSON once. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d|/Date\\(\\d");

    private final Scene scene;
    private final ProfileObjects profiles;
    private final ProfileWrites writes;
    private final SyncObjects syncs;
    private final Findings findings;

    HistoryLearner(Scene scene, ProfileObjects profiles, ProfileWrites writes, SyncObjects syncs, Findings findings) {
        this.scene = scene;
        this.profiles = profiles;
        this.writes = writes;
        this.syncs = syncs;
        this.findings = findings;
    }

    private static Unclear unclear(String member, String what) {
        return new Unclear("/" + member, what, REMEDY);
    }

    /** A row, the exchange that has it, and the pointers to its times. */
    private record Row(Exchange exchange, JsonNode json) {}

    /** @return the kind of its requests */
    String learn(Set<String> others, Optional<JsonNode> paging) {
        Map<String, List<Exchange>> found = new LinkedHashMap<>();
        Set<JsonPointer> arrays = new LinkedHashSet<>();
        Set<Exchange> lists = new LinkedHashSet<>();
        syncs.list().views().forEach(each -> lists.add(each.exchange()));
        for (Exchange each : scene.exchanges()) {
            if (each.succeeded()
                    && syncs.thing(each).isPresent()
                    && !lists.contains(each)
                    && !others.contains(scene.kind(each))) {
                for (JsonPointer array : Leaves.arrays(each.answer())) {
                    if (each.answer().at(array).size() > 0
                            && !times(each.answer().at(array).get(0)).isEmpty()) {
                        found.computeIfAbsent(scene.kind(each), key -> new ArrayList<>());
                        arrays.add(array);
                    }
                }
            }
        }
        if (found.size() != 1 || arrays.size() != 1) {
            throw unclear("operations/syncHistory", "It is not clear which answer is Sync History.");
        }
        String kind = found.keySet().iterator().next();
        JsonPointer items = arrays.iterator().next();
        List<Exchange> all =
                scene.succeeded().filter(each -> scene.kind(each).equals(kind)).toList();
        findings.attempt(() -> {
            request(all, items, paging);
            return null;
        });
        findings.attempt(() -> {
            rows(all, items);
            return null;
        });
        return kind;
    }

    private void request(List<Exchange> all, JsonPointer items, Optional<JsonNode> paging) {
        List<Sample> samples = new ArrayList<>();
        for (Exchange each : all) {
            String thing = syncs.thing(each).orElseThrow();
            samples.add(Sample.of(each)
                    .knowing(Placeholder.SYNC_ID, syncs.ids().values().get(thing))
                    .knowing(Placeholder.TENANT, TextNode.valueOf(SyncObjects.tenantOf(thing))));
        }
        TemplateLearner.Learned request = ListLearner.learn(scene, ApiOperation.SYNC_HISTORY, samples, items, paging);
        findings.put("operations/syncHistory", request.call());
        findings.from("operations/syncHistory", request.sources(), request.confidence());
    }

    private static boolean isTime(JsonNode value) {
        return value.isTextual() && TIME.matcher(value.textValue()).lookingAt();
    }

    private static boolean isUnset(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.asText().isEmpty()
                || value.asText().startsWith("0001-01-01");
    }

    private static Set<JsonPointer> times(JsonNode row) {
        Set<JsonPointer> times = new LinkedHashSet<>();
        Leaves.outsideArrays(row).forEach((pointer, value) -> {
            if (isTime(value)) {
                times.add(pointer);
            }
        });
        return times;
    }

    private void rows(List<Exchange> all, JsonPointer items) {
        List<Row> rows = new ArrayList<>();
        all.forEach(each -> each.answer().at(items).forEach(row -> rows.add(new Row(each, row))));
        Set<JsonPointer> times = new LinkedHashSet<>();
        rows.forEach(each -> times.addAll(times(each.json())));
        List<JsonPointer> always = times.stream()
                .filter(each ->
                        rows.stream().noneMatch(row -> isUnset(row.json().at(each))))
                .toList();
        List<JsonPointer> sometimes =
                times.stream().filter(each -> !always.contains(each)).toList();
        if (always.size() != 1 || sometimes.size() != 1) {
            throw unclear("syncRun", "It is not clear which times of a row are its start and its end.");
        }
        JsonPointer started = always.get(0);
        JsonPointer ended = sometimes.get(0);
        JsonPointer status = status(rows, started, ended);
        JsonPointer type = type(rows, Set.of(started, ended, status));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.toString())
                .put("started", started.toString())
                .put("ended", ended.toString())
                .put("status", status.toString());
        findings.put("syncRun", json);
        findings.from("syncRun", rows.stream().map(Row::exchange).distinct().toList(), Confidence.SEEN);
        words(all, rows, started, ended, status);
    }

    private static boolean isSame(Row one, Row other, JsonPointer started) {
        return one.json().at(started).equals(other.json().at(started));
    }

    /** What has another value when the same row has ended. */
    private static JsonPointer status(List<Row> rows, JsonPointer started, JsonPointer ended) {
        Set<JsonPointer> changed = new LinkedHashSet<>();
        boolean seen = false;
        for (Row one : rows) {
            for (Row other : rows) {
                boolean ends = isUnset(one.json().at(ended))
                        && !isUnset(other.json().at(ended))
                        && isSame(one, other, started);
                if (ends) {
                    seen = true;
                    Leaves.outsideArrays(one.json()).forEach((pointer, value) -> {
                        if (!pointer.equals(ended) && !value.equals(other.json().at(pointer)) && Leaves.isWord(value)) {
                            changed.add(pointer);
                        }
                    });
                }
            }
        }
        List<JsonPointer> words = changed.stream()
                .filter(each ->
                        rows.stream().allMatch(row -> row.json().at(each).isTextual()))
                .toList();
        if (!seen || words.size() != 1) {
            throw unclear("syncRun/status", "It is not clear where a row of Sync History has its status.");
        }
        return words.get(0);
    }

    private static JsonPointer type(List<Row> rows, Set<JsonPointer> taken) {
        Set<JsonPointer> candidates =
                new LinkedHashSet<>(Leaves.outsideArrays(rows.get(0).json()).keySet());
        candidates.removeAll(taken);
        candidates.removeIf(each -> rows.stream()
                        .anyMatch(row -> !row.json().at(each).isTextual())
                || rows.stream().map(row -> row.json().at(each)).distinct().count() < 2);
        if (candidates.size() != 1) {
            throw unclear("syncRun/type", "It is not clear where a row of Sync History has the type of its objects.");
        }
        return candidates.iterator().next();
    }

    /** Words by what must have come of a row: it runs, it had the right secret, or a wrong one. */
    private void words(
            List<Exchange> looks, List<Row> rows, JsonPointer started, JsonPointer ended, JsonPointer status) {
        Set<String> running = new LinkedHashSet<>();
        Set<String> right = new LinkedHashSet<>();
        Set<String> wrong = new LinkedHashSet<>();
        Set<JsonNode> known = new HashSet<>();
        boolean doubtful = false;
        for (Row row : rows) {
            String word = row.json().at(status).asText();
            if (isUnset(row.json().at(ended))) {
                running.add(word);
            } else if (known.add(row.json().at(started))) {
                Set<Boolean> secrets = secrets(looks, row.exchange());
                doubtful |= secrets.isEmpty();
                (secrets.contains(false) ? wrong : right).add(word);
            }
        }
        wrong.removeAll(right);
        boolean mixed =
                right.size() != 1 || wrong.size() > 1 || running.stream().anyMatch(right::contains) || doubtful;
        if (mixed || right.isEmpty() || running.isEmpty()) {
            throw unclear(
                    "statuses", "It is not clear which words of Sync History mean that a run succeeded or failed.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        running.forEach(json.putArray("running")::add);
        right.forEach(json.putArray("succeeded")::add);
        wrong.removeAll(running);
        wrong.forEach(json.putArray("failed")::add);
        findings.put("statuses", json);
        findings.from("statuses", rows.stream().map(Row::exchange).distinct().toList(), Confidence.INFERRED);
        if (wrong.isEmpty()) {
            findings.leaveOpen(
                    "statuses/failed",
                    "The word of Sync History for a run that failed was not recorded; it will count as unknown.",
                    "Edit the Entra ID Sync: choose the second Credential Profile, whose secret is wrong; wait for the"
                            + " next run, and open Sync History.");
        }
        lastStatus(words -> words.isTextual()
                && (running.contains(words.asText())
                        || right.contains(words.asText())
                        || wrong.contains(words.asText())));
    }

    /** Whether the secret was right whenever it is known since the look before, in which the row was not there yet. */
    private Set<Boolean> secrets(List<Exchange> looks, Exchange until) {
        Set<Boolean> secrets = new HashSet<>();
        String thing = syncs.thing(until).orElseThrow();
        int to = scene.indexOf(until);
        int from = looks.stream()
                .filter(each -> syncs.thing(each).equals(Optional.of(thing)))
                .mapToInt(scene::indexOf)
                .filter(at -> at < to)
                .max()
                .orElse(-1);
        List<ObjectList.Sighting> lives = syncs.list().sightings().stream()
                .filter(each -> each.which().equals(thing) && each.at() < to)
                .toList();
        for (int i = 0; i < lives.size(); i++) {
            ObjectList.Sighting each = lives.get(i);
            boolean over = i + 1 < lives.size() && lives.get(i + 1).at() < from;
            if (!over) {
                Optional<String> profile = syncs.profileOf(profiles, each);
                profile.ifPresent(one -> secrets.addAll(writes.secretsHeld(one, Math.max(from, each.at()), to)));
            }
        }
        return secrets;
    }

    private void lastStatus(Predicate<JsonNode> isWord) {
        Set<JsonPointer> candidates = new LinkedHashSet<>();
        List<ObjectList.Sighting> sightings = syncs.list().sightings();
        sightings.forEach(
                each -> candidates.addAll(Leaves.outsideArrays(each.item()).keySet()));
        candidates.removeIf(pointer -> sightings.stream()
                        .map(each -> each.item().at(pointer))
                        .anyMatch(each -> !each.isNull() && !each.isMissingNode() && !isWord.test(each))
                || sightings.stream().noneMatch(each -> isWord.test(each.item().at(pointer))));
        if (candidates.size() == 1) {
            findings.profile()
                    .withObjectProperty("entraIdSync")
                    .put("lastStatus", candidates.iterator().next().toString());
        }
    }
}
