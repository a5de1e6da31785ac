package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.DirectSelector;
import io.jenkins.plugins.threatmanager.transport.Utf8Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import reactor.core.publisher.Mono;

/**
 * What azure-identity asks with: the same client as Graph is asked with, so that proxies, trust and failures are the
 * same for both, and a proxy is chosen for each address by itself. Nothing is sent again here.
 */
final class AzureHttp implements HttpClient {

    private static final long LARGEST = 1024 * 1024;

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final OkHttpClient http;

    private AzureHttp(OkHttpClient.Builder client) {
        http = client.retryOnConnectionFailure(false)
                .followRedirects(false)
                .readTimeout(READ_TIMEOUT)
                .build();
    }

    /** @param client whose proxies, trust and threads are used */
    static AzureHttp like(OkHttpClient client) {
        return new AzureHttp(client.newBuilder()
                .proxy(null)
                .proxySelector(new DirectSelector(client.proxy(), client.proxySelector())));
    }

    /**
     * For this machine and its metadata service, which are never asked through a proxy.
     *
     * @param client whose trust and threads are used
     */
    static AzureHttp direct(OkHttpClient client) {
        return new AzureHttp(client.newBuilder().proxy(Proxy.NO_PROXY));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromCallable(() -> exchange(request));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse exchange(HttpRequest request) throws IOException {
        try (Response answer = http.newCall(translated(request)).execute()) {
            if (answer.body().source().request(LARGEST + 1)) {
                throw new IOException("The answer is larger than 1 MiB.");
            }
            Response response = Utf8Answer.of(answer);
            HttpHeaders headers = new HttpHeaders();
            for (int i = 0; i < response.headers().size(); i++) {
                headers.add(
                        HttpHeaderName.fromString(response.headers().name(i)),
                        response.headers().value(i));
            }
            return new TokenAnswer(
                    request,
                    response.code(),
                    headers,
                    AnswerText.of(response.body().bytes(), "").text());
        }
    }

    private static Request translated(HttpRequest request) {
        Request.Builder builder = new Request.Builder().url(request.getUrl());
        for (HttpHeader header : request.getHeaders()) {
            header.getValuesList().forEach(value -> builder.addHeader(header.getName(), value));
        }
        BinaryData body = request.getBodyAsBinaryData();
        String type = request.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE);
        boolean bodiless = request.getHttpMethod() == HttpMethod.GET || request.getHttpMethod() == HttpMethod.HEAD;
        RequestBody content = bodiless
                ? null
                : RequestBody.create(
                        body == null ? new byte[0] : body.toBytes(), type == null ? null : MediaType.parse(type));
        return builder.method(request.getHttpMethod().toString(), content).build();
    }
}
