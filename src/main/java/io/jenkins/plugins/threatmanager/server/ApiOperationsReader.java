package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the {@code operations} part of an API profile. */
final class ApiOperationsReader {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> REQUEST =
            List.of("method", "path", "query", "body", "contentType", "expect", "repeatable");

    private final Map<ApiOperation, ApiCall> calls = new EnumMap<>(ApiOperation.class);
    private final Map<ApiOperation, ApiShapes.Listing> listings = new EnumMap<>(ApiOperation.class);
    private ApiShapes.Test test;
    private Optional<ApiShapes.Role> role = Optional.empty();

    void read(LocatedJson json, ApiShapes.Profile profile, int clouds) {
        json.allow(ApiOperation.words());
        for (ApiOperation operation : ApiOperation.values()) {
            Optional<LocatedJson> there = json.optional(operation.word());
            if (there.isPresent()) {
                operation(operation, there.get());
            } else if (operation.required()) {
                throw json.wrong("operation " + operation.word() + " is missing");
            }
        }
        secretGoesIn(json, ApiOperation.CREATE_PROFILE, ApiOperation.CREATE_CREDENTIAL);
        secretGoesIn(json, ApiOperation.UPDATE_PROFILE, ApiOperation.UPDATE_CREDENTIAL);
        if (profile.credentials() instanceof ApiShapes.Credentials.Listed
                != calls.containsKey(ApiOperation.LIST_CREDENTIALS)) {
            throw json.wrong("operation listCredentials must be there if, and only if, credentials are listed");
        }
        if (calls.containsKey(ApiOperation.UPDATE_CREDENTIAL) && !calls.containsKey(ApiOperation.CREATE_CREDENTIAL)) {
            throw json.wrong("operation createCredential is missing, for a profile that has no credential yet");
        }
        ApiOperationNeeds.check(json, calls, clouds > 1);
    }

    private void secretGoesIn(LocatedJson json, ApiOperation profile, ApiOperation credential) {
        boolean inProfile = calls.get(profile).uses(Placeholder.PASSWORD);
        ApiCall own = calls.get(credential);
        if (inProfile == (own != null) && !(inProfile && credential == ApiOperation.CREATE_CREDENTIAL)) {
            throw json.member(profile.word())
                    .wrong("{password} must be in its body, or operation " + credential.word()
                            + " must be there, and not both");
        }
        if (own != null && !own.uses(Placeholder.PASSWORD)) {
            throw json.member(credential.word()).wrong("must use {password}");
        }
    }

    private void operation(ApiOperation operation, LocatedJson json) {
        List<String> allowed = new ArrayList<>(REQUEST);
        switch (operation.kind()) {
            case LIST -> allowed.addAll(List.of("items", "paging"));
            case UPDATE -> allowed.add("sendBack");
            case TEST -> allowed.addAll(List.of("failedStatuses", "verdict", "message"));
            case ROLE -> allowed.addAll(List.of("role", "administrators"));
            case CREATE, WRITE -> {}
        }
        if (operation == ApiOperation.SYNC_HISTORY) {
            allowed.add("newestFirst");
        }
        json.allow(allowed);
        calls.put(operation, call(json, operation.placeholders(), repeatable(operation, json)));
        switch (operation.kind()) {
            case LIST -> listings.put(operation, listing(json));
            case TEST -> test = test(json);
            case ROLE -> role = Optional.of(role(json));
            case CREATE, UPDATE, WRITE -> {}
        }
    }

    private static boolean repeatable(ApiOperation operation, LocatedJson json) {
        Optional<LocatedJson> said = json.optional("repeatable");
        boolean repeatable = said.map(LocatedJson::flag).orElse(operation.repeatable());
        if (repeatable && operation.kind() == ApiOperation.Kind.CREATE) {
            throw said.orElseThrow()
                    .wrong("must not be true: what is created twice is there twice; leave it out, and the server is"
                            + " asked instead what came of the first request");
        }
        return repeatable;
    }

    Map<ApiOperation, ApiCall> calls() {
        return Collections.unmodifiableMap(calls);
    }

    Map<ApiOperation, ApiShapes.Listing> listings() {
        return Collections.unmodifiableMap(listings);
    }

    ApiShapes.Test test() {
        return test;
    }

    Optional<ApiShapes.Role> role() {
        return role;
    }

    static ApiCall call(LocatedJson json, Set<Placeholder> placeholders, boolean repeatable) {
        LocatedJson method = json.member("method");
        if (!METHODS.contains(method.text())) {
            throw method.wrong("must be one of " + String.join(", ", METHODS));
        }
        Map<String, String> query = new LinkedHashMap<>();
        json.optional("query")
                .ifPresent(parameters ->
                        parameters.members().forEach((name, value) -> query.put(name, address(value, placeholders))));
        json.optional("body").ifPresent(body -> templates(body, placeholders));
        if (method.text().equals("GET") && json.optional("body").isPresent()) {
            throw json.member("body").wrong("a GET request has no body");
        }
        boolean sendBack = json.optional("sendBack").map(LocatedJson::flag).orElse(false);
        if (sendBack
                && !json.optional("body").map(body -> body.node().isObject()).orElse(false)) {
            throw json.member("sendBack").wrong("needs a body that is an object, to put over what the server has");
        }
        return new ApiCall(
                method.text(),
                path(json.member("path"), placeholders),
                Collections.unmodifiableMap(query),
                json.optional("body").map(LocatedJson::node),
                json.optional("contentType").map(LocatedJson::word).orElse("application/json"),
                statuses(json.member("expect"), 200, 299),
                repeatable,
                sendBack);
    }

