package io.jenkins.plugins.threatmanager.standin;

import static io.jenkins.plugins.threatmanager.standin.RelativeDialect.PROFILE;
import static io.jenkins.plugins.threatmanager.standin.RelativeDialect.SYNC;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects within objects, written as a whole: what a PUT leaves out at any depth is refused. A credential is part of
 * its profile, is edited if its identifier is sent with it, and otherwise replaced by a new one.
 */
public final class NestedDialect extends DialectVariation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREDENTIAL = PROFILE + "/{id}/Credential";

    public NestedDialect() {
        super(
                "nested",
                new RelativeDialect(),
                List.of(
                        "GET " + PROFILE + "/Search",
                        "POST " + PROFILE,
                        "PUT " + PROFILE + "/{id}",
                        "DELETE " + PROFILE + "/{id}",
                        "POST " + CREDENTIAL,
                        "PUT " + CREDENTIAL + "/{credential}",
                        "DELETE " + CREDENTIAL + "/{credential}",
                        "GET " + SYNC + "/Search",
                        "POST " + SYNC,
                        "PUT " + SYNC + "/{id}"),
                List.of(
                        ThreatManagerRoute.of("GET", PROFILE, NestedDialect::profiles),
                        ThreatManagerRoute.of("POST", PROFILE, NestedDialect::addProfile),
                        ThreatManagerRoute.of("PUT", PROFILE + "/{id}", NestedDialect::editProfile),
                        ThreatManagerRoute.of("DELETE", PROFILE + "/{id}", NestedDialect::deleteProfile),
                        ThreatManagerRoute.of("GET", SYNC, NestedDialect::syncs),
                        ThreatManagerRoute.of("POST", SYNC, NestedDialect::addSync),
                        ThreatManagerRoute.of("PUT", SYNC + "/{id}", NestedDialect::editSync)));
    }

    private static StandInAnswer profiles(ThreatManagerCall call) {
        ArrayNode all = JSON.createArrayNode();
        for (ThreatManagerConsole.Profile each : call.console().profiles()) {
            ObjectNode profile = all.addObject().put("id", each.id());
            profile.putObject("texts").put("name", each.name()).put("description", each.description());
            ArrayNode credentials =
                    profile.putObject("vault").put("kind", "local").putArray("credentials");
            each.credentials()
                    .forEach(known -> credentials
                            .addObject()
                            .put("id", known.id())
                            .put("platform", known.platform())
                            .put("username", known.userName())
                            .put("scope", "tenant"));
        }
        return StandInAnswer.json(200, all.toString());
    }

    private static StandInAnswer addProfile(ThreatManagerCall call) {
        JsonNode body = call.body("texts", "vault");
        ThreatManagerConsole.Profile added = call.console().addProfile(text(body, "name"), text(body, "description"));
        body.path("vault").path("credentials").forEach(each -> add(call, added.id(), each));
        return StandInAnswer.empty(201);
    }

    private static String text(JsonNode body, String name) {
        return ThreatManagerCall.text(body.path("texts"), name);
    }

    private static void add(ThreatManagerCall call, long profile, JsonNode credential) {
        call.console()
                .addCredential(
                        profile,
                        RelativeDialect.platform(credential),
                        ThreatManagerCall.text(credential, "username"),
                        ThreatManagerCall.text(credential, "password"));
    }

    private static StandInAnswer editProfile(ThreatManagerCall call) {
        JsonNode body = call.body("id", "texts", "vault");
        long id = call.number("id");
        if (!ThreatManagerCall.text(body.path("vault"), "kind").equals("local")) {
            throw ThreatManagerRejection.invalid("The kind of the vault can't be modified.");
        }
        call.console().editProfile(id, text(body, "name"), text(body, "description"));
        List<ThreatManagerConsole.Credential> gone =
                new ArrayList<>(call.console().profile(id).credentials());
        for (JsonNode each : body.path("vault").path("credentials")) {
            long credential = each.path("id").asLong(0);
            if (gone.removeIf(known -> known.id() == credential)) {
                ThreatManagerCall.text(each, "scope");
                call.console()
                        .editCredential(
                                id,
                                credential,
                                RelativeDialect.platform(each),
                                ThreatManagerCall.text(each, "username"),
                                ThreatManagerCall.text(each, "password"));
            } else {
                add(call, id, each);
            }
        }
        gone.forEach(known -> call.console().deleteCredential(id, known.id()));
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer deleteProfile(ThreatManagerCall call) {
        call.console().deleteProfile(call.number("id"), true);
        return StandInAnswer.empty(204);
    }

    private static StandInAnswer syncs(ThreatManagerCall call) {
        ArrayNode all = JSON.createArrayNode();
        for (ThreatManagerConsole.Sync each : call.console().syncs()) {
            ObjectNode sync = all.addObject().put("id", each.id());
            sync.putObject("directory")
                    .put("tenant", each.tenant())
                    .put("azureCloud", RelativeDialect.word(each.cloud()));
            ObjectNode settings = sync.putObject("settings");
            settings.putObject("login").put("profile", each.profileId()).put("kind", "secret");
            settings.putObject("schedule")
                    .put("enabled", each.enabled())
                    .put("fullScan", each.runs().fullScanNext());
        }
        return StandInAnswer.json(200, all.toString());
    }

    private static StandInAnswer addSync(ThreatManagerCall call) {
        JsonNode body = call.body("directory", "settings");
        JsonNode settings = body.path("settings");
        call.console()
                .addSync(
                        ThreatManagerCall.text(body.path("directory"), "tenant"),
                        RelativeDialect.cloud(body.path("directory")),
                        ThreatManagerCall.number(settings.path("login"), "profile"),
                        ThreatManagerCall.flag(settings.path("schedule"), "enabled"));
        return StandInAnswer.empty(201);
    }

    private static StandInAnswer editSync(ThreatManagerCall call) {
        JsonNode body = call.body("id", "directory", "settings");
        ThreatManagerConsole.Sync old = call.console().sync(call.number("id"));
        JsonNode settings = body.path("settings");
        if (!ThreatManagerCall.text(body.path("directory"), "tenant").equals(old.tenant())
                || !RelativeDialect.cloud(body.path("directory")).equals(old.cloud())
                || !ThreatManagerCall.text(settings.path("login"), "kind").equals("secret")) {
            throw ThreatManagerRejection.invalid("Only profile, enabled and full scan can be modified.");
        }
        call.console()
                .editSync(
                        old.id(),
                        ThreatManagerCall.number(settings.path("login"), "profile"),
                        ThreatManagerCall.flag(settings.path("schedule"), "enabled"),
                        ThreatManagerCall.flag(settings.path("schedule"), "fullScan"));
        return StandInAnswer.empty(204);
    }
}
