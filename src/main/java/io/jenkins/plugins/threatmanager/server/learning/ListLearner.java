package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import io.jenkins.plugins.threatmanager.server.learning.recording.Place;
import io.jenkins.plugins.threatmanager.server.learning.recording.RecordingReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** How a list is read to its end: its request, where the array is, and how the next page is asked for. */
final class ListLearner {

    private final Scene scene;
    private final ApiOperation operation;
    private final List<Sample> samples;
    private final JsonPointer items;
    private final Set<Place> ofPaging = new HashSet<>();
    private final ObjectNode paging = JsonNodeFactory.instance.objectNode();
    private boolean isInferred;

    private ListLearner(Scene scene, ApiOperation operation, List<Sample> samples, JsonPointer items) {
        this.scene = scene;
        this.operation = operation;
        this.samples = samples;
        this.items = items;
    }

    /**
     * @param like how another list of this server is paged; empty if it is not, or that is not known
     * @throws Unclear if there are signs of pages and no second page was recorded
     */
    static TemplateLearner.Learned learn(
            Scene scene, ApiOperation operation, List<Sample> samples, JsonPointer items, Optional<JsonNode> like) {
        return new ListLearner(scene, operation, samples, items).learn(like);
    }

    private String member() {
        return "operations/" + operation.word();
    }

    private Unclear noSecondPage(String sign) {
        return new Unclear(
                "/" + member(),
                "The list may come in pages (" + sign + "), and no second page was recorded.",
                "Choose the smallest number of rows for this list in the console, add entries until there is a second"
                        + " page, and go to it.");
    }

    private TemplateLearner.Learned learn(Optional<JsonNode> like) {
        List<Sample> first = samples;
        if (!byNumber() && !byLink()) {
            if (!asIn(like)) {
                refuseSigns();
            }
        }
        if (paging.path("by").asText().equals("next")) {
            Set<String> linked = links();
            first = samples.stream()
                    .filter(each -> !linked.contains(target(each.exchange())))
                    .toList();
            if (first.isEmpty()) {
                throw noSecondPage("its first page is missing");
            }
        }
        TemplateLearner.Learned learned =
                TemplateLearner.learn(scene, member(), operation.placeholders(), first, ofPaging);
        learned.call().put("items", items.toString());
        if (!paging.isEmpty()) {
            learned.call().set("paging", paging);
        }
        return isInferred
                ? new TemplateLearner.Learned(learned.call(), Confidence.INFERRED, learned.places(), learned.sources())
                : learned;
    }

    private int rows(Exchange exchange) {
        return exchange.answer().at(items).size();
    }

    private static Optional<Integer> number(Exchange exchange, Place place) {
        JsonNode value = exchange.values().get(place);
        boolean fits = value != null
                && place.part() != Place.Part.PATH
                && value.asText().matches("\\d{1,6}")
                && (place.part() == Place.Part.QUERY || value.isInt());
        return fits ? Optional.of(Integer.parseInt(value.asText())) : Optional.empty();
    }

    private Set<Place> numbers() {
        Set<Place> numbers = new LinkedHashSet<>();
        samples.forEach(each -> each.exchange().values().keySet().stream()
                .filter(place -> number(each.exchange(), place).isPresent())
                .forEach(numbers::add));
        return numbers;
    }

    private boolean differInAlone(Exchange one, Exchange other, Place place) {
        Map<Place, JsonNode> some = one.values();
        Map<Place, JsonNode> others = other.values();
        return some.keySet().equals(others.keySet())
                && some.keySet().stream()
                        .allMatch(each -> each.equals(place) != some.get(each).equals(others.get(each)));
    }

