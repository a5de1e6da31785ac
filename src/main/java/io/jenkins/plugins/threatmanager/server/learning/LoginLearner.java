package io.jenkins.plugins.threatmanager.server.learning;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.learning.recording.Exchange;
import io.jenkins.plugins.threatmanager.server.learning.recording.Leaves;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The login: a wrong password shows where the password goes, and the token is what its answer has and later requests
 * carry in a header.
 */
final class LoginLearner {

    private static final String MEMBER = "login/userPassword";
    private static final String REMEDY =
            "Log out, then log in with the wrong password of the card once and with the right one once, and export the"
                    + " recording with sensitive data (Chrome and Edge: \"Export HAR (with sensitive data)\").";
    private static final int SHORTEST_TOKEN = 8;

    private final Scene scene;
    private final Findings findings;

    LoginLearner(Scene scene, Findings findings) {
        this.scene = scene;
        this.findings = findings;
    }

    /** The token in an answer, and the header that carries it later. */
    private record Token(Exchange from, JsonPointer pointer, String header, String value) {}

    private static Unclear unclear(String what) {
        return new Unclear("/" + MEMBER, what, REMEDY);
    }

    void learn() {
        List<Exchange> wrong = scene.exchanges().stream()
                .filter(each -> each.has(scene.card().consoleUser())
                        && each.has(scene.card().wrongPassword()))
                .filter(each -> !each.succeeded())
                .toList();
        if (wrong.isEmpty()) {
            throw unclear("No failed login with the wrong password of the card was recorded.");
        }
        Set<String> kinds = new LinkedHashSet<>();
        wrong.forEach(each -> kinds.add(scene.kind(each)));
        if (kinds.size() != 1) {
            throw unclear("Several kinds of requests could be the login.");
        }
        String kind = kinds.iterator().next();
        List<Exchange> right = scene.succeeded()
                .filter(each ->
                        scene.kind(each).equals(kind) && each.has(scene.card().consoleUser()))
                .toList();
        if (right.isEmpty()) {
            throw unclear("No login that succeeded was recorded.");
        }
        if (wrong.stream().anyMatch(each -> each.has(scene.card().wrongCode()))) {
            throw unclear(
                    "Only a login with password and one-time password on one page was recorded; a profile also needs"
                            + " the login of a user without one.");
        }
        ObjectNode login = JsonNodeFactory.instance.objectNode();
        List<Exchange> codes = secondPages();
        List<Token> tokens = new ArrayList<>();
        ObjectNode signIn =
                request("signIn", samples(wrong, right, scene.card().wrongPassword(), Placeholder.PASSWORD));
        List<Exchange> direct = right.stream()
                .filter(each -> codes.stream().noneMatch(code -> follows(each, code)))
                .toList();
        token(right).ifPresent(each -> {
            tokens.add(each);
            signIn.put("token", each.pointer().toString());
        });
        ObjectNode otp = null;
        if (!codes.isEmpty()) {
            otp = second(codes, tokens);
        }
        if (tokens.isEmpty() || otp == null && !signIn.has("token") || direct.isEmpty() && otp == null) {
            throw unclear("No text of a login's answer is in a header of later requests, as a token would be.");
        }
        Token token = tokens.get(0);
        if (tokens.stream()
                .anyMatch(each ->
                        !each.header().equals(token.header()) || !each.value().equals(token.value()))) {
            throw unclear("Later requests carry tokens in more than one way.");
        }
        login.put("header", token.header()).put("value", token.value());
        login.set("signIn", signIn);
        if (otp != null) {
            login.set("otp", otp);
        }
        findings.profile().withObjectProperty("login").set("userPassword", login);
        List<Exchange> sources = new ArrayList<>(wrong);
        sources.addAll(right);
        sources.addAll(codes);
        findings.from(MEMBER, sources, Confidence.SEEN);
    }

    /** Whether a request comes after a login and before the next one. */
    private boolean follows(Exchange login, Exchange code) {
        int at = scene.indexOf(login);
        int then = scene.indexOf(code);
        return then > at
                && scene.exchanges().subList(at + 1, then).stream()
                        .noneMatch(each -> scene.kind(each).equals(scene.kind(login)));
    }

