package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.Recording;
import io.jenkins.plugins.threatmanager.server.learning.recording.RecordingReader;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From recordings to an API profile, or to what is missing for one. */
public final class ProfileLearning {

    private static final List<String> MEMBERS = List.of(
            "name",
            "version",
            "provisional",
            "note",
            "openApi",
            "login",
            "errorText",
            "platform",
            "clouds",
            "statuses",
            "credentialProfile",
            "entraIdSync",
            "syncRun",
            "operations");

    private final LearningCard card;
    private final Findings findings = new Findings();

    private ProfileLearning(LearningCard card) {
        this.card = card;
    }

    /**
     * Learns.
     *
     * @param recordings of one procedure, in one or several files, in any order
     * @throws ProblemException if one of them is no recording
     */
    public static LearningResult learn(LearningCard card, List<Recording> recordings) {
        return new ProfileLearning(card).learn(RecordingReader.read(recordings));
    }

    private LearningResult learn(List<Exchange> exchanges) {
        findings.put("name", JsonNodeFactory.instance.textNode("learned"));
        findings.put("version", JsonNodeFactory.instance.textNode("1"));
        findings.put("provisional", JsonNodeFactory.instance.booleanNode(true));
        findings.put("note", JsonNodeFactory.instance.textNode("Learned from a recording; not yet tried on a server."));
        Optional<Scene> scene = findings.attempt(() -> Scene.of(card, exchanges));
        scene.ifPresent(this::learn);
        return result();
    }

    private void learn(Scene scene) {
        Optional<ProfileObjects> profiles = findings.attempt(() -> ProfileObjects.learn(scene, findings));
        findings.attempt(() -> {
            new LoginLearner(scene, findings).learn();
            return null;
        });
        document(scene);
        errorText(scene);
        profiles.ifPresent(each -> learn(scene, each));
    }

    private void learn(Scene scene, ProfileObjects profiles) {
        ProfileWrites writes = new ProfileWrites(scene, profiles, findings);
        writes.learn();
        Optional<JsonNode> paging = findings.attempt(
                        () -> list(scene, ApiOperation.LIST_PROFILES, profiles.list(), Optional.empty()))
                .map(each -> each.get("paging"));
        if (!profiles.credentialList().isEmpty()) {
            findings.attempt(() -> credentials(scene, profiles));
        }
        findings.attempt(() -> SyncObjects.learn(scene, profiles))
                .ifPresent(syncs -> learn(scene, profiles, writes, syncs, paging));
    }

    private void learn(
            Scene scene, ProfileObjects profiles, ProfileWrites writes, SyncObjects syncs, Optional<JsonNode> paging) {
        Set<String> others = new HashSet<>(writes.kinds());
        syncs.list().views().forEach(each -> others.add(scene.kind(each.exchange())));
        profiles.list().views().forEach(each -> others.add(scene.kind(each.exchange())));
        findings.attempt(() -> new HistoryLearner(scene, profiles, writes, syncs, findings).learn(others, paging))
                .ifPresent(others::add);
        SyncWrites syncWrites = new SyncWrites(scene, profiles, syncs, findings);
        findings.attempt(() -> {
            syncWrites.learnUpdate(others);
            return null;
        });
        syncWrites.learn();
        findings.attempt(() -> {
            syncWrites.writeUpdate();
            return null;
        });
        findings.attempt(() -> list(scene, ApiOperation.LIST_SYNCS, syncs.list(), paging));
        others.addAll(syncWrites.kinds());
        findings.attempt(() -> new TestLearner(scene, profiles, writes, syncs, syncWrites, findings).learn(others));
    }

    private ObjectNode list(Scene scene, ApiOperation operation, ObjectList list, Optional<JsonNode> like) {
        List<Sample> samples =
                list.views().stream().map(each -> Sample.of(each.exchange())).toList();
        return put(operation, ListLearner.learn(scene, operation, samples, list.items(), like));
    }

    private ObjectNode credentials(Scene scene, ProfileObjects profiles) {
        List<Sample> samples = new ArrayList<>();
        profiles.credentialList()
                .forEach((exchange, object) -> samples.add(Sample.of(exchange)
                        .knowing(Placeholder.PROFILE_ID, profiles.ids().values().get(object))));
        return put(
                ApiOperation.LIST_CREDENTIALS,
                ListLearner.learn(
                        scene, ApiOperation.LIST_CREDENTIALS, samples, profiles.credentialItems(), Optional.empty()));
    }

    private ObjectNode put(ApiOperation operation, TemplateLearner.Learned request) {
        String member = "operations/" + operation.word();
        findings.put(member, request.call());
        findings.from(member, request.sources(), request.confidence());
        return request.call();
    }

    /** An OpenAPI document is told by what it has, wherever it is. */
    private void document(Scene scene) {
        List<Exchange> found = scene.succeeded()
                .filter(each -> each.method().equals("GET")
                        && each.answer().path("paths").isObject())
                .filter(each -> each.answer().has("openapi") || each.answer().has("swagger"))
                .toList();
        if (found.isEmpty()) {
            findings.put("openApi", JsonNodeFactory.instance.textNode("none"));
            findings.from("openApi", "no OpenAPI document in the recording", Confidence.DEFAULT);
            findings.leaveOpen(
                    "openApi",
                    "No OpenAPI document was recorded, so that nothing will be compared with it.",
                    "Open the Swagger page of the server, if it has one, in another tab while recording.");
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Set<String> paths = new LinkedHashSet<>();
        found.forEach(each -> paths.add(each.path()));
        paths.forEach(json.putArray("paths")::add);
        json.put("required", true);
        findings.put("openApi", json);
        findings.from("openApi", found, Confidence.SEEN);
    }

    /** Members of refusals that have sentences. */
    private void errorText(Scene scene) {
        Set<String> pointers = new LinkedHashSet<>();
        List<Exchange> sources = new ArrayList<>();
        scene.exchanges().stream()
                .filter(each -> each.status() >= 400 && each.answer().isObject())
                .forEach(each -> each.answer().properties().forEach(member -> {
                    boolean sentence = Leaves.of(member.getValue()).values().stream()
                            .anyMatch(value -> value.isTextual()
                                    && value.textValue().strip().contains(" "));
                    if (sentence
                            && pointers.add(
                                    "/" + member.getKey().replace("~", "~0").replace("/", "~1"))) {
                        sources.add(each);
                    }
                }));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        pointers.forEach(json::add);
        findings.put("errorText", json);
        findings.from("errorText", sources, sources.isEmpty() ? Confidence.DEFAULT : Confidence.SEEN);
    }

    private LearningResult result() {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        MEMBERS.stream()
                .filter(findings.profile()::has)
                .forEach(each -> ordered.set(each, findings.profile().get(each)));
        if (findings.isWhole()) {
            String text = ordered.toPrettyString();
            try {
                ApiProfile.parse("the learned profile", text);
                return new LearningResult.Learned(text, findings.provenance(), findings.questions());
            } catch (ProblemException e) {
                findings.ask(new Question(
                        "",
                        "What was recorded does not make a whole API profile: " + e.cause(),
                        "Record what is missing, as the card says.",
                        true));
            }
        }
        return new LearningResult.Unfinished(findings.provenance(), findings.questions());
    }
}
