package io.jenkins.plugins.threatmanager.server.apiprofile;

import java.util.List;
import java.util.Optional;

/** Reads how the answer of a list is read, and how its pages are asked for. */
final class ApiListingReader {

    private ApiListingReader() {}

    /** @param json the whole operation */
    static ApiShapes.Listing read(LocatedJson json) {
        return new ApiShapes.Listing(
                json.member("items").jsonPointer(),
                json.optional("paging").map(paging -> paging(json, paging)),
                json.optional("newestFirst").map(LocatedJson::flag).orElse(false));
    }

    private static ApiShapes.Paging paging(LocatedJson operation, LocatedJson json) {
        json.allow(List.of("by", "in", "skip", "take", "page", "pageSize", "size", "first", "total", "next"));
        boolean inBody =
                json.optional("in").map(each -> inBody(operation, each)).orElse(false);
        return switch (json.member("by").text()) {
            case "skipTake" -> {
                json.allow(List.of("by", "in", "skip", "take", "size", "total"));
                yield new ApiShapes.Paging.SkipTake(
                        parameter(json.member("skip"), inBody),
                        parameter(json.member("take"), inBody),
                        json.member("size").number(1, 10_000),
                        json.optional("total").map(LocatedJson::jsonPointer),
                        inBody);
            }
            case "page" -> {
                json.allow(List.of("by", "in", "page", "pageSize", "size", "first", "total"));
                yield new ApiShapes.Paging.Pages(
                        parameter(json.member("page"), inBody),
                        parameter(json.member("pageSize"), inBody),
                        json.member("size").number(1, 10_000),
                        json.member("first").number(0, 1),
                        json.optional("total").map(LocatedJson::jsonPointer),
                        inBody);
            }
            case "next" -> {
                json.allow(List.of("by", "next"));
                yield new ApiShapes.Paging.Next(json.member("next").jsonPointer());
            }
            default -> throw json.member("by").wrong("must be skipTake, page or next");
        };
    }

    private static boolean inBody(LocatedJson operation, LocatedJson json) {
        switch (json.text()) {
            case "query":
                return false;
            case "body":
                if (operation.member("method").text().equals("GET")) {
                    throw json.wrong("a GET request has no body");
                }
                Optional<LocatedJson> body = operation.optional("body");
                if (body.isPresent() && !body.get().node().isObject()) {
                    throw json.wrong("needs a body that is an object, or none, to put the page into");
                }
                return true;
            default:
                throw json.wrong("must be query or body");
        }
    }

    private static String parameter(LocatedJson json, boolean inBody) {
        if (!inBody) {
            return json.word();
        }
        if (!json.text().matches("(/[^~/]+)+")) {
            throw json.wrong("must say where in the body it is, for example /skip or /page/number");
        }
        return json.text();
    }
}