    private List<Exchange> secondPages() {
        Set<String> kinds = new LinkedHashSet<>();
        scene.exchanges().stream()
                .filter(each -> each.mayChange() && each.has(scene.card().wrongCode()) && !each.succeeded())
                .filter(each -> !each.has(scene.card().consoleUser()))
                .forEach(each -> kinds.add(scene.kind(each)));
        if (kinds.size() > 1) {
            throw unclear("Several kinds of requests could be the page for the one-time password.");
        }
        return kinds.isEmpty()
                ? List.of()
                : scene.exchanges().stream()
                        .filter(each -> scene.kind(each).equals(kinds.iterator().next()))
                        .toList();
    }

    private ObjectNode second(List<Exchange> codes, List<Token> tokens) {
        List<Exchange> wrong = codes.stream().filter(each -> !each.succeeded()).toList();
        List<Exchange> right = codes.stream().filter(Exchange::succeeded).toList();
        if (right.isEmpty()) {
            throw unclear("No login with a right one-time password was recorded.");
        }
        ObjectNode json = request("otp", samples(wrong, right, scene.card().wrongCode(), Placeholder.OTP));
        Token token = token(right).orElseThrow(() -> unclear("The one-time password is not followed by a token."));
        json.put("token", token.pointer().toString());
        tokens.add(token);
        return json;
    }

    private List<Sample> samples(List<Exchange> wrong, List<Exchange> right, String typed, Placeholder placeholder) {
        List<Sample> samples = new ArrayList<>();
        TextNode user = TextNode.valueOf(scene.card().consoleUser());
        wrong.stream()
                .filter(each -> each.has(typed))
                .forEach(each -> samples.add(Sample.of(each)
                        .knowing(Placeholder.USER_NAME, user)
                        .knowing(placeholder, TextNode.valueOf(typed))));
        right.forEach(each -> samples.add(Sample.of(each).knowing(Placeholder.USER_NAME, user)));
        return samples;
    }

    private ObjectNode request(String name, List<Sample> samples) {
        return TemplateLearner.learn(
                        scene,
                        MEMBER + "/" + name,
                        EnumSet.of(Placeholder.USER_NAME, Placeholder.PASSWORD, Placeholder.OTP),
                        samples,
                        Set.of())
                .call();
    }

    /** Of several, the one that most requests carry. */
    private Optional<Token> token(List<Exchange> logins) {
        Map<JsonPointer, Token> found = new LinkedHashMap<>();
        for (Exchange login : logins) {
            Leaves.outsideArrays(login.answer()).forEach((pointer, value) -> {
                if (value.isTextual() && value.textValue().length() >= SHORTEST_TOKEN) {
                    carrier(login, value)
                            .ifPresent(each ->
                                    found.put(pointer, new Token(login, pointer, each.getKey(), each.getValue())));
                }
            });
        }
        if (found.size() > 1) {
            throw unclear("Several texts of the login's answer are in headers of later requests.");
        }
        return found.values().stream().findFirst();
    }

    private Optional<Map.Entry<String, String>> carrier(Exchange login, JsonNode token) {
        for (Exchange each : scene.exchanges()
                .subList(scene.indexOf(login) + 1, scene.exchanges().size())) {
            for (Map.Entry<String, String> header : each.headers().entrySet()) {
                if (!header.getKey().equals("cookie") && header.getValue().contains(token.textValue())) {
                    return Optional.of(
                            Map.entry(name(header.getKey()), header.getValue().replace(token.textValue(), "{token}")));
                }
            }
        }
        return Optional.empty();
    }

    /** HTTP/2 and some browsers write names in small letters; HTTP does not care. */
    private static String name(String header) {
        StringBuilder name = new StringBuilder();
        for (String part : header.split("-", -1)) {
            name.append(name.isEmpty() ? "" : "-")
                    .append(part.isEmpty() ? "" : Character.toUpperCase(part.charAt(0)))
                    .append(part.isEmpty() ? "" : part.substring(1));
        }
        return name.toString();
    }
}
