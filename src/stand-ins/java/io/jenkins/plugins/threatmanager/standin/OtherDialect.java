package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A REST interface that is as unlike the other one as possible: UUIDs, plain lists, numbers as enum words, the
 * credential in its profile, syncs that name their profile, a connection test that needs a sync, empty answers, errors
 * as text or without any, a login with cookie.
 */
public final class OtherDialect implements ThreatManagerDialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String BASE = "/tm";
    private static final String PROFILES = BASE + "/integrations/credential-profiles";
    static final String TENANTS = BASE + "/integrations/entra-tenants";
    private static final List<String> CLOUDS = List.of("GLOBAL", "US_GOV_L4", "US_GOV_L5");
    private static final int ENTRA = 7;
    private static final int PAGE = 4;
    private static final Map<ThreatManagerSyncRuns.Status, String> STATUSES = Map.of(
            ThreatManagerSyncRuns.Status.RUNNING, "busy",
            ThreatManagerSyncRuns.Status.COMPLETE, "OK",
            ThreatManagerSyncRuns.Status.FAILED, "error");

    @Override
    public String name() {
        return "other";
    }

    @Override
    public List<ThreatManagerRoute> routes() {
        return List.of(
                ThreatManagerRoute.open("POST", BASE + "/auth/session", OtherDialect::signIn),
                ThreatManagerRoute.open("PUT", BASE + "/auth/session/code", OtherDialect::secondPage),
                ThreatManagerRoute.of("GET", PROFILES, OtherDialect::profiles),
                ThreatManagerRoute.of("POST", PROFILES, OtherDialect::addProfile),
                ThreatManagerRoute.of("PUT", PROFILES + "/{uuid}", OtherDialect::editProfile),
                ThreatManagerRoute.of("DELETE", PROFILES + "/{uuid}", OtherDialect::deleteProfile),
                ThreatManagerRoute.of("GET", TENANTS, OtherDialect::syncs),
                ThreatManagerRoute.of("POST", TENANTS, OtherDialect::addSync),
                ThreatManagerRoute.of("PATCH", TENANTS + "/{uuid}", OtherDialect::editSync),
                ThreatManagerRoute.of("DELETE", TENANTS + "/{uuid}", OtherDialect::deleteSync),
                ThreatManagerRoute.of("POST", TENANTS + "/{uuid}/check", OtherDialect::test),
                ThreatManagerRoute.of("GET", TENANTS + "/{uuid}/runs", OtherDialect::history));
    }

    private static StandInAnswer signIn(ThreatManagerCall call) {
        JsonNode body = call.body("user", "pass", "code?");
        ThreatManagerAccounts.Page page = call.accounts()
                .signIn(
                        ThreatManagerCall.text(body, "user"),
                        ThreatManagerCall.text(body, "pass"),
                        Optional.ofNullable(body.get("code")).map(code -> ThreatManagerCall.text(body, "code")));
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("session")
                .put("jwt", page.codeDue() ? null : page.token())
                .put("next", page.codeDue() ? "code" : "done");
        StandInAnswer ok = StandInAnswer.json(200, answer.toString());
        return page.codeDue() ? ok.with("Set-Cookie", "login=" + page.token() + "; Path=/tm; HttpOnly") : ok;
    }

    private static StandInAnswer secondPage(ThreatManagerCall call) {
        JsonNode body = call.body("code");
        String token = call.request().header("Cookie").replaceFirst("^login=", "");
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("session")
                .put("jwt", call.accounts().enterCode(token, ThreatManagerCall.text(body, "code")))
                .put("next", "done");
        return StandInAnswer.json(200, answer.toString());
    }

    private static String uuid(long id) {
        return new UUID(0x4d2a_11c0_7f3e_4b1aL, 0x9000_0000_0000_0000L | id).toString();
    }

    public static long id(ThreatManagerCall call) {
        try {
            return UUID.fromString(call.parameter("uuid")).getLeastSignificantBits() & 0x0fff_ffff_ffff_ffffL;
        } catch (IllegalArgumentException e) {
            throw ThreatManagerRejection.missing("");
        }
    }

    private static StandInAnswer profiles(ThreatManagerCall call) {
        ArrayNode all = JSON.createArrayNode();
        for (ThreatManagerConsole.Profile each : call.console().profiles()) {
            ObjectNode json = all.addObject().put("uuid", uuid(each.id())).put("title", each.name());
            if (!each.description().isEmpty()) {
                json.put("comment", each.description());
            }
            each.credentials().stream().findFirst().ifPresent(login -> json.put("login", login.userName()));
        }
        return StandInAnswer.json(200, all.toString());
    }

    private static JsonNode profile(ThreatManagerCall call) {
        JsonNode body = call.body("title", "comment", "kind", "login", "secret");
        if (ThreatManagerCall.number(body, "kind") != ENTRA) {
            throw ThreatManagerRejection.invalid("kind: unknown");
        }
        return body;
    }

    private static StandInAnswer addProfile(ThreatManagerCall call) {
        JsonNode body = profile(call);
        String login = ThreatManagerCall.text(body, "login");
        String secret = ThreatManagerCall.text(body, "secret");
        ThreatManagerConsole.Profile added = call.console()
                .addProfile(ThreatManagerCall.text(body, "title"), ThreatManagerCall.text(body, "comment"));
        call.console().addCredential(added.id(), "Entra", login, secret);
        return StandInAnswer.empty(201).with("Location", PROFILES + "/" + uuid(added.id()));
    }

    private static StandInAnswer editProfile(ThreatManagerCall call) {
        JsonNode body = profile(call);
        ThreatManagerConsole.Profile old = call.console().profile(id(call));
        String login = ThreatManagerCall.text(body, "login");
        String secret = ThreatManagerCall.text(body, "secret");
        call.console()
                .editProfile(old.id(), ThreatManagerCall.text(body, "title"), ThreatManagerCall.text(body, "comment"));
        if (old.credentials().isEmpty()) {
            call.console().addCredential(old.id(), "Entra", login, secret);
        } else {
            call.console().editCredential(old.id(), old.credentials().get(0).id(), "Entra", login, secret);
        }
        return StandInAnswer.empty(200);
    }

    private static StandInAnswer deleteProfile(ThreatManagerCall call) {
        call.console().deleteProfile(id(call), true);
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer syncs(ThreatManagerCall call) {
        ArrayNode all = JSON.createArrayNode();
        for (ThreatManagerConsole.Sync each : call.console().syncs()) {
            all.addObject()
                    .put("uuid", uuid(each.id()))
                    .put("domain", each.tenant())
                    .put("cloud", CLOUDS.indexOf(each.cloud()))
                    .put("profile", call.console().profile(each.profileId()).name())
                    .put("active", each.enabled());
        }
        return StandInAnswer.json(200, all.toString());
    }

    private static long profileNamed(ThreatManagerCall call, JsonNode body) {
        String name = ThreatManagerCall.text(body, "profile");
        return call.console().profiles().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ThreatManagerRejection.invalid("profile: there is none named " + name))
                .id();
    }

    private static StandInAnswer addSync(ThreatManagerCall call) {
        JsonNode body = call.body("domain", "cloud", "profile", "active");
        long cloud = ThreatManagerCall.number(body, "cloud");
        if (cloud < 0 || cloud >= CLOUDS.size()) {
            throw ThreatManagerRejection.invalid("cloud: unknown");
        }
        call.console()
                .addSync(
                        ThreatManagerCall.text(body, "domain"),
                        CLOUDS.get((int) cloud),
                        profileNamed(call, body),
                        ThreatManagerCall.flag(body, "active"));
        return StandInAnswer.empty(201);
    }

    private static StandInAnswer editSync(ThreatManagerCall call) {
        if (!call.request().header("Content-Type").startsWith("application/merge-patch+json")) {
            throw new ThreatManagerRejection(415, "");
        }
        JsonNode body = call.body("profile", "active");
        ThreatManagerConsole.Sync old = call.console().sync(id(call));
        call.console()
                .editSync(
                        old.id(),
                        profileNamed(call, body),
                        ThreatManagerCall.flag(body, "active"),
                        old.runs().fullScanNext());
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer deleteSync(ThreatManagerCall call) {
        call.console().deleteSync(id(call));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer test(ThreatManagerCall call) {
        ThreatManagerConsole.Sync sync = call.console().sync(id(call));
        ThreatManagerConsole.Result result =
                call.console().testConnection(sync.tenant(), sync.cloud(), sync.profileId());
        return result.passed()
                ? StandInAnswer.empty(200)
                : StandInAnswer.text(422, "text/plain", result.message() + "\r\n");
    }

    private static StandInAnswer history(ThreatManagerCall call) {
        long id = id(call);
        List<ThreatManagerSyncRuns.Row> all = call.console().history(id);
        int from = call.query("from").map(Integer::parseInt).orElse(0);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode rows = page.putArray("rows");
        all.stream()
                .skip(from)
                .limit(PAGE)
                .forEach(row -> rows.addObject()
                        .put("class", row.type().toLowerCase(Locale.ROOT))
                        .put(
                                "from",
                                LocalDateTime.ofInstant(row.started(), ZoneOffset.UTC)
                                        .toString())
                        .put(
                                "to",
                                row.ended()
                                        .map(end -> LocalDateTime.ofInstant(end, ZoneOffset.UTC)
                                                .toString())
                                        .orElse("0001-01-01T00:00:00"))
                        .put("state", STATUSES.get(row.status())));
        page.put("next", from + PAGE < all.size() ? TENANTS + "/" + uuid(id) + "/runs?from=" + (from + PAGE) : null);
        return StandInAnswer.json(200, page.toString());
    }

    @Override
    public StandInAnswer rejected(ThreatManagerRejection rejection) {
        boolean says = rejection.status() == 400 || rejection.status() == 409;
        return says
                ? StandInAnswer.text(rejection.status(), "text/plain; charset=utf-8", rejection.getMessage())
                : StandInAnswer.empty(rejection.status());
    }

    @Override
    public ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts) {
        String appToken = request.header("X-App-Token");
        if (!appToken.isEmpty()) {
            return accounts.callerWithAppToken(appToken, route);
        }
        String header = request.header("Authorization");
        if (!header.startsWith("Bearer ")) {
            throw new ThreatManagerRejection(401, "");
        }
        return accounts.callerWithToken(header.substring("Bearer ".length()), route);
    }

    @Override
    public String document(List<ThreatManagerRoute> routes) {
        return DialectDocuments.swagger2(routes, BASE);
    }
}
