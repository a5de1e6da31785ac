package io.jenkins.plugins.threatmanager.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.remote.Operation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists to their end, in whatever pages the server gives them. */
final class ServerLists {

    /** Rows after which a list that comes newest first is left: nobody looks further back. */
    private static final int ENOUGH = 500;

    private static final int MOST_PAGES = 1_000;

    private final ServerCalls calls;

    ServerLists(ServerCalls calls) {
        this.calls = calls;
    }

    /**
     * @param what what the items are called in messages, for example {@code Credential Profile}
     * @return all items, in the server's order
     */
    List<AnswerReader> read(ApiOperation operation, String what, Values values, Operation run)
            throws InterruptedException {
        ApiProfile profile = calls.settings().profile();
        ApiShapes.Listing listing = profile.listings().get(operation);
        String first = Template.target(profile.operations().get(operation), values);
        List<AnswerReader> all = new ArrayList<>();
        Optional<String> target = Optional.of(firstPage(first, listing));
        JsonNode before = null;
        for (int pages = 1; target.isPresent(); pages++) {
            Optional<JsonNode> body =
                    PagedBody.of(profile.operations().get(operation), listing, values, pages, all.size());
            JsonNode answer = calls.read(operation, target.get(), body, run);
            List<AnswerReader> page = new AnswerReader(what + " list", answer, calls.errors()).items(listing.items());
            JsonNode items = answer.at(listing.items());
            if (pages > MOST_PAGES || !page.isEmpty() && items.equals(before)) {
                throw ServerProblem.UNEXPECTED_ANSWER.failure("Cannot " + operation.purpose()
                        + ": the server gives the same page again and again; its paging is not what the API profile"
                        + " says.");
            }
            before = items;
            page.forEach(each -> all.add(new AnswerReader(what, each.json(), calls.errors())));
            target = listing.newestFirst() && all.size() >= ENOUGH
                    ? Optional.empty()
                    : nextPage(first, target.get(), listing, answer, page.size(), all.size(), pages);
        }
        return all;
    }

    private static String firstPage(String target, ApiShapes.Listing listing) {
        if (listing.paging().filter(paging -> !paging.inBody()).isEmpty()) {
            return target;
        }
        ApiShapes.Paging paging = listing.paging().get();
        if (paging instanceof ApiShapes.Paging.SkipTake by) {
            return with(target, by.skip(), 0, by.take(), by.size());
        }
        return paging instanceof ApiShapes.Paging.Pages by
                ? with(target, by.page(), by.first(), by.pageSize(), by.size())
                : target;
    }

    private Optional<String> nextPage(
            String first,
            String current,
            ApiShapes.Listing listing,
            JsonNode answer,
            int onPage,
            int soFar,
            int pages) {
        if (listing.paging().isEmpty()) {
            return Optional.empty();
        }
        ApiShapes.Paging paging = listing.paging().get();
        AnswerReader reader = new AnswerReader("list", answer, calls.errors());
        if (paging instanceof ApiShapes.Paging.Next by) {
            String next = reader.textIfAny(by.next());
            return next.isEmpty() ? Optional.empty() : Optional.of(onThisServer(current, next));
        }
        if (paging instanceof ApiShapes.Paging.SkipTake by) {
            return more(by.total().map(reader::number), onPage, soFar)
                    ? Optional.of(by.inBody() ? first : with(first, by.skip(), soFar, by.take(), by.size()))
                    : Optional.empty();
        }
        ApiShapes.Paging.Pages by = (ApiShapes.Paging.Pages) paging;
        return more(by.total().map(reader::number), onPage, soFar)
                ? Optional.of(
                        by.inBody() ? first : with(first, by.page(), by.first() + pages, by.pageSize(), by.size()))
                : Optional.empty();
    }

    /**
     * A short page is no sign of the end, as a server may give fewer than it was asked for: only the total is, or an
     * empty page. An item overlooked would be added a second time.
     */
    private static boolean more(Optional<Long> total, int onPage, int soFar) {
        return onPage > 0 && total.map(all -> soFar < all).orElse(true);
    }

    private static String with(String target, String name, int value, String otherName, int otherValue) {
        return target + (target.contains("?") ? "&" : "?") + Template.encoded(name) + "=" + value + "&"
                + Template.encoded(otherName) + "=" + otherValue;
    }

    private String onThisServer(String current, String next) {
        String server = calls.settings().url().toString();
        try {
            String resolved = URI.create(server + current).resolve(next).toString();
            if (resolved.startsWith(server + "/")) {
                return resolved.substring(server.length());
            }
        } catch (IllegalArgumentException e) {
            // not a URL: the same answer as for a foreign one
        }
        throw ServerProblem.UNEXPECTED_ANSWER.failure("The server's next page is at \""
                + calls.errors().clean(next) + "\", which is not on " + server + "; the login is not sent there.");
    }
}