    static String path(LocatedJson json, Set<Placeholder> placeholders) {
        String path = address(json, placeholders);
        if (!path.matches("/[^?#\\s]*")) {
            throw json.wrong("must be a path that begins with / and has no ?, # or space");
        }
        return path;
    }

    /** A part of an address. */
    private static String address(LocatedJson json, Set<Placeholder> placeholders) {
        String text = template(json, placeholders);
        Template.placeholders(text).stream()
                .filter(Placeholder::isSecret)
                .findFirst()
                .ifPresent(secret -> {
                    throw json.wrong("{" + secret.word() + "} must not be part of an address, because addresses are"
                            + " written into logs; put it into the body");
                });
        return text;
    }

    static String template(LocatedJson json, Set<Placeholder> placeholders) {
        Template.mistake(json.text(), placeholders).ifPresent(mistake -> {
            throw json.wrong(mistake);
        });
        return json.text();
    }

    private static void templates(LocatedJson json, Set<Placeholder> placeholders) {
        if (json.node().isTextual()) {
            template(json, placeholders);
        } else if (json.node().isObject()) {
            json.members().values().forEach(each -> templates(each, placeholders));
        } else if (json.node().isArray()) {
            json.items().forEach(each -> templates(each, placeholders));
        }
    }

    private static Set<Integer> statuses(LocatedJson json, int least, int most) {
        Set<Integer> statuses = new TreeSet<>();
        json.items().forEach(each -> statuses.add(each.number(least, most)));
        if (statuses.isEmpty()) {
            throw json.wrong("must hold at least one HTTP status from " + least + " to " + most);
        }
        return Set.copyOf(statuses);
    }

    private static ApiShapes.Listing listing(LocatedJson json) {
        return new ApiShapes.Listing(
                json.member("items").jsonPointer(),
                json.optional("paging").map(ApiOperationsReader::paging),
                json.optional("newestFirst").map(LocatedJson::flag).orElse(false));
    }

    private static ApiShapes.Paging paging(LocatedJson json) {
        json.allow(List.of("by", "skip", "take", "page", "pageSize", "size", "first", "total", "next"));
        return switch (json.member("by").text()) {
            case "skipTake" -> {
                json.allow(List.of("by", "skip", "take", "size", "total"));
                yield new ApiShapes.Paging.SkipTake(
                        json.member("skip").word(),
                        json.member("take").word(),
                        json.member("size").number(1, 10_000),
                        json.optional("total").map(LocatedJson::jsonPointer));
            }
            case "page" -> {
                json.allow(List.of("by", "page", "pageSize", "size", "first", "total"));
                yield new ApiShapes.Paging.Pages(
                        json.member("page").word(),
                        json.member("pageSize").word(),
                        json.member("size").number(1, 10_000),
                        json.member("first").number(0, 1),
                        json.optional("total").map(LocatedJson::jsonPointer));
            }
            case "next" -> {
                json.allow(List.of("by", "next"));
                yield new ApiShapes.Paging.Next(json.member("next").jsonPointer());
            }
            default -> throw json.member("by").wrong("must be skipTake, page or next");
        };
    }

    private static ApiShapes.Test test(LocatedJson json) {
        Set<Integer> failed = json.optional("failedStatuses")
                .map(each -> statuses(each, 400, 599))
                .orElse(Set.of());
        Optional<ApiShapes.Verdict> verdict = json.optional("verdict").map(each -> {
            each.allow(List.of("pointer", "passed", "failed"));
            return new ApiShapes.Verdict(
                    each.member("pointer").jsonPointer(), values(each.member("passed")), values(each.member("failed")));
        });
        if (failed.isEmpty() && verdict.isEmpty()) {
            throw json.wrong("must have failedStatuses or verdict: how a failed connection test shows");
        }
        return new ApiShapes.Test(failed, verdict, json.optional("message").map(LocatedJson::jsonPointer));
    }

    private static ApiShapes.Role role(LocatedJson json) {
        List<String> administrators = json.member("administrators").items().stream()
                .map(LocatedJson::word)
                .toList();
        if (administrators.isEmpty()) {
            throw json.member("administrators").wrong("must hold at least one role");
        }
        return new ApiShapes.Role(json.member("role").jsonPointer(), administrators);
    }

    /** Strings, numbers or booleans; at least one. */
    static List<JsonNode> values(LocatedJson json) {
        List<JsonNode> values = new ArrayList<>();
        for (LocatedJson each : json.items()) {
            if (each.node().isContainerNode() || each.node().isNull()) {
                throw each.wrong("must be a string, a number, true or false");
            }
            values.add(each.node());
        }
        if (values.isEmpty()) {
            throw json.wrong("must hold at least one value");
        }
        return List.copyOf(values);
    }
}
