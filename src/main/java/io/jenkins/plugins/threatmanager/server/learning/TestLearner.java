package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Test Connection: what answers differently while the credential is right and while it is wrong. */
final class TestLearner {

    private static final String MEMBER = "/operations/testConnection";

    private final Scene scene;
    private final ProfileObjects profiles;
    private final ProfileWrites writes;
    private final SyncObjects syncs;
    private final SyncWrites syncWrites;
    private final Findings findings;

    TestLearner(
            Scene scene,
            ProfileObjects profiles,
            ProfileWrites writes,
            SyncObjects syncs,
            SyncWrites syncWrites,
            Findings findings) {
        this.scene = scene;
        this.profiles = profiles;
        this.writes = writes;
        this.syncs = syncs;
        this.syncWrites = syncWrites;
        this.findings = findings;
    }

    /**
     * A test that was made.
     *
     * @param passes whether it must have passed, by the credential that was tested
     * @param verdict the exchange that has the result; the test itself, or the last question about it
     * @param pending earlier questions
     */
    private record Test(Sample sample, boolean passes, Exchange verdict, List<Exchange> pending) {}

    private static Unclear unclear(String what) {
        return new Unclear(
                MEMBER,
                what,
                "Press Test Connection once while the first Credential Profile has a wrong secret, and once after it"
                        + " has the right one, as the card says.");
    }

    /** The kinds that ask for a test or for its result. */
    Set<String> learn(Set<String> others) {
        Map<String, List<Exchange>> candidates = new LinkedHashMap<>();
        for (Exchange each : scene.exchanges()) {
            boolean about = syncWrites.clouds().tenantIn(each).isPresent() && hasProfile(each)
                    || syncs.thing(each).isPresent();
            if (about && !others.contains(scene.kind(each))) {
                candidates
                        .computeIfAbsent(scene.kind(each), key -> new ArrayList<>())
                        .add(each);
            }
        }
        Map<String, List<Test>> tests = new LinkedHashMap<>();
        Map<String, Optional<TestFlow>> flows = new LinkedHashMap<>();
        candidates.forEach((kind, all) -> {
            Optional<TestFlow> flow = TestFlow.find(scene, all, others);
            List<Test> found = tests(all, flow);
            if (found.stream().anyMatch(Test::passes)
                    && found.stream().anyMatch(each -> !each.passes())
                    && differ(found)) {
                tests.put(kind, found);
                flows.put(kind, flow);
            }
        });
        if (tests.size() != 1) {
            throw unclear(
                    tests.isEmpty()
                            ? "No request answers differently with the right and with a wrong secret."
                            : "Several kinds of requests could be Test Connection.");
        }
        Map.Entry<String, List<Test>> only = tests.entrySet().iterator().next();
        String kind = only.getKey();
        Optional<TestFlow> flow = flows.get(kind);
        write(only.getValue(), flow);
        Set<String> kinds = new HashSet<>(Set.of(kind));
        flow.ifPresent(each -> kinds.add(each.kind()));
        return kinds;
    }

    private boolean hasProfile(Exchange exchange) {
        return exchange.values().values().stream()
                .anyMatch(each -> profile(each).isPresent());
    }

