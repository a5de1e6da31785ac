package io.jenkins.plugins.threatmanager.monitor.notification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.transport.DirectSelector;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Posts a signed body once. Follows no redirect, which would lead to where no administrator meant it to go. */
final class WebhookSender {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final Clock clock;

    /**
     * @param shared the client whose proxy and threads are used
     * @param trust which certificates are accepted; null for those of the JVM
     */
    WebhookSender(OkHttpClient shared, @CheckForNull Trust trust, Clock clock) {
        OkHttpClient.Builder builder = shared.newBuilder()
                .proxy(null)
                .proxySelector(new DirectSelector(shared.proxy(), shared.proxySelector()))
                .dns(WebhookAddress.DNS)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .callTimeout(PATIENCE);
        if (trust != null) {
            builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        }
        this.http = builder.build();
        this.clock = clock;
    }

    /**
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException unless the receiver answers with a status of
     *     success
     */
    void send(HttpUrl url, byte[] body, SecretText key) {
        WebhookSignature signature = WebhookSignature.of(body, key, clock.instant());
        Request request = new Request.Builder()
                .url(url)
                .header(WebhookSignature.TIMESTAMP_HEADER, signature.timestamp())
                .header(WebhookSignature.HEADER, signature.value())
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.isRedirect()) {
                throw NotificationProblem.REFUSED.failure(
                        url.host() + " answered with a redirect (" + response.code() + "), which is not followed.",
                        "Enter the URL that it leads to.");
            }
            if (!response.isSuccessful()) {
                throw NotificationProblem.REFUSED.failure(
                        url.host() + " answered with status " + response.code() + ".", "Look into the receiver's log.");
            }
        } catch (IOException e) {
            throw NotificationProblem.UNREACHABLE.failure(
                    url.host() + " could not be reached (" + e.getClass().getSimpleName() + ").",
                    "Check its name, certificate, firewall, and the proxy of Jenkins.");
        }
    }
}
