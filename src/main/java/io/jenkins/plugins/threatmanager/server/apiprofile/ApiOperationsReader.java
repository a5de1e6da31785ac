package io.jenkins.plugins.threatmanager.server.apiprofile;

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
        test = ApiTestReader.read(
                json.member(ApiOperation.TEST_CONNECTION.word()), json.optional(ApiOperation.TEST_RESULT.word()));
        credentialIdCanBeSent(json, profile);
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

    /** A profile may have no credential yet: then there is none to be named in an address. */
    private void credentialIdCanBeSent(LocatedJson json, ApiShapes.Profile profile) {
        ApiCall update = calls.get(ApiOperation.UPDATE_PROFILE);
        if (!update.uses(Placeholder.CREDENTIAL_ID)) {
            return;
        }
        LocatedJson where = json.member(ApiOperation.UPDATE_PROFILE.word());
        if (profile.credentials() instanceof ApiShapes.Credentials.Inline) {
            throw where.wrong("{credentialId} cannot be filled in, because credentials that are inline have no"
                    + " identifier of their own");
        }
        Set<Placeholder> inAddress = Template.placeholders(update.path());
        update.query().values().forEach(each -> inAddress.addAll(Template.placeholders(each)));
        if (inAddress.contains(Placeholder.CREDENTIAL_ID)) {
            throw where.wrong("{credentialId} must be in its body, as a profile may have no credential yet; describe a"
                    + " request with its own address as updateCredential");
        }
    }

    private void operation(ApiOperation operation, LocatedJson json) {
        List<String> allowed = new ArrayList<>(REQUEST);
        switch (operation.kind()) {
            case LIST -> allowed.addAll(List.of("items", "paging"));
            case UPDATE -> allowed.add("sendBack");
            case TEST -> allowed.addAll(List.of("failedStatuses", "verdict", "message", "testId"));
            case RESULT -> allowed.addAll(List.of("failedStatuses", "verdict", "message", "every"));
            case ROLE -> allowed.addAll(List.of("role", "administrators"));
            case CREATE, WRITE -> {}
        }
        if (operation == ApiOperation.SYNC_HISTORY) {
            allowed.add("newestFirst");
        }
        json.allow(allowed);
        calls.put(operation, call(json, operation.placeholders(), repeatable(operation, json)));
        switch (operation.kind()) {
            case LIST -> listings.put(operation, ApiListingReader.read(json));
            case ROLE -> role = Optional.of(role(json));
            case CREATE, UPDATE, WRITE, TEST, RESULT -> {}
        }
    }

    private static boolean repeatable(ApiOperation operation, LocatedJson json) {
        Optional<LocatedJson> said = json.optional("repeatable");
        boolean repeatable = said.map(LocatedJson::flag).orElse(operation.repeatable());
        if (repeatable && operation.kind() == ApiOperation.Kind.CREATE) {
            throw said.orElseThrow()
                    .wrong("must not be true: what is created twice is there twice; leave it out, and the"
                            + " result of the first request is read from the server instead");
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
        SendBack sendBack =
                json.optional("sendBack").map(ApiOperationsReader::sendBack).orElse(SendBack.NOTHING);
        if (sendBack != SendBack.NOTHING
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

    private static SendBack sendBack(LocatedJson json) {
        if (json.node().isTextual() && json.text().equals("deep")) {
            return SendBack.DEEP;
        }
        if (!json.node().isBoolean()) {
            throw json.wrong("must be true or false, or \"deep\"");
        }
        return json.flag() ? SendBack.MEMBERS : SendBack.NOTHING;
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

    static Set<Integer> statuses(LocatedJson json, int least, int most) {
        Set<Integer> statuses = new TreeSet<>();
        json.items().forEach(each -> statuses.add(each.number(least, most)));
        if (statuses.isEmpty()) {
            throw json.wrong("must hold at least one HTTP status from " + least + " to " + most);
        }
        return Set.copyOf(statuses);
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
