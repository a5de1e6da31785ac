package io.jenkins.plugins.threatmanager.entra.graph;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Empties error answers that are not JSON, such as a proxy's HTML page, or that are endless: the SDK would fail on
 * their format and hide their status, or read on. Their text is not Graph's and does not help users.
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
        if (response.code() < 300 || json && !response.body().source().request(LARGEST + 1)) {
            return response;
        }
        response.close();
        return response.newBuilder()
                .header("Content-Type", "application/json")
                .body(ResponseBody.create("{\"error\":{\"code\":\"\",\"message\":\"\"}}", JSON))
                .build();
    }
}
