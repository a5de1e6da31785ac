package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Adding, editing and deleting Credential Profiles and their credentials; and which secret a profile holds when. */
final class ProfileWrites {

    private final Scene scene;
    private final ProfileObjects profiles;
    private final Findings findings;
    private final Map<ApiOperation, List<Sample>> samples = new LinkedHashMap<>();
    private final Map<ApiOperation, TemplateLearner.Learned> learned = new HashMap<>();
    private final Set<String> kinds = new LinkedHashSet<>();
    private final Map<String, NavigableMap<Integer, Boolean>> secrets = new HashMap<>();

    ProfileWrites(Scene scene, ProfileObjects profiles, Findings findings) {
        this.scene = scene;
        this.profiles = profiles;
        this.findings = findings;
    }

    /** The kinds of requests that are these operations, so that nothing else takes them for its own. */
    Set<String> kinds() {
        return kinds;
    }

    void learn() {
        findings.attempt(() -> {
            collect();
            platform();
            return null;
        });
        samples.forEach((operation, found) -> findings.attempt(() -> {
            TemplateLearner.Learned request = TemplateLearner.learn(
                    scene, "operations/" + operation.word(), operation.placeholders(), found, Set.of());
            learned.put(operation, request);
            findings.put("operations/" + operation.word(), request.call());
            findings.from("operations/" + operation.word(), request.sources(), request.confidence());
            return null;
        }));
        for (ApiOperation each :
                List.of(ApiOperation.CREATE_PROFILE, ApiOperation.UPDATE_PROFILE, ApiOperation.DELETE_PROFILE)) {
            if (!samples.containsKey(each)) {
                findings.ask(new Question(
                        "/operations/" + each.word(),
                        "How to " + each.purpose() + " was not recorded, or cannot be told from other requests.",
                        "Follow the card from adding the first profile to deleting the last, looking at the list after"
                                + " each step.",
                        true));
            }
        }
    }

    private void collect() {
        Map<ApiOperation, Map<String, List<Sample>>> byKind = new LinkedHashMap<>();
        for (Exchange each : scene.exchanges()) {
            if (each.succeeded() && each.mayChange()) {
                classify(each, byKind);
            }
        }
        byKind.forEach((operation, found) -> {
            if (found.size() > 1) {
                throw several(operation);
            }
            found.forEach((kind, all) -> {
                samples.put(operation, all);
                kinds.add(kind);
            });
        });
        deletions();
    }

    private static Unclear several(ApiOperation operation) {
        return new Unclear(
                "/operations/" + operation.word(),
                "Several kinds of requests could " + operation.purpose() + ".",
                "Record the card again, in one tab, with nothing else open on the server.");
    }

    private void classify(Exchange exchange, Map<ApiOperation, Map<String, List<Sample>>> byKind) {
        ProfileObjects.samples(scene.card()).forEach((object, typed) -> {
            boolean added = exchange.has(typed.name()) && exchange.has(typed.description());
            boolean edited = exchange.has(typed.newName()) && exchange.has(typed.newDescription());
            boolean first = exchange.has(typed.password());
            boolean next = exchange.has(typed.newPassword());
            boolean user = exchange.has(typed.userName());
            ApiOperation operation = added
                    ? ApiOperation.CREATE_PROFILE
                    : edited
                            ? ApiOperation.UPDATE_PROFILE
                            : first && user
                                    ? ApiOperation.CREATE_CREDENTIAL
                                    : next && user ? ApiOperation.UPDATE_CREDENTIAL : null;
            if (operation != null) {
                byKind.computeIfAbsent(operation, key -> new LinkedHashMap<>())
                        .computeIfAbsent(scene.kind(exchange), key -> new ArrayList<>())
                        .add(sample(exchange, object, typed, edited, next, first));
            }
        });
    }