    private boolean byNumber() {
        for (Place moving : numbers()) {
            for (Sample one : samples) {
                for (Sample other : samples) {
                    Exchange here = one.exchange();
                    Exchange next = other.exchange();
                    if (differInAlone(here, next, moving)
                            && number(here, moving).isPresent()
                            && number(next, moving).isPresent()
                            && isNextPage(moving, here, next)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isNextPage(Place moving, Exchange here, Exchange next) {
        int step = number(next, moving).orElseThrow() - number(here, moving).orElseThrow();
        if (step <= 0
                || rows(here) < 2
                || here.answer().at(items).equals(next.answer().at(items))) {
            return false;
        }
        List<Place> sizes = numbers().stream()
                .filter(each -> !each.equals(moving))
                .filter(each ->
                        number(here, each).filter(size -> size >= rows(here)).isPresent())
                .toList();
        boolean isOffset = step == rows(here);
        boolean isPage = step == 1;
        if (isOffset == isPage || sizes.size() != 1) {
            return false;
        }
        name(moving, sizes.get(0), isOffset);
        return true;
    }

    private void name(Place moving, Place size, boolean isOffset) {
        boolean inBody = moving.part() == Place.Part.BODY;
        int first = largest(each -> -number(each, moving).orElse(0));
        paging.put("by", isOffset ? "skipTake" : "page");
        if (inBody) {
            paging.put("in", "body");
        }
        paging.put(isOffset ? "skip" : "page", moving.at());
        paging.put(isOffset ? "take" : "pageSize", size.at());
        paging.put("size", largest(each -> number(each, size).orElse(0)));
        if (!isOffset) {
            paging.put("first", -first);
        }
        if (-first > (isOffset ? 0 : 1)) {
            throw noSecondPage("its first page is missing");
        }
        ofPaging.add(moving);
        ofPaging.add(size);
        total(moving, size, isOffset).ifPresent(each -> paging.put("total", each.toString()));
    }

    private int largest(ToIntFunction<Exchange> value) {
        return samples.stream()
                .mapToInt(each -> value.applyAsInt(each.exchange()))
                .max()
                .orElse(0);
    }

    /** A number that is that of all items wherever all of them came at once, and never less than what came. */
    private Optional<JsonPointer> total(Place moving, Place size, boolean isOffset) {
        Set<JsonPointer> candidates = null;
        boolean telling = false;
        for (Sample each : samples) {
            Exchange one = each.exchange();
            int from = number(one, moving).orElse(0)
                    - (isOffset ? 0 : paging.path("first").asInt());
            int before = isOffset ? from : from * number(one, size).orElse(1);
            boolean last = rows(one) < number(one, size).orElse(0) && rows(one) > 0;
            int seen = before + rows(one);
            Set<JsonPointer> here = new LinkedHashSet<>();
            Leaves.outsideArrays(one.answer()).forEach((pointer, value) -> {
                if (value.isIntegralNumber() && (last ? value.asInt() == seen : value.asInt() >= seen)) {
                    here.add(pointer);
                }
            });
            telling |= last;
            if (candidates == null) {
                candidates = here;
            } else {
                candidates.retainAll(here);
            }
        }
        return telling && candidates != null ? candidates.stream().findFirst() : Optional.empty();
    }

    private boolean byLink() {
        List<JsonPointer> found = new ArrayList<>();
        for (Sample each : samples) {
            Leaves.outsideArrays(each.exchange().answer()).forEach((pointer, value) -> {
                if (value.isTextual() && isLinkTo(value.textValue(), each.exchange()) && !found.contains(pointer)) {
                    found.add(pointer);
                }
            });
        }
        if (found.size() != 1) {
            return false;
        }
        paging.put("by", "next").put("next", found.get(0).toString());
        return true;
    }

    private static boolean isLinkTo(String text, Exchange exchange) {
        int query = text.indexOf('?');
        String path = (query < 0 ? text : text.substring(0, query)).replaceFirst("^https?://[^/]*", "");
        return query >= 0 && RecordingReader.decoded(path).equals(exchange.path()) && !text.isEmpty();
    }

    private Set<String> links() {
        Set<String> links = new HashSet<>();
        JsonPointer next = JsonPointer.compile(paging.path("next").asText());
        samples.forEach(each -> links.add(RecordingReader.decoded(
                each.exchange().answer().at(next).asText().replaceFirst("^https?://[^/]*", ""))));
        return links;
    }

    private static String target(Exchange exchange) {
        StringBuilder target = new StringBuilder(exchange.path());
        String sign = "?";
        for (Map.Entry<String, String> each : exchange.query().entrySet()) {
            target.append(sign).append(each.getKey()).append('=').append(each.getValue());
            sign = "&";
        }
        return target.toString();
    }

    /** By the same parameters, this list starts where the other does. */
    private boolean asIn(Optional<JsonNode> like) {
        if (like.isEmpty() || like.get().path("by").asText().equals("next")) {
            return false;
        }
        JsonNode other = like.get();
        boolean isOffset = other.has("skip");
        Place.Part part = other.path("in").asText().equals("body") ? Place.Part.BODY : Place.Part.QUERY;
        Place moving = new Place(part, other.path(isOffset ? "skip" : "page").asText());
        Place size = new Place(part, other.path(isOffset ? "take" : "pageSize").asText());
        boolean same = samples.stream()
                .allMatch(each -> number(each.exchange(), moving)
                                .filter(from -> from == other.path("first").asInt(0))
                                .isPresent()
                        && number(each.exchange(), size).isPresent());
        Set<Place> more = numbers();
        more.removeAll(Set.of(moving, size));
        if (!same || !more.isEmpty()) {
            return false;
        }
        name(moving, size, isOffset);
        isInferred = true;
        return true;
    }

    private void refuseSigns() {
        if (!numbers().isEmpty()) {
            throw noSecondPage("its request has numbers");
        }
        for (Sample each : samples) {
            for (Map.Entry<JsonPointer, JsonNode> leaf :
                    Leaves.outsideArrays(each.exchange().answer()).entrySet()) {
                if (leaf.getValue().isNull()
                        || leaf.getValue().isTextual()
                                && leaf.getValue().textValue().isEmpty()
                        || leaf.getValue().isBoolean()
                        || leaf.getValue().isIntegralNumber() && leaf.getValue().asInt() > rows(each.exchange())) {
                    throw noSecondPage("its answer has more than the entries");
                }
            }
        }
    }
}
