package io.jenkins.plugins.threatmanager.entra.graph;

import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.Utf8Answer;
import io.jenkins.plugins.threatmanager.transport.WebPage;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Stops at a page for people, which something in between shows in Graph's place, whatever its status: nothing that it
 * seems to say is Graph's word, least of all that an object does not exist. Other error answers that are not JSON, or
 * that are endless, are emptied: the SDK would fail on their format and hide their status, or read on.
 */
final class ForeignErrorBodies implements Interceptor {

    /** What is longer is not Graph's either: its errors are a few KiB long. */
    private static final long LARGEST = 256 * 1024;

    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String type = Objects.requireNonNullElse(response.header("Content-Type"), "");
        boolean json = type.toLowerCase(Locale.ROOT).contains("json");
        if (!json && !TokenErrors.isOfAGateway(response.code())) {
            String begin = AnswerText.of(response.peekBody(RemoteText.LONGEST).bytes(), type)
                    .text();
            if (WebPage.is(type, begin)) {
                response.close();
                throw GraphErrors.foreign(
                        GraphRefusals.foreign(response.code(), GraphRefusals.page(begin)),
                        response.request().url().uri());
            }
        }
        if (response.code() < 300 || json && !response.body().source().request(LARGEST + 1)) {
            return Utf8Answer.of(response);
        }
        response.close();
        return response.newBuilder()
                .header("Content-Type", "application/json")
                .body(ResponseBody.create("{\"error\":{\"code\":\"\",\"message\":\"\"}}", JSON))
                .build();
    }
}
