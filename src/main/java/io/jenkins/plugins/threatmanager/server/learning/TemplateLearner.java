package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Several requests of one operation as one template: what differs between them is explained, or it is a question. */
final class TemplateLearner {

    /** Values that appear nowhere else, so that one sample is enough. */
    private static final Set<Placeholder> DISTINCTIVE = EnumSet.of(
            Placeholder.NAME,
            Placeholder.DESCRIPTION,
            Placeholder.USER_NAME,
            Placeholder.PASSWORD,
            Placeholder.OTP,
            Placeholder.TENANT,
            Placeholder.PROFILE_NAME);

    /** Which a list gives back as they were sent, and that an edit does not change. */
    private static final Set<Placeholder> NEVER_EDITED =
            EnumSet.of(Placeholder.SYNC_ID, Placeholder.TENANT, Placeholder.AZURE_CLOUD);

    private final Scene scene;
    private final String member;
    private final Set<Placeholder> allowed;
    private final List<Sample> samples;
    private final Map<Place, Placeholder> explained = new HashMap<>();
    private final Set<Place> sentBack = new HashSet<>();
    private boolean isInferred;

    private TemplateLearner(Scene scene, String member, Set<Placeholder> allowed, List<Sample> samples) {
        this.scene = scene;
        this.member = member;
        this.allowed = allowed;
        this.samples = samples;
    }

    /** What was learned of the request: the call's members, and {@code sendBack} where that is needed. */
    record Learned(ObjectNode call, Confidence confidence, Map<Place, Placeholder> places, List<Exchange> sources) {}

    /**
     * @param member where in the profile it is
     * @param ignored places that something else explains, such as paging
     * @throws Unclear if something differs for no reason that is known
     */
    static Learned learn(
            Scene scene, String member, Set<Placeholder> allowed, List<Sample> samples, Set<Place> ignored) {
        TemplateLearner learner = new TemplateLearner(scene, member, allowed, samples);
        return learner.learn(ignored);
    }

    private Unclear unclear(String what) {
        return new Unclear(
                "/" + member, what, "Record this operation once more, as the card says, for each object on it.");
    }

    private Learned learn(Set<Place> ignored) {
        Exchange first = samples.get(0).exchange();
        Set<Place> places = new java.util.LinkedHashSet<>(first.values().keySet());
        places.removeAll(ignored);
        for (Sample each : samples) {
            Set<Place> here = new HashSet<>(each.exchange().values().keySet());
            here.removeAll(ignored);
            if (!each.exchange().method().equals(first.method()) || !here.equals(places)) {
                throw unclear("Its requests are not of one shape.");
            }
            if (each.exchange().hasForm()) {
                throw unclear("Its body is a form, which an API profile cannot describe yet.");
            }
            if (!each.exchange().mediaType().isEmpty() && each.exchange().body().isMissingNode()) {
                throw unclear("Its body is not JSON, or was not recorded.");
            }
        }
        places.forEach(this::explain);
        requireOnePlaceOfEach();
        requirePassword();
        places.stream().filter(each -> !explained.containsKey(each)).forEach(this::keep);
        return learned(first, ignored);
    }

    private JsonNode value(Sample sample, Place place) {
        return sample.exchange().values().get(place);
    }

    private static boolean isSame(Place place, JsonNode value, JsonNode known) {
        return place.part() == Place.Part.BODY
                ? value.equals(known)
                : value.asText().equals(known.asText());
    }

    private void explain(Place place) {
        List<Placeholder> fitting = new ArrayList<>();
        for (Placeholder each : allowed) {
            List<Sample> telling = samples.stream()
                    .filter(one -> one.known().containsKey(each))
                    .toList();
            boolean fits = !telling.isEmpty()
                    && telling.stream()
                            .allMatch(one ->
                                    isSame(place, value(one, place), one.known().get(each)));
            if (fits) {
                fitting.add(each);
            }
        }
        if (fitting.size() > 1) {
            fitting.removeIf(each -> !DISTINCTIVE.contains(each) && !isVaried(each));
        }
        if (fitting.size() > 1) {
            throw unclear("The value at " + place + " could be " + words(fitting) + ".");
        }
        fitting.forEach(each -> explained.put(place, each));
    }

    private boolean isVaried(Placeholder placeholder) {
        return samples.stream()
                        .filter(each -> each.known().containsKey(placeholder))
                        .map(each -> each.known().get(placeholder))
                        .distinct()
                        .count()
                > 1;
    }

    private static String words(List<Placeholder> placeholders) {
        return placeholders.stream().map(each -> "{" + each.word() + "}").collect(Collectors.joining(" or "));
    }

    /** What was the same in all requests may be the same as something else by accident. */
    private void requireOnePlaceOfEach() {
        for (Placeholder each : allowed) {
            if (DISTINCTIVE.contains(each) || isVaried(each) || !explained.containsValue(each)) {
                continue;
            }
            isInferred = true;
            if (explained.values().stream().filter(each::equals).count() > 1) {
                throw unclear(
                        "More than one value could be {" + each.word() + "}, which was the same in each request.");
            }
        }
    }

    /** Where a user name goes, a password that is not the card's would become a constant of the profile. */
    private void requirePassword() {
        boolean needsOne = allowed.contains(Placeholder.PASSWORD) && explained.containsValue(Placeholder.USER_NAME);
        if (needsOne && !explained.containsValue(Placeholder.PASSWORD)) {
            throw unclear("The wrong passwords of the card were not typed.");
        }
    }