    private Sample sample(
            Exchange exchange,
            String object,
            LearningCard.Sample typed,
            boolean edited,
            boolean newPassword,
            boolean firstPassword) {
        Sample sample = of(exchange, object)
                .knowing(Placeholder.NAME, TextNode.valueOf(edited ? typed.newName() : typed.name()))
                .knowing(
                        Placeholder.DESCRIPTION,
                        TextNode.valueOf(edited ? typed.newDescription() : typed.description()))
                .knowing(Placeholder.USER_NAME, TextNode.valueOf(typed.userName()));
        if (newPassword || firstPassword) {
            sample = sample.knowing(
                    Placeholder.PASSWORD, TextNode.valueOf(newPassword ? typed.newPassword() : typed.password()));
        }
        return sample;
    }

    private Sample of(Exchange exchange, String object) {
        Sample sample = Sample.of(exchange);
        JsonNode id = profiles.ids().values().get(object);
        if (id != null) {
            sample = sample.knowing(Placeholder.PROFILE_ID, id);
        }
        if (profiles.credentials().containsKey(object)) {
            sample = sample.knowing(
                    Placeholder.CREDENTIAL_ID, profiles.credentials().get(object));
        }
        Optional<ObjectList.Sighting> listed = profiles.list().before(object, scene.indexOf(exchange));
        return listed.isEmpty() ? sample : sample.listedAs(listed.get().item());
    }

    /** After a deletion the profile is never listed again; after nothing else that has its identifier. */
    private void deletions() {
        Map<ApiOperation, Map<String, List<Sample>>> found = new LinkedHashMap<>();
        Set<String> survived = new LinkedHashSet<>(kinds);
        profiles.ids()
                .values()
                .forEach((object, id) -> scene.exchanges().stream()
                        .filter(each -> each.succeeded() && each.mayChange() && each.has(id.asText()))
                        .filter(each -> profiles.list()
                                .after(object, scene.indexOf(each))
                                .isPresent())
                        .forEach(each -> survived.add(scene.kind(each))));
        profiles.ids().values().forEach((object, id) -> {
            int last = profiles.list()
                    .before(object, Integer.MAX_VALUE)
                    .orElseThrow()
                    .at();
            for (int i = last + 1; i < scene.exchanges().size(); i++) {
                Exchange each = scene.at(i);
                if (each.succeeded()
                        && each.mayChange()
                        && each.has(id.asText())
                        && profiles.list().isMissedAfter(object, i)
                        && !survived.contains(scene.kind(each))) {
                    JsonNode credential = profiles.credentials().get(object);
                    boolean ofCredential = credential != null && each.has(credential.asText());
                    found.computeIfAbsent(
                                    ofCredential ? ApiOperation.DELETE_CREDENTIAL : ApiOperation.DELETE_PROFILE,
                                    key -> new LinkedHashMap<>())
                            .computeIfAbsent(scene.kind(each), key -> new ArrayList<>())
                            .add(of(each, object));
                }
            }
        });
        found.forEach((operation, kind) -> {
            if (kind.size() > 1) {
                throw several(operation);
            }
            kind.forEach((name, all) -> {
                samples.put(operation, all);
                kinds.add(name);
            });
        });
    }

