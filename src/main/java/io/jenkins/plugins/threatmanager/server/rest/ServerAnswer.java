package io.jenkins.plugins.threatmanager.server.rest;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.WebPage;
import java.time.Duration;

/**
 * What a server answered.
 *
 * @param contentType empty if it does not say
 * @param body empty if there is none
 * @param location where a redirect points to; empty if nowhere
 * @param retryAfter how long it asks to wait; none if it does not say
 * @param certificate subject of the server's certificate; empty over plain http
 */
record ServerAnswer(
        int status,
        String contentType,
        AnswerText body,
        String location,
        @CheckForNull Duration retryAfter,
        String certificate) {

    /** The body; empty if there is none. */
    String text() {
        return body.text();
    }

    boolean isHtml() {
        return WebPage.is(contentType, text());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && !location.isEmpty();
    }
}
