package io.jenkins.plugins.threatmanager.standin;

import static io.jenkins.plugins.threatmanager.standin.OtherDialect.BASE;
import static io.jenkins.plugins.threatmanager.standin.OtherDialect.TENANTS;

import java.util.List;

/** The check of a sync answers with nothing but where its result is going to be; a failed one is an error there. */
public final class LocationDialect extends DialectVariation {

    private static final String CHECKS = BASE + "/checks";

    public LocationDialect() {
        this(new PendingTests());
    }

    private LocationDialect(PendingTests checks) {
        super(
                "location",
                new OtherDialect(),
                List.of("POST " + TENANTS + "/{uuid}/check"),
                List.of(
                        ThreatManagerRoute.of("POST", TENANTS + "/{uuid}/check", call -> begin(call, checks)),
                        ThreatManagerRoute.of("GET", CHECKS + "/{check}", call -> state(call, checks))));
    }

    private static StandInAnswer begin(ThreatManagerCall call, PendingTests checks) {
        ThreatManagerConsole.Sync sync = call.console().sync(OtherDialect.id(call));
        long id = checks.begin(call.console().testConnection(sync.tenant(), sync.cloud(), sync.profileId()));
        return StandInAnswer.empty(202).with("Location", CHECKS + "/check%20" + id + "?verbose=1");
    }

    private static StandInAnswer state(ThreatManagerCall call, PendingTests checks) {
        long id = Long.parseLong(call.parameter("check").replaceFirst("^check ", ""));
        return checks.state(id)
                .result()
                .map(result -> result.passed()
                        ? StandInAnswer.json(200, "{\"done\": true}")
                        : StandInAnswer.text(422, "text/plain", result.message()))
                .orElseGet(() -> StandInAnswer.json(200, "{\"done\": false}"));
    }
}
