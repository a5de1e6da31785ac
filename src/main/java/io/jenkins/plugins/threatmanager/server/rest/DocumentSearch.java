package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found at the places where a server's OpenAPI document may be.
 *
 * @param document the first one; empty if there is none
 * @param absences why there is none at the places before
 */
record DocumentSearch(Optional<OpenApiDocument> document, List<Absence> absences) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param words what the server answers there, to follow its address */
    record Absence(String path, DocumentObstacle obstacle, String words) {}

    /**
     * Looks at each of the profile's paths until there is one.
     *
     * @throws ProblemException if the server cannot be reached, its certificate is not trusted, or it refuses the login
     */
    static DocumentSearch run(ApiClient calls, OperationContext operation) throws InterruptedException {
        List<Absence> absences = new ArrayList<>();
        for (String path : calls.settings().profile().openApi().paths()) {
            ServerAnswer answer = calls.document(path, operation);
            Optional<OpenApiDocument> document =
                    answer.status() == 200 ? OpenApiDocument.parse(path, answer.text()) : Optional.empty();
            if (document.isPresent()) {
                return new DocumentSearch(document, absences);
            }
            Absence absence = absence(path, answer, calls);
            operation.say("no OpenAPI document at " + path + ": " + absence.words());
            absences.add(absence);
        }
        return new DocumentSearch(Optional.empty(), absences);
    }

    private static Absence absence(String path, ServerAnswer answer, ApiClient calls) {
        Optional<JsonNode> json = json(answer);
        DocumentObstacle obstacle = DocumentObstacle.of(answer, json.isPresent());
        String words =
                switch (obstacle) {
                    case REDIRECTED -> calls.errors().quoted(answer) + ", a redirect to " + target(path, answer, calls);
                    case NOT_OPENAPI ->
                        "JSON that is no OpenAPI document, " + calls.errors().clean(JsonOutline.of(json.orElseThrow()));
                    case NOT_JSON ->
                        answer.text().isBlank()
                                ? "HTTP " + answer.status() + " without a text"
                                : "something that is not JSON (content type "
                                        + (answer.contentType().isEmpty()
                                                ? "none"
                                                : calls.errors().clean(answer.contentType()))
                                        + ")";
                    default -> calls.errors().quoted(answer);
                };
        return new Absence(path, obstacle, words);
    }

    private static Optional<JsonNode> json(ServerAnswer answer) {
        try {
            return Optional.ofNullable(JSON.readTree(answer.text())).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** No more than host, or path on this one: the rest may be a ticket for a login page. */
    private static String target(String path, ServerAnswer answer, ApiClient calls) {
        try {
            URI here = URI.create(calls.settings().url() + path);
            URI there = here.resolve(answer.location());
            return calls.errors()
                    .clean(
                            here.getAuthority().equalsIgnoreCase(there.getAuthority())
                                            && here.getScheme().equalsIgnoreCase(there.getScheme())
                                    ? there.getPath()
                                    : there.getScheme() + "://" + there.getAuthority());
        } catch (IllegalArgumentException e) {
            return "an invalid address";
        }
    }

    /** Each place and what is there: {@code https://tm:8080/swagger/v1/swagger.json: HTTP 404 without a text}. */
    String inWords(ServerSettings settings) {
        return absences.stream()
                .map(each -> settings.url() + each.path() + ": " + each.words())
                .collect(Collectors.joining("; "));
    }

    /** The failure for a profile that demands the document, with the remedy for what stands in the way here. */
    ProblemException unavailable(ServerSettings settings) {
        DocumentObstacle obstacle = absences.stream()
                .map(Absence::obstacle)
                .min(Comparator.naturalOrder())
                .orElse(DocumentObstacle.MISSING);
        return new ProblemException(
                ServerProblem.API_DOCUMENT_UNAVAILABLE,
                "Server " + settings.name() + " shows no OpenAPI document (" + inWords(settings)
                        + "), so that API profile " + settings.profile().name() + " cannot be compared with it.",
                obstacle.remedy());
    }
}
