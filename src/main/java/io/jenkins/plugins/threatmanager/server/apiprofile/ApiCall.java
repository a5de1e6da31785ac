package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request as an API profile describes it, with placeholders still in it.
 *
 * @param method in capitals
 * @param path template, relative to the server's URL, beginning with a slash
 * @param query templates by parameter name, in the profile's order
 * @param body template; empty for a request without body
 * @param contentType of the body
 * @param expected HTTP statuses that mean it was done
 * @param repeatable whether sending it twice does no more than sending it once
 * @param sendBack what of the object as the server lists it is sent back with the body
 */
public record ApiCall(
        String method,
        String path,
        Map<String, String> query,
        Optional<JsonNode> body,
        String contentType,
        Set<Integer> expected,
        boolean repeatable,
        SendBack sendBack) {

    /** Whether it asks for that placeholder anywhere. */
    public boolean uses(Placeholder placeholder) {
        return Template.placeholders(this).contains(placeholder);
    }
}
