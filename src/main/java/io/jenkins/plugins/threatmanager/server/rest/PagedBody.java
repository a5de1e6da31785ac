package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiAction;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Template;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import java.util.Optional;

/** The body of a request for one page of a list, where the page is asked for in the body. */
final class PagedBody {

    private PagedBody() {}

    /**
     * @param page number of the page that is asked for, from 1
     * @param soFar how many items came on the pages before
     * @return empty if the request has no body
     */
    static Optional<JsonNode> of(ApiAction.Listing listing, TemplateValues values, int page, int soFar) {
        Optional<JsonNode> body = Template.body(listing.call(), values);
        if (listing.paging().filter(ApiShapes.Paging::inBody).isEmpty()) {
            return body;
        }
        ApiShapes.Paging paging = listing.paging().get();
        ObjectNode whole = body.map(each -> (ObjectNode) each).orElseGet(JsonNodeFactory.instance::objectNode);
        if (paging instanceof ApiShapes.Paging.SkipTake by) {
            put(whole, by.skip(), soFar);
            put(whole, by.take(), by.size());
        } else if (paging instanceof ApiShapes.Paging.Pages by) {
            put(whole, by.page(), by.first() + page - 1);
            put(whole, by.pageSize(), by.size());
        }
        return Optional.of(whole);
    }

    private static void put(ObjectNode whole, String pointer, int value) {
        JsonPointer to = JsonPointer.compile(pointer);
        ObjectNode parent = to.head().matches() ? whole : whole.withObject(to.head(), JsonNode.OverwriteMode.ALL, true);
        parent.put(to.last().getMatchingProperty(), value);
    }
}
