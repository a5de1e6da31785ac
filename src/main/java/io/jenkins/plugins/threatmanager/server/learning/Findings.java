package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is learned so far: the members of the profile, where they come from, and what is unclear. */
final class Findings {

    private static final int MOST_SOURCES = 4;

    private final ObjectNode profile = JsonNodeFactory.instance.objectNode();
    private final List<Provenance> provenance = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    ObjectNode profile() {
        return profile;
    }

    List<Provenance> provenance() {
        return List.copyOf(provenance);
    }

    List<Question> questions() {
        return questions.stream().distinct().toList();
    }

    boolean isWhole() {
        return questions.stream().noneMatch(Question::blocks);
    }

    /** @param member at the top, or {@code operations/…} */
    void put(String member, JsonNode value) {
        int slash = member.indexOf('/');
        if (slash < 0) {
            profile.set(member, value);
        } else {
            profile.withObjectProperty(member.substring(0, slash)).set(member.substring(slash + 1), value);
        }
    }

    void from(String member, Collection<Exchange> sources, Confidence confidence) {
        String text = sources.stream().limit(MOST_SOURCES).map(Exchange::source).collect(Collectors.joining(", "));
        from(
                member,
                sources.size() > MOST_SOURCES ? text + " and " + (sources.size() - MOST_SOURCES) + " more" : text,
                confidence);
    }

    void from(String member, String source, Confidence confidence) {
        provenance.add(new Provenance("/" + member, source, confidence));
    }

    /** A question without whose answer the profile can be used. */
    void leaveOpen(String member, String missing, String remedy) {
        questions.add(new Question("/" + member, missing, remedy, false));
    }

    void ask(Question question) {
        questions.add(question);
    }

    /** Empty if it stays unclear; the question is kept. */
    <T> Optional<T> attempt(Supplier<T> step) {
        try {
            return Optional.ofNullable(step.get());
        } catch (Unclear e) {
            questions.add(e.question());
            return Optional.empty();
        }
    }

    /** Empty if it stays unclear, which does no harm. */
    <T> Optional<T> attemptOptional(Supplier<T> step) {
        try {
            return Optional.ofNullable(step.get());
        } catch (Unclear e) {
            Question question = e.question();
            questions.add(new Question(question.member(), question.missing(), question.remedy(), false));
            return Optional.empty();
        }
    }
}
