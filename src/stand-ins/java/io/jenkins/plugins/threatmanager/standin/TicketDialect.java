package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An interface as older products have it: everything but reading is a POST with a verb in its path, identifiers are
 * strings with a prefix, lists come in numbered pages in two envelopes, the token has a header of its own. Written after
 * the learning of API profiles, and without a profile by hand.
 */
public final class TicketDialect implements ThreatManagerDialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTIONS = "/rest/connections";
    private static final String DIRECTORIES = "/rest/directories";
    private static final Map<String, String> CLOUDS = Map.of("public", "GLOBAL", "gcc-high", "US_GOV_L4");
    private static final Map<ThreatManagerSyncRuns.Status, String> OUTCOMES = Map.of(
            ThreatManagerSyncRuns.Status.RUNNING, "InProgress",
            ThreatManagerSyncRuns.Status.COMPLETE, "Done",
            ThreatManagerSyncRuns.Status.FAILED, "Aborted");

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public List<ThreatManagerRoute> routes() {
        return List.of(
                ThreatManagerRoute.open("PUT", "/rest/logon", TicketDialect::logOn),
                ThreatManagerRoute.of("GET", CONNECTIONS, TicketDialect::connections),
                ThreatManagerRoute.of("POST", CONNECTIONS + "/new", TicketDialect::addConnection),
                ThreatManagerRoute.of("POST", CONNECTIONS + "/change", TicketDialect::changeConnection),
                ThreatManagerRoute.of("POST", CONNECTIONS + "/remove", TicketDialect::removeConnection),
                ThreatManagerRoute.of("GET", DIRECTORIES, TicketDialect::directories),
                ThreatManagerRoute.of("POST", DIRECTORIES + "/new", TicketDialect::addDirectory),
                ThreatManagerRoute.of("POST", DIRECTORIES + "/change", TicketDialect::changeDirectory),
                ThreatManagerRoute.of("POST", DIRECTORIES + "/remove", TicketDialect::removeDirectory),
                ThreatManagerRoute.of("POST", DIRECTORIES + "/try", TicketDialect::tryDirectory),
                ThreatManagerRoute.of("GET", DIRECTORIES + "/{key}/log", TicketDialect::log));
    }

    private static StandInAnswer logOn(ThreatManagerCall call) {
        JsonNode body = call.body("account", "phrase", "remember");
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("data")
                .put(
                        "ticket",
                        call.accounts()
                                .signIn(
                                        ThreatManagerCall.text(body, "account"),
                                        ThreatManagerCall.text(body, "phrase"),
                                        Optional.empty())
                                .token());
        return RelativeDialect.ok(answer);
    }

    private static long number(String key) {
        try {
            return Long.parseLong(key.replaceFirst("^(cx|dx)-", ""));
        } catch (NumberFormatException e) {
            throw ThreatManagerRejection.invalid("There is no " + key);
        }
    }

    private static long number(JsonNode body, String name) {
        return number(ThreatManagerCall.text(body, name));
    }

    private static <T> StandInAnswer page(ThreatManagerCall call, List<T> all, Function<T, JsonNode> json) {
        int page = call.query("pageNo").map(Integer::parseInt).orElse(1);
        int size = Math.min(50, call.query("perPage").map(Integer::parseInt).orElse(20));
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode result = answer.putObject("data").put("count", all.size());
        ArrayNode entries = result.putArray("entries");
        all.stream().skip((long) (page - 1) * size).limit(size).map(json).forEach(entries::add);
        return RelativeDialect.ok(answer);
    }

    private static StandInAnswer done() {
        return RelativeDialect.ok(JSON.createObjectNode().put("ok", true));
    }

    private static StandInAnswer connections(ThreatManagerCall call) {
        return page(call, call.console().profiles(), each -> {
            ObjectNode json =
                    JSON.createObjectNode().put("key", "cx-" + each.id()).put("revision", 1);
            json.putObject("label").put("caption", each.name()).put("remark", each.description());
            each.credentials().stream()
                    .findFirst()
                    .ifPresent(one -> json.putObject("logon")
                            .put("account", one.userName())
                            .put("type", one.platform()));
            return json;
        });
    }

    private static JsonNode logon(JsonNode body) {
        JsonNode logon = body.path("logon");
        if (!List.of("entra", "windows").contains(ThreatManagerCall.text(logon, "type"))) {
            throw ThreatManagerRejection.invalid("Unknown type of logon");
        }
        return logon;
    }

    private static StandInAnswer addConnection(ThreatManagerCall call) {
        JsonNode body = call.body("label", "logon", "scope");
        JsonNode logon = logon(body);
        long id = call.console()
                .addProfile(
                        ThreatManagerCall.text(body.path("label"), "caption"),
                        ThreatManagerCall.text(body.path("label"), "remark"))
                .id();
        call.console()
                .addCredential(
                        id,
                        ThreatManagerCall.text(logon, "type"),
                        ThreatManagerCall.text(logon, "account"),
                        ThreatManagerCall.text(logon, "phrase"));
        return done();
    }

    private static StandInAnswer changeConnection(ThreatManagerCall call) {
        JsonNode body = call.body("key", "label", "logon");
        JsonNode logon = logon(body);
        ThreatManagerConsole.Profile old = call.console().profile(number(body, "key"));
        call.console()
                .editProfile(
                        old.id(),
                        ThreatManagerCall.text(body.path("label"), "caption"),
                        ThreatManagerCall.text(body.path("label"), "remark"));
        call.console()
                .editCredential(
                        old.id(),
                        old.credentials().get(0).id(),
                        ThreatManagerCall.text(logon, "type"),
                        ThreatManagerCall.text(logon, "account"),
                        ThreatManagerCall.text(logon, "phrase"));
        return done();
    }

    private static StandInAnswer removeConnection(ThreatManagerCall call) {
        call.console().deleteProfile(number(call.body("key"), "key"), true);
        return done();
    }

    private static StandInAnswer directories(ThreatManagerCall call) {
        return page(call, call.console().syncs(), each -> {
            ObjectNode json = JSON.createObjectNode()
                    .put("key", "dx-" + each.id())
                    .put("domain", each.tenant())
                    .put("environment", word(each.cloud()))
                    .put("connection", "cx-" + each.profileId());
            json.putObject("state").put("on", each.enabled());
            return json;
        });
    }

    private static String word(String cloud) {
        return CLOUDS.entrySet().stream()
                .filter(each -> each.getValue().equals(cloud))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String cloud(JsonNode body) {
        return Optional.ofNullable(CLOUDS.get(ThreatManagerCall.text(body, "environment")))
                .orElseThrow(() -> ThreatManagerRejection.invalid("Unknown environment"));
    }

    private static StandInAnswer addDirectory(ThreatManagerCall call) {
        JsonNode body = call.body("domain", "environment", "connection", "on");
        call.console()
                .addSync(
                        ThreatManagerCall.text(body, "domain"),
                        cloud(body),
                        number(body, "connection"),
                        ThreatManagerCall.flag(body, "on"));
        return done();
    }

    private static StandInAnswer changeDirectory(ThreatManagerCall call) {
        JsonNode body = call.body("key", "connection", "on");
        ThreatManagerConsole.Sync old = call.console().sync(number(body, "key"));
        call.console()
                .editSync(
                        old.id(),
                        number(body, "connection"),
                        ThreatManagerCall.flag(body, "on"),
                        old.runs().fullScanNext());
        return done();
    }

    private static StandInAnswer removeDirectory(ThreatManagerCall call) {
        call.console().deleteSync(number(call.body("key"), "key"));
        return done();
    }

    private static StandInAnswer tryDirectory(ThreatManagerCall call) {
        JsonNode body = call.body("domain", "environment", "connection");
        ThreatManagerConsole.Result result = call.console()
                .testConnection(ThreatManagerCall.text(body, "domain"), cloud(body), number(body, "connection"));
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("data")
                .put("outcome", result.passed() ? "SIGNED_IN" : "REFUSED")
                .put("reason", result.message());
        return RelativeDialect.ok(answer);
    }

    private static StandInAnswer log(ThreatManagerCall call) {
        return page(
                call,
                call.console().history(number(call.parameter("key"))),
                row -> JSON.createObjectNode()
                        .put("what", row.type() + "s")
                        .put("begin", row.started().toString())
                        .put("finish", row.ended().map(Object::toString).orElse(""))
                        .put("outcome", OUTCOMES.get(row.status()))
                        .put("objects", row.totalObjects()));
    }

    @Override
    public StandInAnswer rejected(ThreatManagerRejection rejection) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("error").put("number", 7).put("message", rejection.getMessage());
        return StandInAnswer.json(rejection.status(), answer.toString());
    }

    @Override
    public ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts) {
        return accounts.callerWithToken(request.header("X-Ticket"), route);
    }

    @Override
    public String document(List<ThreatManagerRoute> routes) {
        return DialectDocuments.openApi3(routes);
    }
}