    /** A value that is nobody's: kept as it is, or sent back as the server lists it. */
    private void keep(Place place) {
        JsonNode first = value(samples.get(0), place);
        boolean listed = place.part() == Place.Part.BODY
                && samples.stream()
                        .allMatch(each -> each.listed()
                                .at(JsonPointer.compile(place.at()))
                                .equals(value(each, place)));
        if (listed) {
            sentBack.add(place);
            return;
        }
        if (samples.stream().anyMatch(each -> !value(each, place).equals(first))) {
            throw unclear("The value at " + place + " differs, and nothing that was typed or answered says why.");
        }
        if (samples.size() < 2 && place.part() != Place.Part.PATH) {
            isInferred = true;
        }
        if (scene.isOfSession(first.asText())) {
            throw unclear("The value at " + place + " belongs to the session, which an API profile cannot send yet.");
        }
        if (first.asText().matches("(?s).*[{}].*")) {
            throw unclear("The value at " + place + " has braces in it, which an API profile cannot send.");
        }
    }

    private Learned learned(Exchange first, Set<Place> ignored) {
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("method", first.method());
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < first.segments().size(); i++) {
            Placeholder found = explained.get(new Place(Place.Part.PATH, Integer.toString(i)));
            path.append('/')
                    .append(found == null ? Template.encoded(first.segments().get(i)) : "{" + found.word() + "}");
        }
        call.put("path", path.toString());
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        first.query().forEach((name, value) -> {
            Place place = new Place(Place.Part.QUERY, name);
            if (!ignored.contains(place)) {
                Placeholder found = explained.get(place);
                query.put(name, found == null ? value : "{" + found.word() + "}");
            }
        });
        if (!query.isEmpty()) {
            call.set("query", query);
        }
        ArrayNode expect = JsonNodeFactory.instance.arrayNode();
        Set<Integer> statuses = new TreeSet<>();
        samples.stream()
                .filter(each -> each.exchange().succeeded())
                .forEach(each -> statuses.add(each.exchange().status()));
        statuses.forEach(expect::add);
        call.set("expect", expect);
        if (!first.mediaType().isEmpty() && !first.mediaType().equals("application/json")) {
            call.put("contentType", first.mediaType());
        }
        body(first, ignored, call);
        List<Exchange> sources = samples.stream().map(Sample::exchange).toList();
        return new Learned(call, isInferred ? Confidence.INFERRED : Confidence.SEEN, explained, sources);
    }

    private void body(Exchange first, Set<Place> ignored, ObjectNode call) {
        if (first.body().isMissingNode()) {
            return;
        }
        if (!sentBack.isEmpty()) {
            requireWhole();
            dropNeverEdited();
        }
        JsonNode body = template(first.body(), JsonPointer.empty(), ignored);
        boolean nothing = body == null || body.isObject() && body.isEmpty();
        if (!sentBack.isEmpty()) {
            call.put("sendBack", true);
            if (isDeep(first)) {
                call.put("sendBack", "deep");
            }
        }
        if (!nothing || ignored.isEmpty() && !first.body().isEmpty()) {
            call.set("body", nothing ? JsonNodeFactory.instance.objectNode() : body);
        } else if (ignored.isEmpty()) {
            call.set("body", first.body());
        }
    }

    private void dropNeverEdited() {
        explained.entrySet().removeIf(each -> {
            boolean listed = each.getKey().part() == Place.Part.BODY
                    && NEVER_EDITED.contains(each.getValue())
                    && samples.stream()
                            .allMatch(one -> one.listed()
                                    .at(JsonPointer.compile(each.getKey().at()))
                                    .equals(value(one, each.getKey())));
            if (listed) {
                sentBack.add(each.getKey());
            }
            return listed;
        });
    }

    /** What is sent back by an API profile is all of it. */
    private void requireWhole() {
        for (Sample each : samples) {
            Set<JsonPointer> sent = Leaves.of(each.exchange().body()).keySet();
            Set<JsonPointer> had = new HashSet<>(Leaves.of(each.listed()).keySet());
            had.removeAll(sent);
            if (!had.isEmpty()) {
                throw unclear("It sends back a part of the listed object, which an API profile cannot describe yet.");
            }
        }
    }

    private boolean isDeep(Exchange first) {
        Map<String, Boolean> own = new LinkedHashMap<>();
        for (Place each : first.values().keySet()) {
            if (each.part() == Place.Part.BODY && !each.at().isEmpty()) {
                String top = JsonPointer.compile(each.at()).getMatchingProperty();
                Boolean is = !sentBack.contains(each);
                if (own.putIfAbsent(top, is) != null && !own.get(top).equals(is)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Null if all of it is sent back or ignored. */
    private JsonNode template(JsonNode json, JsonPointer at, Set<Place> ignored) {
        Place place = new Place(Place.Part.BODY, at.toString());
        if (json.isObject() && !json.isEmpty()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(each -> {
                JsonNode value = template(each.getValue(), at.appendProperty(each.getKey()), ignored);
                if (value != null) {
                    object.set(each.getKey(), value);
                }
            });
            return object.isEmpty() ? null : object;
        }
        if (json.isArray() && !json.isEmpty()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            boolean any = false;
            for (int i = 0; i < json.size(); i++) {
                JsonNode value = template(json.get(i), at.appendIndex(i), ignored);
                any |= value != null;
                array.add(value == null ? JsonNodeFactory.instance.objectNode() : value);
            }
            return any ? array : null;
        }
        Placeholder found = explained.get(place);
        if (found != null) {
            return TextNode.valueOf("{" + found.word() + "}");
        }
        return sentBack.contains(place) || ignored.contains(place) ? null : json;
    }
}
