package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads lists to their end, in whatever pages the server gives them. */
final class ServerLists {

    /** Rows after which a list that comes newest first is left: older rows do not matter. */
    private static final int ENOUGH = 500;

    private static final int MOST_PAGES = 1_000;

    /** Pages in a row without anything new, after which the paging is not what the API profile says. */
    private static final int MOST_KNOWN_PAGES = 3;

    private static final int MOST_READINGS = 3;

    private final ApiClient calls;

    ServerLists(ApiClient calls) {
        this.calls = calls;
    }

    /** Identifies an item that comes on two pages, because another was added while they were read. */
    @FunctionalInterface
    interface Key {
        String of(AnswerReader item);
    }

    /** Whether the rows read so far, in the server's order, are enough. */
    @FunctionalInterface
    interface Enough {
        boolean isIn(List<AnswerReader> items);
    }

    /**
     * Reads all of a list. One from which something was removed meanwhile is read again, as the pages after it have
     * moved up, and an item overlooked would be added a second time.
     *
     * @param what what the items are called in messages, for example {@code Credential Profile}
     * @return all items, each once, in the server's order
     */
    List<AnswerReader> read(ApiOperation operation, String what, TemplateValues values, Key key, OperationContext run)
            throws InterruptedException {
        for (int readings = 1; ; readings++) {
            Reading reading = new Reading(operation, what, values, key);
            reading.read(items -> false, run);
            if (!reading.hasShrunk) {
                return reading.items();
            }
            if (readings == MOST_READINGS) {
                throw ServerProblem.UNEXPECTED_ANSWER.failure("Cannot " + operation.purpose() + ": each of the "
                        + readings + " times that the list was read, it had fewer items at the end than at the"
                        + " beginning.");
            }
        }
    }

    /** The same, but no further than is needed. */
    List<AnswerReader> readUntil(
            ApiOperation operation, String what, TemplateValues values, Key key, Enough enough, OperationContext run)
            throws InterruptedException {
        Reading reading = new Reading(operation, what, values, key);
        reading.read(enough, run);
        return reading.items();
    }

    /** One reading, page by page. */
    private final class Reading {

        private final ApiOperation operation;
        private final String what;
        private final TemplateValues values;
        private final Key key;
        private final ApiAction.Listing listing;
        private final Map<String, AnswerReader> items = new LinkedHashMap<>();
        private long total;
        private boolean hasShrunk;

        Reading(ApiOperation operation, String what, TemplateValues values, Key key) {
            this.operation = operation;
            this.what = what;
            this.values = values;
            this.key = key;
            this.listing = calls.settings().profile().listing(operation);
        }

        List<AnswerReader> items() {
            return List.copyOf(items.values());
        }

        void read(Enough enough, OperationContext run) throws InterruptedException {
            calls.beginList(run);
            String first = Template.target(listing.call(), values);
            Optional<String> target = Optional.of(firstPage(first, listing));
            int given = 0;
            int known = 0;
            for (int pages = 1; target.isPresent(); pages++) {
                Optional<JsonNode> body = PagedBody.of(listing, values, pages, given);
                JsonNode answer =
                        calls.readList(operation, target.get(), body, run).orElse(null);
                if (answer == null) {
                    return;
                }
                List<AnswerReader> page = page(new AnswerReader(what + " list", answer, calls.errors()));
                known = page.isEmpty() || add(page) ? 0 : known + 1;
                if (pages > MOST_PAGES || known == MOST_KNOWN_PAGES) {
                    throw ServerProblem.UNEXPECTED_ANSWER.failure("Cannot " + operation.purpose()
                            + ": the server gives the same page again and again; its paging is not what the API"
                            + " profile says.");
                }
                given += page.size();
                note(answer);
                boolean isEnough = listing.isNewestFirst() && items.size() >= ENOUGH || enough.isIn(items());
                target = isEnough
                        ? Optional.empty()
                        : nextPage(first, target.get(), listing, answer, page.size(), given, pages);
            }
        }

        /** An empty one may be null; left out, it is empty only if the total says so as well. */
        private List<AnswerReader> page(AnswerReader answer) {
            boolean leftOut = answer.json().at(listing.items()).isMissingNode();
            boolean none = leftOut
                    && total(listing)
                            .filter(total -> !answer.json().at(total).isMissingNode())
                            .filter(total -> answer.number(total) == 0)
                            .isPresent();
            return none ? List.of() : answer.itemsIfAny(listing.items());
        }

        /** @return whether any of them is new; of one that comes again the later state counts */
        private boolean add(List<AnswerReader> page) {
            int before = items.size();
            for (AnswerReader each : page) {
                AnswerReader item = new AnswerReader(what, each.json(), calls.errors());
                items.put(key.of(item), item);
            }
            return items.size() > before;
        }

        private void note(JsonNode answer) {
            long now = total(listing)
                    .filter(pointer ->
                            !answer.at(pointer).isNull() && !answer.at(pointer).isMissingNode())
                    .map(new AnswerReader("list", answer, calls.errors())::number)
                    .orElse(total);
            hasShrunk |= now < total;
            total = now;
        }
    }

    private static Optional<JsonPointer> total(ApiAction.Listing listing) {
        return listing.paging().flatMap(paging -> {
            if (paging instanceof ApiShapes.Paging.SkipTake by) {
                return by.total();
            }
            return paging instanceof ApiShapes.Paging.Pages by ? by.total() : Optional.empty();
        });
    }

    private static String firstPage(String target, ApiAction.Listing listing) {
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
            ApiAction.Listing listing,
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
