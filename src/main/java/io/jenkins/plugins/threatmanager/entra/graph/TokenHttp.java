package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.LocalAddress;
import io.jenkins.plugins.threatmanager.transport.RetryAfter;
import io.jenkins.plugins.threatmanager.transport.WebPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The HTTP client of azure-identity. Its answers quote no secret ({@link TokenAnswer}), and it remembers the last one's
 * status: msal4j loses it, and {@code Retry-After} with it, when the body is not the JSON it expects, as with a
 * gateway's page.
 */
final class TokenHttp implements HttpClient {

    /**
     * @param retryAfter none if the answer did not say
     * @param page what is known of the page for people that it is, to follow the status; empty if it is none
     */
    record Answer(int status, @CheckForNull Duration retryAfter, String page) {}

    private final HttpClient http;
    private final HttpClient direct;
    private volatile Answer last;
    private volatile String lastHost = "";

    /**
     * @param http may go through a proxy
     * @param direct for the hosts that are never reached through one
     */
    TokenHttp(HttpClient http, HttpClient direct) {
        this.http = http;
        this.direct = direct;
    }

    /** The last answer since {@link #forget}; empty if none came. */
    Optional<Answer> last() {
        return Optional.ofNullable(last);
    }

    void forget() {
        last = null;
        lastHost = "";
    }

    /** The host of the last request since {@link #forget}; empty if none was sent. */
    String lastHost() {
        return lastHost;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return clientFor(request).send(request).flatMap(this::read);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return clientFor(request).send(request, context).flatMap(this::read);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        HttpResponse response = clientFor(request).sendSync(request, context);
        BinaryData body = response.getBodyAsBinaryData();
        return remembered(response, body == null ? new byte[0] : body.toBytes());
    }

    private HttpClient clientFor(HttpRequest request) {
        lastHost = request.getUrl().getHost();
        return LocalAddress.isNeverProxied(lastHost) ? direct : http;
    }

    private Mono<HttpResponse> read(HttpResponse response) {
        return response.getBodyAsByteArray().defaultIfEmpty(new byte[0]).map(body -> remembered(response, body));
    }

    private HttpResponse remembered(HttpResponse response, byte[] bytes) {
        Duration retryAfter = RetryAfter.of(
                response.getHeaderValue(HttpHeaderName.RETRY_AFTER),
                response.getHeaderValue(HttpHeaderName.DATE),
                Instant.now());
        String type = response.getHeaderValue(HttpHeaderName.CONTENT_TYPE);
        String body = AnswerText.of(bytes, type == null ? "" : type).text();
        String page = WebPage.is(type == null ? "" : type, body) ? GraphRefusals.page(body) : "";
        last = new Answer(response.getStatusCode(), retryAfter, page);
        return TokenAnswer.of(response, body);
    }
}