    /** The word of the console for an Entra application: where the third profile has another, or what is left over. */
    private void platform() {
        List<Sample> with = samples.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.known().containsKey(Placeholder.PASSWORD))
                .filter(each -> List.of(
                                scene.card().first(),
                                scene.card().second(),
                                scene.card().third())
                        .stream()
                        .anyMatch(one -> each.exchange().has(one.password())))
                .toList();
        if (with.isEmpty()) {
            throw new Unclear(
                    "/platform",
                    "No request has the passwords of the card.",
                    "Add the Credential Profiles with the passwords of the card.");
        }
        Map<Place, JsonNode> words = new LinkedHashMap<>();
        Map<Place, JsonNode> left = new LinkedHashMap<>();
        Exchange first = with.get(0).exchange();
        first.values().forEach((place, value) -> {
            boolean known = with.get(0).known().values().stream()
                    .anyMatch(each -> each.asText().equals(value.asText()));
            if (place.part() != Place.Part.BODY || known || !Leaves.isWord(value)) {
                return;
            }
            left.put(place, value);
            boolean isVaried = true;
            for (Sample each : with) {
                boolean third = each.exchange().has(scene.card().third().password());
                JsonNode here = each.exchange().values().get(place);
                isVaried &= here != null
                        && here.equals(value)
                                != (third != first.has(scene.card().third().password()));
            }
            if (isVaried
                    && with.stream()
                            .anyMatch(each ->
                                    each.exchange().has(scene.card().third().password()))) {
                words.put(place, value);
            }
        });
        boolean firstIsThird = first.has(scene.card().third().password());
        boolean varied = words.size() == 1 && !firstIsThird;
        if (!varied && left.size() != 1) {
            throw new Unclear(
                    "/platform",
                    "It is not clear which value is the platform of a credential.",
                    "Add the third Credential Profile of the card with another platform than the first two.");
        }
        Place place = (varied ? words : left).keySet().iterator().next();
        JsonNode word = first.values().get(place);
        if (!varied
                && with.stream()
                        .anyMatch(each -> !word.equals(each.exchange().values().get(place)))) {
            throw new Unclear(
                    "/platform",
                    "It is not clear which value is the platform of a credential.",
                    "Add the first two Credential Profiles of the card with the platform for Entra ID.");
        }
        findings.put("platform", word);
        findings.from(
                "platform",
                with.stream().map(Sample::exchange).toList(),
                varied ? Confidence.SEEN : Confidence.INFERRED);
        samples.replaceAll((operation, all) ->
                all.stream().map(each -> platformOf(each, word, with, place)).toList());
    }

    private Sample platformOf(Sample sample, JsonNode word, List<Sample> with, Place place) {
        boolean isThird = scene.card().third().values().stream().anyMatch(sample.exchange()::has);
        JsonNode third = with.stream()
                .filter(each -> each.exchange().has(scene.card().third().password()))
                .map(each -> each.exchange().values().get(place))
                .findFirst()
                .orElse(word);
        return sample.knowing(Placeholder.PLATFORM, isThird ? third : word);
    }

    /** Whether a profile holds a secret of the card, which is wrong, or one that was typed besides; empty if unknown. */
    Optional<Boolean> holdsRightSecret(String object, int before) {
        Map.Entry<Integer, Boolean> last =
                secrets.computeIfAbsent(object, this::secrets).lowerEntry(before);
        return last == null ? Optional.empty() : Optional.of(last.getValue());
    }

    /** By the place of the request that put it there. */
    private NavigableMap<Integer, Boolean> secrets(String object) {
        NavigableMap<Integer, Boolean> found = new TreeMap<>();
        JsonNode id = profiles.ids().values().get(object);
        LearningCard.Sample typed = ProfileObjects.samples(scene.card()).get(object);
        for (Exchange each : scene.exchanges()) {
            boolean isAbout =
                    id != null && each.has(id.asText()) || each.has(typed.name()) || each.has(typed.newName());
            if (each.succeeded() && each.mayChange() && isAbout && kinds.contains(scene.kind(each))) {
                passwordOf(each)
                        .ifPresent(password ->
                                found.put(scene.indexOf(each), !scene.card().isWrongSecret(password.asText())));
            }
        }
        return found;
    }

    /** The same of a time. */
    Set<Boolean> secretsHeld(String object, int from, int to) {
        Set<Boolean> held = new LinkedHashSet<>(secrets.computeIfAbsent(object, this::secrets)
                .subMap(from, true, to, false)
                .values());
        holdsRightSecret(object, from).ifPresent(held::add);
        return held;
    }

    private Optional<JsonNode> passwordOf(Exchange exchange) {
        for (Map.Entry<ApiOperation, TemplateLearner.Learned> each : learned.entrySet()) {
            boolean same = samples.get(each.getKey()).stream()
                    .anyMatch(one -> scene.kind(one.exchange()).equals(scene.kind(exchange)));
            if (same) {
                for (Map.Entry<Place, Placeholder> place :
                        each.getValue().places().entrySet()) {
                    if (place.getValue() == Placeholder.PASSWORD) {
                        return Optional.ofNullable(exchange.values().get(place.getKey()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
