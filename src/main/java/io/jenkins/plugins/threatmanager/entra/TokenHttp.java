package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The HTTP client of azure-identity, remembering the last answer's status: msal4j loses it, and {@code Retry-After}
 * with it, when the body is not the JSON it expects, as with a gateway's page.
 */
final class TokenHttp implements HttpClient {

    /** @param retryAfter null if the answer did not say */
    record Answer(int status, Duration retryAfter) {}

    private final HttpClient http;
    private volatile Answer last;

    TokenHttp(HttpClient http) {
        this.http = http;
    }

    /** The last answer since {@link #forget}; empty if none came. */
    Optional<Answer> last() {
        return Optional.ofNullable(last);
    }

    void forget() {
        last = null;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return http.send(request).doOnNext(this::remember);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return http.send(request, context).doOnNext(this::remember);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        HttpResponse response = http.sendSync(request, context);
        remember(response);
        return response;
    }

    private void remember(HttpResponse response) {
        String retryAfter = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
        last = new Answer(response.getStatusCode(), retryAfter == null ? null : GraphRefusals.seconds(retryAfter));
    }
}
