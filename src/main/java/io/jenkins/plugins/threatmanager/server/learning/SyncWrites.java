package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
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

/** Adding, editing and deleting Entra ID Syncs, and the words for clouds. */
final class SyncWrites {

    private final Scene scene;
    private final ProfileObjects profiles;
    private final SyncObjects syncs;
    private final Findings findings;
    private final CloudWords clouds;
    private final Set<String> kinds = new HashSet<>();

    SyncWrites(Scene scene, ProfileObjects profiles, SyncObjects syncs, Findings findings) {
        this.scene = scene;
        this.profiles = profiles;
        this.syncs = syncs;
        this.findings = findings;
        this.clouds = new CloudWords(scene, profiles, syncs, findings);
    }

    Set<String> kinds() {
        return kinds;
    }

    CloudWords clouds() {
        return clouds;
    }

    void learn() {
        Map<String, List<Exchange>> withTenant = new LinkedHashMap<>();
        scene.exchanges().stream()
                .filter(each -> each.mayChange()
                        && clouds.tenantIn(each).isPresent()
                        && syncs.thing(each).isEmpty())
                .forEach(each -> withTenant
                        .computeIfAbsent(scene.kind(each), key -> new ArrayList<>())
                        .add(each));
        findings.attempt(() -> {
            clouds.learn(withTenant);
            return null;
        });
        findings.attempt(() -> {
            create(withTenant);
            return null;
        });
        findings.attempt(() -> {
            delete();
            return null;
        });
    }

    /** What was sent last before a sync was listed for the first time, whenever one was added. */
    private void create(Map<String, List<Exchange>> withTenant) {
        Map<String, List<Sample>> found = new LinkedHashMap<>();
        for (String thing : syncs.ids().values().keySet()) {
            String tenant = SyncObjects.tenantOf(thing);
            ObjectList.Sighting first = syncs.list().sightings().stream()
                    .filter(each -> each.which().equals(thing))
                    .findFirst()
                    .orElseThrow();
            Optional<ObjectList.View> lacking = syncs.list().views().stream()
                    .filter(each -> each.at() < first.at())
                    .reduce((one, later) -> later);
            int from = lacking.map(ObjectList.View::at).orElse(-1);
            Exchange last = null;
            for (int i = from + 1; i < first.at(); i++) {
                Exchange each = scene.at(i);
                if (each.succeeded()
                        && withTenant.values().stream().anyMatch(all -> all.contains(each))
                        && each.has(tenant)) {
                    last = each;
                }
            }
            if (last != null && !isEditedBetween(thing, scene.indexOf(last), first.at())) {
                found.computeIfAbsent(scene.kind(last), key -> new ArrayList<>())
                        .add(sample(last, tenant, first));
            }
        }
        found.keySet()
                .removeIf(kind ->
                        withTenant.getOrDefault(kind, List.of()).stream().anyMatch(this::addedNothing));
        if (found.size() != 1) {
            throw new Unclear(
                    "/operations/createSync",
                    "It is not clear which request adds an Entra ID Sync.",
                    "Add the Entra ID Sync of the card twice, deleting it between, and look at the list before and"
                            + " after.");
        }
        found.forEach((kind, samples) -> {
            kinds.add(kind);
            write(ApiOperation.CREATE_SYNC, samples);
        });
    }

    /** Whether it may be listed otherwise than it was added. */
    private boolean isEditedBetween(String thing, int from, int to) {
        String id = syncs.ids().values().get(thing).asText();
        return scene.exchanges().subList(from + 1, to).stream().anyMatch(each -> each.mayChange() && each.has(id));
    }

    /** Whether it was done, and the next list lacks the tenant. */
    private boolean addedNothing(Exchange exchange) {
        int at = scene.indexOf(exchange);
        return exchange.succeeded()
                && syncs.list()
                        .firstView(at)
                        .filter(view -> !syncs.list()
                                .has(view, clouds.tenantIn(exchange).orElseThrow()))
                        .isPresent();
    }

