package io.jenkins.plugins.threatmanager.standin;

import static io.jenkins.plugins.threatmanager.standin.RelativeDialect.PROFILE;
import static io.jenkins.plugins.threatmanager.standin.RelativeDialect.SYNC;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** Its lists are queries by {@code POST} that say in their body which page is wanted: by offset, or by number. */
public final class QueryDialect extends DialectVariation {

    private static final int LARGEST_PAGE = 3;

    public QueryDialect() {
        super(
                "queries",
                new RelativeDialect(),
                List.of("GET " + PROFILE + "/Search", "GET " + SYNC + "/Search", "GET " + SYNC + "/{id}/History"),
                List.of(
                        ThreatManagerRoute.of("POST", PROFILE + "/Query", QueryDialect::profiles),
                        ThreatManagerRoute.of("POST", SYNC + "/Query", QueryDialect::syncs),
                        ThreatManagerRoute.of("POST", SYNC + "/{id}/History/Query", QueryDialect::history)));
    }

    private static StandInAnswer profiles(ThreatManagerCall call) {
        return byOffset(call, call.console().profiles(), RelativeDialect::json);
    }

    private static StandInAnswer syncs(ThreatManagerCall call) {
        return byOffset(call, call.console().syncs(), each -> RelativeDialect.json(call, each));
    }

    private static <T> StandInAnswer byOffset(ThreatManagerCall call, List<T> all, Function<T, JsonNode> json) {
        JsonNode range = call.body("filter", "range").path("range");
        return page(all, ThreatManagerCall.number(range, "offset"), ThreatManagerCall.number(range, "limit"), json);
    }

    private static StandInAnswer history(ThreatManagerCall call) {
        JsonNode body = call.body("pageNumber", "pageSize");
        long size = ThreatManagerCall.number(body, "pageSize");
        return page(
                call.console().history(call.number("id")),
                (ThreatManagerCall.number(body, "pageNumber") - 1) * size,
                size,
                RelativeDialect::json);
    }

    private static <T> StandInAnswer page(List<T> all, long skip, long take, Function<T, JsonNode> json) {
        if (skip < 0 || take < 1 || take > LARGEST_PAGE) {
            throw ThreatManagerRejection.invalid("The page is out of range.");
        }
        return RelativeDialect.page(all, (int) skip, (int) take, json);
    }
}
