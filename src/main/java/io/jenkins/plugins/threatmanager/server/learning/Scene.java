package io.jenkins.plugins.threatmanager.server.learning;

import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was recorded of one server, in order, and what was typed meanwhile. */
final class Scene {

    private static final int SHORTEST_SECRET = 6;

    private final LearningCard card;
    private final List<Exchange> exchanges;
    private final Map<Exchange, Integer> places = new HashMap<>();
    private final Map<Exchange, String> kinds = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private Set<String> carried;

    private Scene(LearningCard card, List<Exchange> exchanges) {
        this.card = card;
        this.exchanges = exchanges;
        exchanges.forEach(each -> places.put(each, places.size()));
    }

    /** The exchanges with the server that gets most of what was typed; other hosts are other programs. */
    static Scene of(LearningCard card, List<Exchange> all) {
        List<String> typed = new ArrayList<>(List.of(card.tenant()));
        card.samples().forEach(each -> typed.addAll(each.values()));
        Map<String, Integer> origins = new TreeMap<>();
        for (Exchange each : all) {
            if (typed.stream().anyMatch(each::has)) {
                origins.merge(each.origin(), 1, Integer::sum);
            }
        }
        String server = origins.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new Unclear(
                        "/operations",
                        "No request has a value of this card.",
                        "Record again while typing the values of the card, with the content of answers included."));
        return new Scene(
                card, all.stream().filter(each -> each.origin().equals(server)).toList());
    }

    LearningCard card() {
        return card;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    Exchange at(int index) {
        return exchanges.get(index);
    }

    int indexOf(Exchange exchange) {
        return places.get(exchange);
    }

    Stream<Exchange> succeeded() {
        return exchanges.stream().filter(Exchange::succeeded);
    }

    /**
     * Whether a text belongs to the session that was recorded: it is in a cookie or a header that carries a token, or
     * has the form of one. Such a text is never a constant of a profile.
     */
    boolean isOfSession(String text) {
        return RecordingSecrets.hasFormOfToken(text)
                || text.length() >= SHORTEST_SECRET && carried().contains(text);
    }

    private Set<String> carried() {
        if (carried == null) {
            carried = new HashSet<>();
            exchanges.forEach(each -> RecordingSecrets.carriedByRequest(each.headers(), carried));
        }
        return carried;
    }

    /** Values in paths that are different for each object. */
    void know(Set<String> found) {
        ids.addAll(found);
        kinds.clear();
    }

    /** Requests of one kind differ in identifiers alone. */
    String kind(Exchange exchange) {
        return kinds.computeIfAbsent(exchange, this::newKind);
    }

    private String newKind(Exchange exchange) {
        StringBuilder kind = new StringBuilder(exchange.method());
        for (String each : exchange.segments()) {
            kind.append('/').append(ids.contains(each) ? "{}" : each);
        }
        return kind.toString();
    }
}