    private Optional<String> profile(JsonNode value) {
        Optional<String> named = profiles.named(value);
        return named.isPresent() || !value.isTextual()
                ? named
                : profiles.ids().values().entrySet().stream()
                        .filter(each -> each.getValue().asText().equals(value.textValue()))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private List<Test> tests(List<Exchange> all, Optional<TestFlow> flow) {
        List<Test> tests = new ArrayList<>();
        for (Exchange each : all) {
            int at = scene.indexOf(each);
            Optional<String> thing = syncs.thing(each);
            Optional<String> tenant = thing.isPresent()
                    ? thing.map(SyncObjects::tenantOf)
                    : syncWrites.clouds().tenantIn(each);
            Optional<ObjectList.Sighting> listed = thing.flatMap(one -> syncs.list()
                    .before(SyncObjects.tenantOf(one), at)
                    .filter(two -> two.which().equals(one)));
            Optional<String> profile = listed.isPresent()
                    ? syncs.profileOf(profiles, listed.get())
                    : each.values().values().stream()
                            .flatMap(value -> profile(value).stream())
                            .findFirst();
            Optional<Boolean> right = profile.flatMap(one -> writes.holdsRightSecret(one, at));
            List<Exchange> polls = flow.map(one -> one.polls(each)).orElse(List.of());
            if (tenant.isEmpty() || right.isEmpty() || flow.isPresent() && polls.isEmpty()) {
                continue;
            }
            boolean passes = right.get() && tenant.get().equals(scene.card().tenant());
            Exchange verdict = polls.isEmpty() ? each : polls.get(polls.size() - 1);
            Sample sample = sample(each, tenant.get(), thing, profile.get(), at);
            tests.add(new Test(sample, passes, verdict, polls.isEmpty() ? polls : polls.subList(0, polls.size() - 1)));
        }
        return tests;
    }

    private Sample sample(Exchange exchange, String tenant, Optional<String> thing, String profile, int at) {
        Sample sample = Sample.of(exchange).knowing(Placeholder.TENANT, TextNode.valueOf(tenant));
        if (thing.isPresent()) {
            sample = sample.knowing(Placeholder.SYNC_ID, syncs.ids().values().get(thing.get()));
        }
        JsonNode word = syncWrites.clouds().wordFor(tenant);
        sample = word == null ? sample : sample.knowing(Placeholder.AZURE_CLOUD, word);
        JsonNode id = profiles.ids().values().get(profile);
        sample = id == null ? sample : sample.knowing(Placeholder.PROFILE_ID, id);
        Optional<ObjectList.Sighting> listed = profiles.list().before(profile, at);
        return listed.isEmpty()
                ? sample
                : sample.knowing(
                        Placeholder.PROFILE_NAME,
                        listed.get().item().at(profiles.list().label()));
    }

    private static boolean differ(List<Test> tests) {
        return byStatus(tests) || !verdicts(tests).isEmpty();
    }

    /** Whether failed tests have error statuses, and only they. */
    private static boolean byStatus(List<Test> tests) {
        return tests.stream().allMatch(each -> each.verdict().succeeded() == each.passes());
    }

    private static List<JsonNode> values(List<Test> tests, boolean passes, JsonPointer pointer) {
        return tests.stream()
                .filter(each -> each.passes() == passes)
                .map(each -> each.verdict().answer().at(pointer))
                .distinct()
                .toList();
    }

    private static boolean isCompared(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.isMissingNode();
    }

    /** Where a value tells passed from failed; the plainest first. */
    private static List<JsonPointer> verdicts(List<Test> tests) {
        if (tests.stream().anyMatch(each -> !each.verdict().succeeded())) {
            return List.of();
        }
        Set<JsonPointer> found = new LinkedHashSet<>();
        Leaves.outsideArrays(tests.get(0).verdict().answer()).keySet().forEach(pointer -> {
            List<JsonNode> passed = values(tests, true, pointer);
            List<JsonNode> failed = values(tests, false, pointer);
            if (passed.size() == 1
                    && failed.size() == 1
                    && isCompared(passed.get(0))
                    && isCompared(failed.get(0))
                    && !passed.equals(failed)) {
                found.add(pointer);
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(
                        each -> !values(tests, true, each).get(0).isBoolean()))
                .toList();
    }

    private void write(List<Test> tests, Optional<TestFlow> flow) {
        ApiOperation operation = ApiOperation.TEST_CONNECTION;
        List<Sample> samples = tests.stream().map(Test::sample).toList();
        TemplateLearner.Learned request = TemplateLearner.learn(
                scene, "operations/" + operation.word(), operation.placeholders(), samples, Set.of());
        if (flow.isEmpty()) {
            result(tests, request.call());
        } else {
            request.call().set("testId", flow.get().json());
            result(flow.get(), tests);
        }
        findings.put("operations/" + operation.word(), request.call());
        findings.from("operations/" + operation.word(), request.sources(), request.confidence());
    }

    private void result(List<Test> tests, ObjectNode json) {
        if (byStatus(tests)) {
            json.set("failedStatuses", failedStatuses(tests));
            return;
        }
        JsonPointer pointer = verdicts(tests).get(0);
        ObjectNode verdict = json.putObject("verdict").put("pointer", pointer.toString());
        verdict.putArray("passed").addAll(values(tests, true, pointer));
        verdict.putArray("failed").addAll(values(tests, false, pointer));
        message(tests, pointer).ifPresent(each -> json.put("message", each.toString()));
    }

    private static ArrayNode failedStatuses(List<Test> tests) {
        ArrayNode failed = JsonNodeFactory.instance.arrayNode();
        Set<Integer> statuses = new TreeSet<>();
        tests.stream()
                .filter(each -> !each.passes())
                .forEach(each -> statuses.add(each.verdict().status()));
        statuses.forEach(failed::add);
        return failed;
    }

    private static Optional<JsonPointer> message(List<Test> tests, JsonPointer verdict) {
        Set<JsonPointer> found = new LinkedHashSet<>();
        Test failed = tests.stream().filter(each -> !each.passes()).findFirst().orElseThrow();
        Leaves.outsideArrays(failed.verdict().answer()).keySet().forEach(pointer -> {
            boolean fits = values(tests, false, pointer).stream()
                            .allMatch(each ->
                                    each.isTextual() && !each.textValue().isBlank())
                    && values(tests, true, pointer).stream()
                            .allMatch(each -> each.isNull() || each.isMissingNode() || each.isTextual());
            if (fits && !pointer.equals(verdict)) {
                found.add(pointer);
            }
        });
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    /** The questions about a test that was only begun. */
    private void result(TestFlow flow, List<Test> tests) {
        ApiOperation operation = ApiOperation.TEST_RESULT;
        List<Sample> samples = new ArrayList<>();
        for (Test each : tests) {
            List<Exchange> polls = new ArrayList<>(each.pending());
            polls.add(each.verdict());
            polls.forEach(poll -> samples.add(
                    new Sample(poll, each.sample().known(), each.sample().listed())
                            .knowing(
                                    Placeholder.TEST_ID,
                                    flow.id(each.sample().exchange()).orElseThrow())));
        }
        TemplateLearner.Learned request = TemplateLearner.learn(
                scene, "operations/" + operation.word(), operation.placeholders(), samples, Set.of());
        List<Test> passed = tests.stream().filter(Test::passes).toList();
        List<Test> failed = tests.stream().filter(each -> !each.passes()).toList();
        JsonPointer pointer =
                byStatus(tests) ? endedAt(passed) : verdicts(tests).get(0);
        Set<JsonNode> pending = new LinkedHashSet<>();
        tests.forEach(
                each -> each.pending().forEach(one -> pending.add(one.answer().at(pointer))));
        Set<JsonNode> ended = new LinkedHashSet<>(values(passed, true, pointer));
        if (!byStatus(tests)) {
            ended.addAll(values(failed, false, pointer));
        }
        if (pending.isEmpty() || pending.stream().anyMatch(each -> !isCompared(each) || ended.contains(each))) {
            throw unclear("It is not clear how the answer says that the test is still running.");
        }
        ObjectNode verdict = JsonNodeFactory.instance.objectNode().put("pointer", pointer.toString());
        verdict.putArray("pending")
                .addAll(pending.stream()
                        .sorted(Comparator.comparing(JsonNode::asText))
                        .toList());
        verdict.putArray("passed").addAll(values(passed, true, pointer));
        verdict.putArray("failed").addAll(byStatus(tests) ? List.of() : values(failed, false, pointer));
        if (byStatus(tests)) {
            request.call().set("failedStatuses", failedStatuses(tests));
        } else {
            message(tests, pointer).ifPresent(each -> request.call().put("message", each.toString()));
        }
        request.call().set("verdict", verdict);
        findings.put("operations/" + operation.word(), request.call());
        findings.from("operations/" + operation.word(), request.sources(), request.confidence());
    }

    /** Where the last answer differs from those before it. */
    private static JsonPointer endedAt(List<Test> passed) {
        return Leaves.outsideArrays(passed.get(0).verdict().answer()).keySet().stream()
                .filter(pointer -> values(passed, true, pointer).size() == 1)
                .filter(pointer -> isCompared(values(passed, true, pointer).get(0)))
                .filter(pointer -> passed.stream()
                        .flatMap(each -> each.pending().stream())
                        .noneMatch(each -> each.answer()
                                .at(pointer)
                                .equals(values(passed, true, pointer).get(0))))
                .findFirst()
                .orElseThrow(() -> unclear("It is not clear how the answer says that the test has ended."));
    }
}
