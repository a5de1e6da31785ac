package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how an API profile learns the verdict of Test Connection: from its answer, or from {@code testResult}. */
final class ApiTestReader {

    private static final int ACCEPTED = 202;
    private static final Duration EVERY = Duration.ofSeconds(2);

    private ApiTestReader() {}

    /**
     * @param test the operation {@code testConnection}
     * @param result the operation {@code testResult}; empty if there is none
     */
    static ApiShapes.Test read(LocatedJson test, Optional<LocatedJson> result) {
        Set<Integer> failed = failedStatuses(test);
        if (result.isPresent()) {
            for (String elsewhere : List.of("verdict", "message")) {
                test.optional(elsewhere).ifPresent(each -> {
                    throw each.wrong("belongs to testResult, which says how the test ended");
                });
            }
            ApiShapes.TestId id = testId(test.optional("testId")
                    .orElseThrow(() -> test.wrong("property testId is missing: where the answer has the identifier by"
                            + " which testResult asks for the result")));
            return new ApiShapes.Test(
                    failed, Optional.empty(), Optional.empty(), Optional.of(result(result.get(), id)));
        }
        test.optional("testId").ifPresent(each -> {
            throw each.wrong("needs operation testResult, which says how the test ended");
        });
        Optional<ApiShapes.Verdict> verdict =
                test.optional("verdict").map(each -> verdict(each, List.of("pointer", "passed", "failed")));
        if (verdict.isEmpty() && accepts(test)) {
            throw test.member("expect")
                    .wrong("HTTP 202 says that the test was accepted, not that it passed; add operation testResult, or"
                            + " a verdict");
        }
        if (failed.isEmpty() && verdict.isEmpty()) {
            throw test.wrong("must have failedStatuses or verdict: how a failed connection test shows");
        }
        return new ApiShapes.Test(failed, verdict, message(test), Optional.empty());
    }

    private static boolean accepts(LocatedJson test) {
        return test.member("expect").items().stream()
                .anyMatch(each -> each.node().asInt() == ACCEPTED);
    }

    private static ApiShapes.TestId testId(LocatedJson json) {
        json.allow(List.of("pointer", "header", "type"));
        if (json.optional("pointer").isPresent() == json.optional("header").isPresent()) {
            throw json.wrong("must have either pointer or header: where the identifier is");
        }
        json.optional("header")
                .filter(header -> !header.text().equalsIgnoreCase("Location"))
                .ifPresent(header -> {
                    throw header.wrong("must be Location; the identifier is the last part of its path");
                });
        return new ApiShapes.TestId(
                json.optional("pointer").map(LocatedJson::jsonPointer), ApiProfileReader.idType(json.member("type")));
    }

    private static ApiShapes.Result result(LocatedJson json, ApiShapes.TestId id) {
        LocatedJson verdict = json.member("verdict");
        return new ApiShapes.Result(
                id,
                failedStatuses(json),
                verdict(verdict, List.of("pointer", "pending", "passed", "failed")),
                ApiOperationsReader.values(verdict.member("pending")),
                message(json),
                json.optional("every")
                        .map(each -> Duration.ofSeconds(each.number(1, 60)))
                        .orElse(EVERY));
    }

    private static ApiShapes.Verdict verdict(LocatedJson json, List<String> members) {
        json.allow(members);
        Set<JsonNode> seen = new HashSet<>();
        for (String member : members.subList(1, members.size())) {
            for (LocatedJson value : json.member(member).items()) {
                if (!seen.add(value.node())) {
                    throw value.wrong("the value " + value.node() + " is there already");
                }
            }
        }
        return new ApiShapes.Verdict(
                json.member("pointer").jsonPointer(),
                ApiOperationsReader.values(json.member("passed")),
                ApiOperationsReader.values(json.member("failed")));
    }

    private static Set<Integer> failedStatuses(LocatedJson json) {
        return json.optional("failedStatuses")
                .map(each -> ApiOperationsReader.statuses(each, 400, 599))
                .orElse(Set.of());
    }

    private static Optional<JsonPointer> message(LocatedJson json) {
        return json.optional("message").map(LocatedJson::jsonPointer);
    }
}
