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
 * The REST interface that Threat Manager would have if it were like its nearest documented relative, Privilege Secure:
 * numeric ids, wrapped and paged lists, ProblemDetails, credentials beside their profile.
 */
public final class RelativeDialect implements ThreatManagerDialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String PROFILE = "/api/v1/CredentialProfile";
    static final String SYNC = "/api/v1/EntraIdSync";
    static final int LARGEST_PAGE = 100;
    private static final Map<String, String> CLOUDS = Map.of(
            "AzurePublic", "GLOBAL",
            "AzureUsGovernment", "US_GOV_L4",
            "AzureUsGovernmentDod", "US_GOV_L5",
            "AzureChina", "CHINA");
    static final Map<ThreatManagerSyncRuns.Status, String> STATUSES = Map.of(
            ThreatManagerSyncRuns.Status.RUNNING, "Running",
            ThreatManagerSyncRuns.Status.COMPLETE, "Complete",
            ThreatManagerSyncRuns.Status.FAILED, "Failed");

    @Override
    public String name() {
        return "relative";
    }

    @Override
    public boolean hasConsole() {
        return true;
    }

    @Override
    public List<ThreatManagerRoute> routes() {
        return List.of(
                ThreatManagerRoute.open("POST", "/signinBody", RelativeDialect::signIn),
                ThreatManagerRoute.open("POST", "/signin2fa", RelativeDialect::secondPage),
                ThreatManagerRoute.of("GET", "/api/v1/User/Current", RelativeDialect::currentUser),
                ThreatManagerRoute.of("GET", PROFILE + "/Search", RelativeDialect::profiles),
                ThreatManagerRoute.of("POST", PROFILE, RelativeDialect::addProfile),
                ThreatManagerRoute.of("PUT", PROFILE + "/{id}", RelativeDialect::editProfile),
                ThreatManagerRoute.of("DELETE", PROFILE + "/{id}", RelativeDialect::deleteProfile),
                ThreatManagerRoute.of("POST", PROFILE + "/{id}/Credential", RelativeDialect::addCredential),
                ThreatManagerRoute.of(
                        "PUT", PROFILE + "/{id}/Credential/{credential}", RelativeDialect::editCredential),
                ThreatManagerRoute.of(
                        "DELETE", PROFILE + "/{id}/Credential/{credential}", RelativeDialect::deleteCredential),
                ThreatManagerRoute.of("GET", SYNC + "/Search", RelativeDialect::syncs),
                ThreatManagerRoute.of("POST", SYNC, RelativeDialect::addSync),
                ThreatManagerRoute.of("POST", SYNC + "/TestConnection", RelativeDialect::test),
                ThreatManagerRoute.of("PUT", SYNC + "/{id}", RelativeDialect::editSync),
                ThreatManagerRoute.of("DELETE", SYNC + "/{id}", RelativeDialect::deleteSync),
                ThreatManagerRoute.of("GET", SYNC + "/{id}/History", RelativeDialect::history));
    }

    private static StandInAnswer signIn(ThreatManagerCall call) {
        JsonNode body = call.body("Login", "Password", "Otp?");
        Optional<String> code = body.has("Otp") ? Optional.of(ThreatManagerCall.text(body, "Otp")) : Optional.empty();
        return string(call.accounts()
                .signIn(ThreatManagerCall.text(body, "Login"), ThreatManagerCall.text(body, "Password"), code)
                .token());
    }

    private static StandInAnswer secondPage(ThreatManagerCall call) {
        JsonNode code = call.body();
        if (!code.isTextual()) {
            throw ThreatManagerRejection.invalid("The JSON value could not be converted to System.String.");
        }
        return string(call.accounts().enterCode(call.bearer(), code.textValue()));
    }

    private static StandInAnswer currentUser(ThreatManagerCall call) {
        ObjectNode user = JSON.createObjectNode().put("name", call.caller().name());
        user.putArray("roles").add(call.caller().role());
        return ok(user);
    }

    private static StandInAnswer profiles(ThreatManagerCall call) {
        return page(call, call.console().profiles(), RelativeDialect::json);
    }

    static JsonNode json(ThreatManagerConsole.Profile profile) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", profile.id())
                .put("name", profile.name())
                .put("description", profile.description());
        ArrayNode credentials = json.putArray("credentials");
        profile.credentials()
                .forEach(each -> credentials
                        .addObject()
                        .put("id", each.id())
                        .put("platform", each.platform())
                        .put("username", each.userName()));
        return json;
    }

    private static StandInAnswer addProfile(ThreatManagerCall call) {
        JsonNode body = call.body("name", "description?");
        return ok(json(call.console().addProfile(ThreatManagerCall.text(body, "name"), description(body))));
    }

    private static String description(JsonNode body) {
        return body.has("description") ? ThreatManagerCall.text(body, "description") : "";
    }

    private static StandInAnswer editProfile(ThreatManagerCall call) {
        JsonNode body = call.body("id", "name", "description?");
        sameId(call, body, "id");
        call.console().editProfile(call.number("id"), ThreatManagerCall.text(body, "name"), description(body));
        return StandInAnswer.empty(204);
    }

    private static void sameId(ThreatManagerCall call, JsonNode body, String parameter) {
        if (ThreatManagerCall.number(body, "id") != call.number(parameter)) {
            throw ThreatManagerRejection.invalid("The id of the body is not that of the path.");
        }
    }

    private static StandInAnswer deleteProfile(ThreatManagerCall call) {
        call.console().deleteProfile(call.number("id"), false);
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer addCredential(ThreatManagerCall call) {
        JsonNode body = call.body("platform", "username", "password");
        long id = call.console()
                .addCredential(
                        call.number("id"),
                        platform(body),
                        ThreatManagerCall.text(body, "username"),
                        ThreatManagerCall.text(body, "password"))
                .id();
        return ok(JSON.createObjectNode().put("id", id));
    }

    static String platform(JsonNode body) {
        String platform = ThreatManagerCall.text(body, "platform");
        if (!List.of("AzureAD", "SQL", "Windows").contains(platform)) {
            throw ThreatManagerRejection.invalid("The platform '" + platform + "' is not known.");
        }
        return platform;
    }

    private static StandInAnswer editCredential(ThreatManagerCall call) {
        JsonNode body = call.body("id", "platform", "username", "password");
        sameId(call, body, "credential");
        call.console()
                .editCredential(
                        call.number("id"),
                        call.number("credential"),
                        platform(body),
                        ThreatManagerCall.text(body, "username"),
                        ThreatManagerCall.text(body, "password"));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer deleteCredential(ThreatManagerCall call) {
        call.console().deleteCredential(call.number("id"), call.number("credential"));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer syncs(ThreatManagerCall call) {
        return page(call, call.console().syncs(), each -> json(call, each));
    }

    static JsonNode json(ThreatManagerCall call, ThreatManagerConsole.Sync sync) {
        String last = call.console().history(sync.id()).stream()
                .map(each -> STATUSES.get(each.status()))
                .findFirst()
                .orElse(null);
        return JSON.createObjectNode()
                .put("id", sync.id())
                .put("tenant", sync.tenant())
                .put("azureCloud", word(sync.cloud()))
                .put("credentialProfileId", sync.profileId())
                .put("enabled", sync.enabled())
                .put("fullScan", sync.runs().fullScanNext())
                .put("lastSyncStatus", last);
    }

    static String word(String cloud) {
        return CLOUDS.entrySet().stream()
                .filter(each -> each.getValue().equals(cloud))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    public static String cloud(JsonNode body) {
        String word = ThreatManagerCall.text(body, "azureCloud");
        if (!CLOUDS.containsKey(word)) {
            throw ThreatManagerRejection.invalid("The Azure cloud '" + word + "' is not known.");
        }
        return CLOUDS.get(word);
    }

    private static StandInAnswer addSync(ThreatManagerCall call) {
        JsonNode body = call.body("tenant", "azureCloud", "credentialProfileId", "enabled");
        return ok(json(
                call,
                call.console()
                        .addSync(
                                ThreatManagerCall.text(body, "tenant"),
                                cloud(body),
                                ThreatManagerCall.number(body, "credentialProfileId"),
                                ThreatManagerCall.flag(body, "enabled"))));
    }

    /** Replaces the whole, as PUT does: what is left out is an error, what is immutable must be what it was. */
    private static StandInAnswer editSync(ThreatManagerCall call) {
        JsonNode body = call.body(
                "id", "tenant", "azureCloud", "credentialProfileId", "enabled", "fullScan", "lastSyncStatus?");
        sameId(call, body, "id");
        ThreatManagerConsole.Sync old = call.console().sync(call.number("id"));
        if (!ThreatManagerCall.text(body, "tenant").equals(old.tenant())
                || !cloud(body).equals(old.cloud())) {
            throw ThreatManagerRejection.invalid("The Tenant and Azure Cloud fields can't be modified.");
        }
        call.console()
                .editSync(
                        old.id(),
                        ThreatManagerCall.number(body, "credentialProfileId"),
                        ThreatManagerCall.flag(body, "enabled"),
                        ThreatManagerCall.flag(body, "fullScan"));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer deleteSync(ThreatManagerCall call) {
        call.console().deleteSync(call.number("id"));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer test(ThreatManagerCall call) {
        JsonNode body = call.body("tenant", "azureCloud", "credentialProfileId");
        ThreatManagerConsole.Result result = call.console()
                .testConnection(
                        ThreatManagerCall.text(body, "tenant"),
                        cloud(body),
                        ThreatManagerCall.number(body, "credentialProfileId"));
        return ok(JSON.createObjectNode()
                .put("success", result.passed())
                .put("errorMessage", result.passed() ? null : result.message()));
    }

    private static StandInAnswer history(ThreatManagerCall call) {
        return page(call, call.console().history(call.number("id")), RelativeDialect::json);
    }

    static JsonNode json(ThreatManagerSyncRuns.Row row) {
        return JSON.createObjectNode()
                .put("type", row.type())
                .put("startTime", row.started().toString())
                .put("endTime", row.ended().map(Object::toString).orElse(null))
                .put("totalObjects", row.totalObjects())
                .put("fullScan", row.fullScan())
                .put("status", STATUSES.get(row.status()));
    }

    private static <T> StandInAnswer page(ThreatManagerCall call, List<T> all, Function<T, JsonNode> json) {
        int skip = call.query("skip").map(Integer::parseInt).orElse(0);
        int take = Math.min(call.query("take").map(Integer::parseInt).orElse(10), LARGEST_PAGE);
        return page(all, skip, take, json);
    }

    static <T> StandInAnswer page(List<T> all, int skip, int take, Function<T, JsonNode> json) {
        ObjectNode page = JSON.createObjectNode()
                .put("draw", 0)
                .put("recordsTotal", all.size())
                .put("recordsFiltered", all.size());
        ArrayNode data = page.putArray("data");
        all.stream().skip(skip).limit(take).map(json).forEach(data::add);
        return ok(page);
    }

    static StandInAnswer ok(JsonNode json) {
        return StandInAnswer.json(200, json.toString());
    }

    private static StandInAnswer string(String text) {
        return ok(JSON.getNodeFactory().textNode(text));
    }

    @Override
    public StandInAnswer rejected(ThreatManagerRejection rejection) {
        return DialectDocuments.problem(rejection);
    }

    @Override
    public ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts) {
        String header = request.header("Authorization");
        if (!header.startsWith("Bearer ")) {
            throw new ThreatManagerRejection(401, "");
        }
        return accounts.callerWithToken(header.substring("Bearer ".length()), route);
    }

    @Override
    public String document(List<ThreatManagerRoute> routes) {
        return DialectDocuments.openApi3(routes);
    }
}
