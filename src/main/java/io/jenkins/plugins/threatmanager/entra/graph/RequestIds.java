package io.jenkins.plugins.threatmanager.entra.graph;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hears by which {@code request-id} Graph knows each request that may change something: a batch has one for all that is
 * in it. Source: Microsoft Graph, "Microsoft Graph error responses", which is also where its logs use it.
 */
record RequestIds(Consumer<String> listener) implements Interceptor {

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z-]{1,64}");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String id = response.header("request-id", "");
        if (!chain.request().method().equals("GET") && PLAIN.matcher(id).matches()) {
            listener.accept(id);
        }
        return response;
    }
}
