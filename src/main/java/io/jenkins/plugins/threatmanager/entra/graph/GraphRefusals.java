package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.odataerrors.ErrorDetails;
import com.microsoft.graph.models.odataerrors.InnerError;
import com.microsoft.graph.models.odataerrors.MainError;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.ApiException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.RetryAfter;
import io.jenkins.plugins.threatmanager.transport.WebPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Graph's error answers, from a request of its own or from inside a batch, in the terms of the retry table. */
final class GraphRefusals {

    private GraphRefusals() {}

    /** An error that the SDK has parsed. */
    static FailedAttempt of(ApiException error) {
        Duration retryAfter = retryAfter(error);
        MainError main = error instanceof ODataError odata ? odata.getError() : null;
        if (main == null) {
            return new FailedAttempt(error.getResponseStatusCode(), "", "", "", retryAfter);
        }
        List<ErrorDetails> details = main.getDetails();
        String detail =
                details == null || details.isEmpty() ? "" : text(details.get(0).getCode());
        InnerError inner = main.getInnerError();
        return new FailedAttempt(
                error.getResponseStatusCode(),
                code(text(main.getCode())),
                message(text(main.getMessage()), detail),
                reference(inner == null ? "" : text(inner.getRequestId())),
                retryAfter);
    }

    /**
     * An item of a batch.
     *
     * @param headers with names as the service wrote them
     */
    static FailedAttempt of(int status, JsonNode headers, JsonNode body) {
        JsonNode error = body.path("error");
        return new FailedAttempt(
                status,
                code(error.path("code").asText()),
                message(
                        error.path("message").asText(),
                        error.path("details").path(0).path("code").asText()),
                reference(error.path("innerError").path("request-id").asText()),
                RetryAfter.of(header(headers, "Retry-After"), header(headers, "Date"), Instant.now()));
    }

    @CheckForNull
    private static String header(JsonNode headers, String name) {
        return headers.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().asText())
                .findFirst()
                .orElse(null);
    }

    /**
     * An answer with a good status that cannot be used.
     *
     * @param what it lacks, to follow "lacks"
     */
    static FailedAttempt incomplete(String what) {
        return new FailedAttempt(200, EntraRetry.INCOMPLETE, what, "", null);
    }

    /**
     * An answer of something in between.
     *
     * @param page what is known of its page, to follow the status; empty if it showed none
     */
    static FailedAttempt foreign(int status, String page) {
        return new FailedAttempt(status, EntraRetry.FOREIGN, page, "", null);
    }

    /** In words to follow the status: {@code and a page titled "Blocked"}. */
    static String page(CharSequence html) {
        String title = WebPage.title(html);
        return title.isEmpty() ? "and a page without a title" : "and a page titled \"" + title + "\"";
    }

    private static String message(CharSequence message, String detail) {
        String cut = firstLine(message, 300);
        String code = code(detail);
        return code.isEmpty() || code.equals(cut) ? cut : cut + " [" + code + "]";
    }

    /** What is meant for machines is short; more of it would be something else. */
    private static String code(CharSequence code) {
        return RemoteText.line(code, 100);
    }

    /** Empty if the text begins with a line break. */
    static String firstLine(CharSequence text, int longest) {
        CharSequence read = RemoteText.cut(text, RemoteText.LONGEST);
        int end = 0;
        while (end < read.length() && read.charAt(end) != '\n' && read.charAt(end) != '\r') {
            end++;
        }
        return RemoteText.line(read.subSequence(0, end), longest);
    }

    static String reference(String requestId) {
        return requestId.isEmpty() ? "" : "request-id " + code(requestId);
    }

    @CheckForNull
    private static Duration retryAfter(ApiException error) {
        return RetryAfter.of(header(error, "retry-after"), header(error, "date"), Instant.now());
    }

    @CheckForNull
    private static String header(ApiException error, String name) {
        Set<String> values = error.getResponseHeaders().get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }

    private static String text(@CheckForNull String value) {
        return value == null ? "" : value;
    }
}
