package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Like {@link RelativeDialect}, but the credentials of a profile are a list of their own. */
public final class ListedDialect implements ThreatManagerDialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILES = "/api/v1/CredentialProfile/Search";
    private static final String CREDENTIALS = "/api/v1/CredentialProfile/{id}/Credential";

    private final ThreatManagerDialect relative = new RelativeDialect();

    /** The API profile of the other dialect as one of this. */
    public static String apiProfile(String relative) {
        return relative.replaceFirst("\"place\": \"array\",\\s*\"items\": \"/credentials\"", "\"place\": \"listed\"")
                .replaceFirst(
                        "\"createProfile\": \\{",
                        "\"listCredentials\": {\"method\": \"GET\", \"path\":"
                                + " \"/api/v1/CredentialProfile/{profileId}/Credential\", \"expect\": [200], \"items\":"
                                + " \"\"},\n    \"createProfile\": {");
    }

    /** Whether a request asks for the credentials of a profile. */
    public static boolean asksForCredentials(StandInRequest request) {
        return request.method().equals("GET") && request.path().endsWith("/Credential");
    }

    @Override
    public String name() {
        return "listed";
    }

    @Override
    public List<ThreatManagerRoute> routes() {
        List<ThreatManagerRoute> routes = new ArrayList<>();
        for (ThreatManagerRoute each : relative.routes()) {
            routes.add(
                    each.line().equals("GET " + PROFILES)
                            ? ThreatManagerRoute.of(
                                    "GET",
                                    PROFILES,
                                    call -> withoutCredentials(each.handler().apply(call)))
                            : each);
        }
        routes.add(ThreatManagerRoute.of("GET", CREDENTIALS, ListedDialect::credentials));
        return routes;
    }

    private static StandInAnswer withoutCredentials(StandInAnswer page) {
        try {
            JsonNode json = JSON.readTree(new String(page.body(), StandardCharsets.UTF_8));
            json.path("data").forEach(profile -> ((ObjectNode) profile).remove("credentials"));
            return StandInAnswer.json(page.status(), json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StandInAnswer credentials(ThreatManagerCall call) {
        ArrayNode all = JSON.createArrayNode();
        call.console()
                .profile(call.number("id"))
                .credentials()
                .forEach(each -> all.addObject().put("id", each.id()).put("username", each.userName()));
        return StandInAnswer.json(200, all.toString());
    }

    @Override
    public StandInAnswer rejected(ThreatManagerRejection rejection) {
        return relative.rejected(rejection);
    }

    @Override
    public ThreatManagerAccounts.Caller caller(
            StandInRequest request, ThreatManagerRoute route, ThreatManagerAccounts accounts) {
        return relative.caller(request, route, accounts);
    }

    @Override
    public String document(List<ThreatManagerRoute> routes) {
        return DialectDocuments.openApi3(routes);
    }
}