    private Sample sample(Exchange exchange, String tenant, ObjectList.Sighting after) {
        Sample sample = Sample.of(exchange).knowing(Placeholder.TENANT, TextNode.valueOf(tenant));
        JsonNode word = clouds.wordFor(tenant);
        sample = word == null ? sample : sample.knowing(Placeholder.AZURE_CLOUD, word);
        Optional<JsonPointer> enabled = enabledPointer();
        if (enabled.isPresent()) {
            sample = sample.knowing(Placeholder.ENABLED, after.item().at(enabled.get()));
        }
        JsonNode id = syncs.ids().values().get(after.which());
        sample = id == null ? sample : sample.knowing(Placeholder.SYNC_ID, id);
        Placeholder reference = syncs.byName() ? Placeholder.PROFILE_NAME : Placeholder.PROFILE_ID;
        return sample.knowing(reference, after.item().at(syncs.profile()));
    }

    private void write(ApiOperation operation, List<Sample> samples) {
        TemplateLearner.Learned request = TemplateLearner.learn(
                scene, "operations/" + operation.word(), operation.placeholders(), samples, Set.of());
        requireEnabled(operation, samples, request);
        findings.put("operations/" + operation.word(), request.call());
        findings.from("operations/" + operation.word(), request.sources(), request.confidence());
    }

    /** A value that is the opposite of what is listed later says something, and nobody knows what. */
    private static void requireEnabled(ApiOperation operation, List<Sample> samples, TemplateLearner.Learned request) {
        boolean doubtful = !request.places().containsValue(Placeholder.ENABLED)
                && samples.stream()
                        .anyMatch(each -> each.known().containsKey(Placeholder.ENABLED)
                                && each.exchange().values().values().stream()
                                        .anyMatch(value -> value.isBoolean()
                                                && !value.equals(each.known().get(Placeholder.ENABLED))));
        if (doubtful) {
            throw new Unclear(
                    "/operations/" + operation.word(),
                    "It is not clear which value of the request says whether the Entra ID Sync is enabled.",
                    "Look at the list directly after the Entra ID Sync is added and after each edit.");
        }
    }

    private Optional<JsonPointer> enabledPointer() {
        JsonNode pointer = findings.profile().at("/entraIdSync/enabled");
        return pointer.isTextual() ? Optional.of(JsonPointer.compile(pointer.textValue())) : Optional.empty();
    }

    /**
     * Editing: of the requests with the identifier of a listed sync, those after which it is listed with what they say.
     * Comes first, because the other operations need to know which value says that a sync is enabled.
     *
     * @param others kinds of requests that are something else
     */
    void learnUpdate(Set<String> others) {
        Map<String, List<Exchange>> candidates = new LinkedHashMap<>();
        for (Exchange each : scene.exchanges()) {
            Optional<String> thing = each.succeeded() && each.mayChange() ? syncs.thing(each) : Optional.empty();
            if (thing.isPresent() && !others.contains(scene.kind(each))) {
                candidates
                        .computeIfAbsent(scene.kind(each), key -> new ArrayList<>())
                        .add(each);
            }
        }
        Map<String, JsonPointer> enabled = new LinkedHashMap<>();
        Map<String, Set<JsonPointer>> pointers = new LinkedHashMap<>();
        candidates.forEach((kind, all) -> {
            Set<JsonPointer> found = enabledIn(all);
            pointers.put(kind, found);
            if (!found.isEmpty()) {
                enabled.put(kind, found.iterator().next());
            }
        });
        if (enabled.size() != 1
                || pointers.values().stream().mapToInt(Set::size).sum() != 1) {
            throw new Unclear(
                    "/operations/updateSync",
                    "It is not clear which request edits an Entra ID Sync, or which value says whether it is enabled.",
                    "Edit the Entra ID Sync as the card says: disable it, save, enable it, save, and look at the list"
                            + " after each.");
        }
        Map.Entry<String, JsonPointer> only = enabled.entrySet().iterator().next();
        String kind = only.getKey();
        ((ObjectNode) findings.profile().withObjectProperty("entraIdSync"))
                .put("enabled", only.getValue().toString());
        kinds.add(kind);
        updates = candidates.get(kind);
    }

    private List<Exchange> updates = List.of();

