package io.jenkins.plugins.threatmanager.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings with something missing, doubled, out of order or between: a right profile or a question, never a wrong one. */
class MutatedRecordingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Which part of a mutated recording's entries is left out: one in so many. */
    private static final int[] ONE_IN = {3, 6, 12, 25};

    private static final int SEEDS = 6;

    /** Which entries are doubled: one in so many. */
    private static final int EVERY = 3;

    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void neverAWrongProfile(RecordedDialect recorded) throws Exception {
        JsonNode right = JSON.readTree(((LearningResult.Learned) recorded.learn()).profile());
        JsonNode har = JSON.readTree(recorded.recording().har());
        List<JsonNode> entries = new ArrayList<>();
        har.at("/log/entries").forEach(entries::add);

        for (int i = 0; i < entries.size(); i++) {
            List<JsonNode> without = new ArrayList<>(entries);
            without.remove(i);
            check("one missing", right, without);
            if (i % EVERY != 0) {
                continue;
            }
            List<JsonNode> doubled = new ArrayList<>(entries);
            doubled.add(i, entries.get(i));
            check("one doubled", right, doubled);
            List<JsonNode> again = new ArrayList<>(entries);
            again.add(i + 1, later(entries.get(i)));
            check("one sent twice", right, again);
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            for (int oneIn : ONE_IN) {
                List<JsonNode> some = new ArrayList<>(entries);
                some.removeIf(each -> random.nextInt(oneIn) == 0);
                check("many missing", right, some);
            }
            List<JsonNode> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, random);
            check("out of order in the file", right, shuffled);
            int cut = random.nextInt(entries.size());
            check("begun late", right, entries.subList(cut, entries.size()));
            check("ended early", right, entries.subList(0, cut));
            check("other tabs between", right, withOthers(entries, random));
            check("sent in another order", right, swapped(entries, random));
        }
        counts.forEach((what, count) ->
                System.out.printf("%-10s %-26s right %4d, question %4d%n", recorded, what, count[0], count[1]));
        assertThat(wrong).as("wrong profiles").isEmpty();
        assertThat(counts.get("one missing")[0] + counts.get("one missing")[1]).isEqualTo(entries.size());
        assertThat(counts.get("one doubled")[1])
                .as("doubled entries raise no question")
                .isZero();
        assertThat(counts.get("out of order in the file")[1]).isZero();
        assertThat(counts.get("other tabs between")[1]).isZero();
        assertThat(counts.get("one missing")[0]).as("one missing, and right").isGreaterThan(entries.size() / 2);
    }

    private void check(String what, JsonNode right, List<JsonNode> entries) throws Exception {
        ObjectNode har = JSON.createObjectNode();
        har.putObject("log").putArray("entries").addAll(entries);
        LearningResult result =
                ProfileLearning.learn(RecordedDialect.card(), List.of(new Recording("mutated.har", har.toString())));
        int[] count = counts.computeIfAbsent(what, key -> new int[2]);
        if (result instanceof LearningResult.Learned learned) {
            List<String> differences = differences(JSON.readTree(learned.profile()), right);
            if (!differences.isEmpty()) {
                wrong.add(what + ": " + differences);
            }
            count[0]++;
        } else {
            assertThat(result.questions()).as(what).anyMatch(Question::blocks);
            count[1]++;
        }
    }

    /** Every operation and shape is what the whole recording shows; what is less is said by a question. */
    private static List<String> differences(JsonNode learned, JsonNode right) {
        List<String> differences = new ArrayList<>();
        for (String word : List.of("running", "succeeded", "failed")) {
            if (!words(right, word).containsAll(words(learned, word))) {
                differences.add("word " + word);
            }
        }
        for (Map.Entry<String, JsonNode> cloud : learned.path("clouds").properties()) {
            if (!cloud.getValue().isNull()
                    && !cloud.getValue().equals(right.path("clouds").path(cloud.getKey()))) {
                differences.add("cloud " + cloud.getKey());
            }
        }
        for (String member : List.of("login", "platform", "credentialProfile", "syncRun")) {
            if (!learned.path(member).equals(right.path(member))) {
                differences.add(member);
            }
        }
        compare("entraIdSync", learned.path("entraIdSync"), right.path("entraIdSync"), differences);
        for (Map.Entry<String, JsonNode> each : right.path("operations").properties()) {
            JsonNode other = learned.path("operations").path(each.getKey());
            // An operation that a profile can do without and that was not recorded is less, not wrong.
            if (!other.isMissingNode() || !each.getKey().equals("deleteCredential")) {
                compare(each.getKey(), other, each.getValue(), differences);
            }
        }
        if (learned.path("operations").size() > right.path("operations").size()) {
            differences.add("more operations");
        }
        return differences;
    }

    /** But for what is shown alone, and the number of rows on a page. */
    private static void compare(String name, JsonNode one, JsonNode other, List<String> differences) {
        if (!pruned(one).equals(pruned(other))) {
            differences.add(name + " " + pruned(one));
        }
    }

    private static JsonNode pruned(JsonNode json) {
        if (json.isMissingNode()) {
            return json;
        }
        ObjectNode copy = json.deepCopy();
        copy.remove(List.of("message", "lastStatus"));
        if (copy.path("paging") instanceof ObjectNode paging) {
            paging.remove(List.of("size", "total"));
        }
        return copy;
    }

    private static List<String> words(JsonNode profile, String meaning) {
        List<String> words = new ArrayList<>();
        profile.path("statuses").path(meaning).forEach(each -> words.add(each.asText()));
        return words;
    }

    private static JsonNode later(JsonNode entry) {
        ObjectNode copy = entry.deepCopy();
        return copy.put(
                "startedDateTime",
                OffsetDateTime.parse(entry.path("startedDateTime").asText())
                        .plusNanos(1_000_000)
                        .toString());
    }

    /** Two requests after one another change their places in time. */
    private static List<JsonNode> swapped(List<JsonNode> entries, Random random) {
        List<JsonNode> copy = new ArrayList<>(entries);
        int at = random.nextInt(entries.size() - 1);
        ObjectNode one = entries.get(at).deepCopy();
        ObjectNode other = entries.get(at + 1).deepCopy();
        JsonNode time = one.get("startedDateTime");
        one.set("startedDateTime", other.get("startedDateTime"));
        other.set("startedDateTime", time);
        copy.set(at, one);
        copy.set(at + 1, other);
        return copy;
    }

    private static List<JsonNode> withOthers(List<JsonNode> entries, Random random) throws Exception {
        List<JsonNode> copy = new ArrayList<>(entries);
        for (String other : List.of(
                "{\"request\": {\"method\": \"GET\", \"url\": \"https://news.example/api/v1/EntraIdSync/Search\"},"
                        + " \"response\": {\"status\": 200, \"content\": {\"text\": \"{\\\"data\\\": [{\\\"id\\\":"
                        + " 41}]}\"}}}",
                "{\"request\": {\"method\": \"OPTIONS\", \"url\": \"https://tm.contoso.example/api/v1/EntraIdSync\"},"
                        + " \"response\": {\"status\": 204, \"content\": {}}}",
                "{\"request\": {\"method\": \"GET\", \"url\": \"https://tm.contoso.example/notifications?since=41\"},"
                        + " \"response\": {\"status\": 200, \"content\": {\"text\": \"[]\"}}}",
                "{\"request\": {\"method\": \"POST\", \"url\": \"https://tm.contoso.example/telemetry\", \"postData\":"
                        + " {\"mimeType\": \"application/json\", \"text\": \"{\\\"page\\\": 7}\"}},"
                        + " \"response\": {\"status\": 204, \"content\": {}}}")) {
            ObjectNode entry = (ObjectNode) JSON.readTree(other);
            int at = random.nextInt(entries.size());
            entry.set("startedDateTime", later(entries.get(at)).get("startedDateTime"));
            copy.add(at, entry);
        }
        return copy;
    }
}
