package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What every Graph request passes: throttling, the bearer token, and the wording of refusals. */
final class GraphFrontDoor {

    private static final String REQUEST_ID = "request-id";

    private final EntraStandIn entra;
    private final EntraTokens tokens;
    private final Clock clock;
    private final EntraBehaviour behaviour;
    private final AtomicInteger exchanges;
    private final GraphRoutes routes;

    GraphFrontDoor(
            EntraStandIn entra, EntraTokens tokens, Clock clock, EntraBehaviour behaviour, AtomicInteger exchanges) {
        this.entra = entra;
        this.tokens = tokens;
        this.clock = clock;
        this.behaviour = behaviour;
        this.exchanges = exchanges;
        routes = new GraphRoutes(behaviour);
    }

    /** A request that came over HTTP; the answer has the name by which Graph's own log knows it. */
    StandInAnswer answer(StandInRequest request) {
        StandInAnswer answer = answerTo(request);
        return answer.headers().containsKey(REQUEST_ID)
                ? answer
                : answer.with(REQUEST_ID, UUID.randomUUID().toString());
    }

    private StandInAnswer answerTo(StandInRequest request) {
        Optional<String> throttled = behaviour.throttles(request, false);
        if (throttled.isPresent()) {
            return throttled(request, throttled.get());
        }
        Optional<GraphCaller> caller = caller(request);
        if (caller.isEmpty()) {
            exchanges.incrementAndGet();
            return refused(
                    request,
                    new GraphRefusal(401, "InvalidAuthenticationToken", "Access token is empty or not valid."));
        }
        if (request.line().equals("POST /v1.0/$batch")) {
            try {
                return GraphBatchEndpoint.answer(request, item -> item(item, caller.get()));
            } catch (GraphRefusal e) {
                return refused(request, e);
            }
        }
        return served(request, caller.get());
    }

    /** One item of a batch. */
    private StandInAnswer item(StandInRequest request, GraphCaller caller) {
        Optional<String> throttled = behaviour.throttles(request, true);
        if (throttled.isPresent()) {
            exchanges.incrementAndGet();
            return throttled(request, throttled.get());
        }
        Fault fault = behaviour.itemFault(request).orElse(null);
        if (fault instanceof Fault.Refused refused) {
            exchanges.incrementAndGet();
            return refused.answer();
        }
        if (fault instanceof Fault.RequestLost) {
            exchanges.incrementAndGet();
            return timedOut(request);
        }
        StandInAnswer answer = served(request, caller);
        if (fault instanceof Fault.DoneButRefused refused) {
            return refused.answer();
        }
        return fault instanceof Fault.ResponseLost ? timedOut(request) : answer;
    }

    private StandInAnswer served(StandInRequest request, GraphCaller caller) {
        exchanges.incrementAndGet();
        try {
            return routes.answer(request, caller);
        } catch (GraphRefusal e) {
            return refused(request, e);
        }
    }

    private Optional<GraphCaller> caller(StandInRequest request) {
        String header = request.header("Authorization");
        return header.startsWith("Bearer ") ? tokens.caller(header.substring(7), entra) : Optional.empty();
    }

    private StandInAnswer refused(StandInRequest request, GraphRefusal refusal) {
        ObjectNode body = refusal.body(request, clock.instant().toString());
        return StandInAnswer.json(refusal.status, body.toString())
                .with(REQUEST_ID, body.at("/error/innerError/" + REQUEST_ID).asText());
    }

    private StandInAnswer throttled(StandInRequest request, String retryAfter) {
        StandInAnswer answer = refused(
                request,
                new GraphRefusal(429, "TooManyRequests", "Too many requests. Please wait and try again later."));
        return retryAfter.isEmpty() ? answer : answer.with("Retry-After", retryAfter);
    }

    private StandInAnswer timedOut(StandInRequest request) {
        return refused(request, new GraphRefusal(504, "GatewayTimeout", "The upstream server did not respond."));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