    /** After everything that its placeholders stand for is known. */
    void writeUpdate() {
        List<Sample> samples = new ArrayList<>();
        for (Exchange each : updates) {
            changed(each).ifPresent(after -> {
                String tenant = after.object();
                Sample sample = sample(each, tenant, after);
                Optional<ObjectList.Sighting> before = syncs.list().before(tenant, scene.indexOf(each));
                samples.add(
                        before.isEmpty() ? sample : sample.listedAs(before.get().item()));
            });
        }
        if (!samples.isEmpty()) {
            write(ApiOperation.UPDATE_SYNC, samples);
        }
    }

    /** How the sync is listed next, if nothing else edited it before. */
    private Optional<ObjectList.Sighting> changed(Exchange exchange) {
        String thing = syncs.thing(exchange).orElseThrow();
        int at = scene.indexOf(exchange);
        return syncs.list()
                .after(SyncObjects.tenantOf(thing), at)
                .filter(each -> each.which().equals(thing))
                .filter(each -> scene.exchanges().subList(at + 1, each.at()).stream()
                        .noneMatch(one -> scene.kind(one).equals(scene.kind(exchange))));
    }

    /** Booleans of the listed sync that requests of one kind switch off and on. */
    private Set<JsonPointer> enabledIn(List<Exchange> all) {
        Set<JsonPointer> found = new LinkedHashSet<>();
        Leaves.outsideArrays(syncs.list().sightings().get(0).item()).forEach((pointer, value) -> {
            Set<Boolean> switched = new HashSet<>();
            boolean fits = value.isBoolean();
            for (Exchange each : all) {
                Optional<ObjectList.Sighting> after = changed(each);
                Optional<ObjectList.Sighting> before = after.flatMap(one -> syncs.list()
                        .before(one.object(), scene.indexOf(each))
                        .filter(two -> two.which().equals(one.which())));
                if (after.isPresent() && before.isPresent()) {
                    JsonNode now = after.get().item().at(pointer);
                    boolean says = each.values().values().stream().anyMatch(now::equals);
                    fits &= now.isBoolean() && says;
                    if (now.isBoolean() && !now.equals(before.get().item().at(pointer))) {
                        switched.add(now.booleanValue());
                    }
                }
            }
            if (fits && switched.size() == 2) {
                found.add(pointer);
            }
        });
        return found;
    }

    /** After it the sync is not listed again; after nothing else that has its identifier. */
    private void delete() {
        Map<String, List<Sample>> found = new LinkedHashMap<>();
        Set<String> survived = new HashSet<>(kinds);
        for (Exchange each : scene.exchanges()) {
            Optional<String> thing = each.succeeded() && each.mayChange() ? syncs.thing(each) : Optional.empty();
            if (thing.isPresent()
                    && syncs.list().sightings().stream()
                            .anyMatch(one -> one.which().equals(thing.get()) && one.at() > scene.indexOf(each))) {
                survived.add(scene.kind(each));
            }
        }
        for (Exchange each : scene.exchanges()) {
            Optional<String> thing = each.succeeded() && each.mayChange() ? syncs.thing(each) : Optional.empty();
            if (thing.isPresent()
                    && !survived.contains(scene.kind(each))
                    && syncs.list().isMissedAfter(SyncObjects.tenantOf(thing.get()), scene.indexOf(each))) {
                String tenant = SyncObjects.tenantOf(thing.get());
                found.computeIfAbsent(scene.kind(each), key -> new ArrayList<>())
                        .add(Sample.of(each)
                                .knowing(
                                        Placeholder.SYNC_ID,
                                        syncs.ids().values().get(thing.get()))
                                .knowing(Placeholder.TENANT, TextNode.valueOf(tenant)));
            }
        }
        if (found.size() != 1) {
            throw new Unclear(
                    "/operations/deleteSync",
                    "It is not clear which request deletes an Entra ID Sync.",
                    "Delete the Entra ID Sync as the card says, and look at the list after it.");
        }
        found.forEach((kind, samples) -> {
            kinds.add(kind);
            write(ApiOperation.DELETE_SYNC, samples);
        });
    }
}
