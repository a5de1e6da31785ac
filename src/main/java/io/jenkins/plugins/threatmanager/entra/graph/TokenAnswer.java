package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.threatmanager.transport.Scrubber;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer to a login; if it is a refusal, without what the request proved itself by: msal4j and azure-identity write
 * the text of a refused login into their logs, and a gateway that quotes the request would bring the secret there. What
 * is not JSON is emptied, since it is never read.
 */
final class TokenAnswer extends HttpResponse {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** RFC 6749, 2.3.1 and RFC 7523, 2.2. */
    private static final Set<String> PROOFS = Set.of("client_secret", "client_assertion");

    /**
     * After these, and a 5xx, msal4j itself waits, uninterruptibly, and asks again: of a metadata service up to three
     * times, and after a 410 seven times, 70 s in all. That is for the retry table to do, so it sees a 400.
     */
    private static final Set<Integer> REPEATED = Set.of(404, 408, 410, 429);

    /** Of tokens and refusals alike; both are a few KiB long. */
    private static final int LARGEST = 1024 * 1024;

    private final int status;
    private final HttpHeaders headers;
    private final String text;

    /** As it came, for {@link #of}. */
    TokenAnswer(HttpRequest request, int status, HttpHeaders headers, String text) {
        super(request);
        this.status = status;
        this.headers = headers;
        this.text = text;
    }

    private TokenAnswer(HttpResponse answer, String text) {
        this(
                answer.getRequest(),
                answer.getStatusCode() < 500 && !REPEATED.contains(answer.getStatusCode())
                        ? answer.getStatusCode()
                        : 400,
                new HttpHeaders(answer.getHeaders())
                        .set(
                                HttpHeaderName.CONTENT_LENGTH,
                                String.valueOf(text.getBytes(StandardCharsets.UTF_8).length)),
                text);
    }

    /** @param text the answer's body; empty if it has none */
    static HttpResponse of(HttpResponse answer, String text) {
        JsonNode json = json(text);
        if (json.isObject() && answer.getStatusCode() < 300) {
            return new TokenAnswer(answer, text);
        }
        Scrubber scrubber = scrubber(answer.getRequest());
        return new TokenAnswer(
                answer, json.isContainerNode() ? scrubbed(json, scrubber).toString() : "");
    }

    private static JsonNode json(String text) {
        if (text.length() > LARGEST) {
            return TextNode.valueOf("");
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf("");
        }
    }

    private static Scrubber scrubber(HttpRequest request) {
        Scrubber scrubber = new Scrubber();
        if (request.getBodyAsBinaryData() != null) {
            for (String parameter : request.getBodyAsBinaryData().toString().split("&")) {
                int end = parameter.indexOf('=');
                if (end > 0 && PROOFS.contains(parameter.substring(0, end))) {
                    scrubber.remember(URLDecoder.decode(parameter.substring(end + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return scrubber;
    }

    private static JsonNode scrubbed(JsonNode node, Scrubber scrubber) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(scrubbed(each.getValue(), scrubber)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, scrubbed(array.get(i), scrubber));
            }
        }
        return node.isTextual() ? TextNode.valueOf(scrubber.scrub(node.textValue())) : node;
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.defer(() -> Flux.just(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.fromSupplier(() -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.just(text);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just(text);
    }
}
