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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import reactor.core.publisher.Mono;

/**
 * What azure-identity asks this machine and its metadata service with, never through a proxy: the client that it is
 * given otherwise has one proxy for all hosts.
 */
final class DirectHttp implements HttpClient {

    private static final long LARGEST = 1024 * 1024;

    private final OkHttpClient http;

    /** @param client whose trust, threads and timeouts are used */
    DirectHttp(OkHttpClient client) {
        http = client.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
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
        try (Response response = http.newCall(translated(request)).execute()) {
            BufferedSource source = response.body().source();
            if (source.request(LARGEST + 1)) {
                throw new IOException("The answer is larger than 1 MiB.");
            }
            HttpHeaders headers = new HttpHeaders();
            for (int i = 0; i < response.headers().size(); i++) {
                headers.add(
                        HttpHeaderName.fromString(response.headers().name(i)),
                        response.headers().value(i));
            }
            return new TokenAnswer(request, response.code(), headers, source.readString(StandardCharsets.UTF_8));
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
