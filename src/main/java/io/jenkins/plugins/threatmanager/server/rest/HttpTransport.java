package io.jenkins.plugins.threatmanager.server.rest;

import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.DirectSelector;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProxyAnswer;
import io.jenkins.plugins.threatmanager.transport.RetryAfter;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** Sends one request and reads one answer. Repeats nothing, follows no redirect, reads no endless body. */
final class HttpTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final long LARGEST = 8L * 1024 * 1024;

    private final OkHttpClient client;
    private final String url;

    /** @param shared the client whose proxy, threads and connections are used */
    HttpTransport(OkHttpClient shared, ServerSettings settings) {
        this(shared, settings, PATIENCE);
    }

    HttpTransport(OkHttpClient shared, ServerSettings settings, Duration patience) {
        url = settings.url().toString();
        OkHttpClient.Builder builder = shared.newBuilder()
                .proxy(null)
                .proxySelector(new DirectSelector(shared.proxy(), shared.proxySelector()))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .cookieJar(new Cookies())
                .connectTimeout(min(patience, Duration.ofSeconds(20)))
                .readTimeout(patience)
                .writeTimeout(patience)
                .callTimeout(patience);
        trust(settings).ifPresent(trust -> {
            builder.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
            if (trust.anyHostName()) {
                builder.hostnameVerifier((host, session) -> true);
            }
        });
        client = builder.build();
    }

    private static Optional<Trust> trust(ServerSettings settings) {
        if (settings.encryption().skipTlsVerification()) {
            return Optional.of(Trust.anything());
        }
        try {
            return settings.encryption().caCertificate().map(Trust::with);
        } catch (IllegalArgumentException e) {
            throw ServerProblem.CERTIFICATE_INVALID.failure(
                    "The CA certificate of server " + settings.name() + " cannot be used: " + e.getMessage());
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * @param target path and query, relative to the server's URL
     * @param body empty for none
     * @return the answer, whatever its status
     * @throws AttemptFailedException with {@link FailedAttempt#NO_ANSWER} if there was no whole answer
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if trying again cannot help: TLS, a body without end
     */
    ServerAnswer send(
            String method,
            String target,
            Map<String, String> headers,
            Optional<String> body,
            String contentType,
            OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        Request.Builder request = new Request.Builder().url(HttpUrl.get(url + target));
        headers.forEach(request::header);
        request.header("Accept", "application/json");
        // DELETE has an empty one too: OkHttp repeats a request without body of its own accord after some 503.
        RequestBody content =
                method.equals("GET") ? null : new OneShotBody(body.orElse(""), body.map(text -> contentType));
        Call call = client.newCall(request.method(method, content).build());
        long left = Math.max(1, operation.remaining().toMillis());
        if (left < client.callTimeoutMillis()) {
            call.timeout().timeout(left, TimeUnit.MILLISECONDS);
        }
        return await(call, operation);
    }

    /** On another thread, because reading from a socket does not notice that a build is aborted. */
    private ServerAnswer await(Call call, OperationContext operation)
            throws AttemptFailedException, InterruptedException {
        CompletableFuture<ServerAnswer> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException cause) {
                answer.completeExceptionally(cause);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    answer.complete(read(response, operation.now()));
                } catch (Throwable e) {
                    // OkHttp does not report an error in here, and the step would wait for ever.
                    answer.completeExceptionally(e);
                }
            }
        });
        try {
            ServerAnswer whole = answer.get();
            if (whole.status() == ProxyAnswer.LOGIN) {
                // Without TLS the proxy answers the request itself, where else it refuses a tunnel.
                throw byProxy(whole.status());
            }
            return whole;
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw broken(url, cause);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private static ServerAnswer read(Response response, Instant now) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(LARGEST + 1)) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("The server's answer is larger than 8 MiB.");
        }
        Handshake handshake = response.handshake();
        Principal peer = handshake == null ? null : handshake.peerPrincipal();
        String type = Optional.ofNullable(response.header("Content-Type")).orElse("");
        return new ServerAnswer(
                response.code(),
                type,
                AnswerText.of(source.readByteArray(), type),
                Optional.ofNullable(response.header("Location")).orElse(""),
                RetryAfter.of(response.header("Retry-After"), response.header("Date"), now),
                peer == null ? "" : peer.getName());
    }

    /** Package-private: what a network does is not to be had in a test. */
    static AttemptFailedException broken(String url, IOException cause) {
        OptionalInt proxy = ProxyAnswer.in(cause);
        if (proxy.isPresent()) {
            return byProxy(proxy.getAsInt());
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            throw ServerProblem.TLS_HOST_NAME.failure("The certificate of " + url + " is for another host name.");
        }
        if (cause instanceof SSLHandshakeException && cause.getCause() instanceof CertificateException) {
            throw ServerProblem.TLS_NOT_TRUSTED.failure("The certificate of " + url
                    + " is not signed by an authority that is trusted here, or has expired.");
        }
        if (cause instanceof SSLException && !(cause.getCause() instanceof IOException)) {
            throw ServerProblem.TLS_FAILED.failure("No TLS connection to " + url + " could be made.");
        }
        if (cause instanceof UnknownHostException) {
            return refused(ServerRetries.HOST_NOT_FOUND, "the host name is not known to this machine");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return isRefusal(cause)
                    ? refused(ServerRetries.REFUSED, "the connection was refused")
                    : refused(ServerRetries.UNREACHABLE, "no connection could be made");
        }
        if (cause instanceof InterruptedIOException) {
            return refused(ServerRetries.TIMEOUT, "no answer in time");
        }
        return refused("", "the connection broke");
    }

    private static AttemptFailedException byProxy(int status) {
        if (status == ProxyAnswer.LOGIN) {
            return refused(
                    ServerRetries.PROXY,
                    "the proxy asks for a login that it did not get, or refuses the one that it got");
        }
        return status < 500
                ? refused(ServerRetries.PROXY, "the proxy does not let the request through, HTTP " + status)
                : refused(ServerRetries.UNREACHABLE, "the proxy could not connect, HTTP " + status);
    }

    /** The type alone also stands for a network that cannot be reached. */
    private static boolean isRefusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connection refused")) {
                return true;
            }
        }
        return false;
    }

    private static AttemptFailedException refused(String code, String message) {
        return new AttemptFailedException(new FailedAttempt(FailedAttempt.NO_ANSWER, code, message, "", null));
    }
}
