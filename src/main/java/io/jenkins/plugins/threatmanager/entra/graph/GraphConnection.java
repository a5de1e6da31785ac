package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.microsoft.kiota.ApiException;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import com.microsoft.kiota.http.middleware.ParametersNameDecodingHandler;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.CausalChain;
import io.jenkins.plugins.threatmanager.transport.DirectSelector;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.Interruptibly;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The way to Microsoft Graph of one tenant: request adapter, token, and the translation of everything that the SDK
 * throws into refusals. The SDK's own handlers are left out except for the one that decodes {@code $} in query
 * options: its retry handler would send POST again after a 504, and so issue a second client secret.
 */
final class GraphConnection {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(100);

    private final URI graph;
    private final OkHttpClient http;
    private final RequestAdapter adapter;
    private final GraphAuthentication authentication;
    private final Supplier<TokenCredential> credentials;
    private final Tokens tokens;
    private TokenCredential credential;
    private AccessToken token;
    /** Of the last answer to a request that may change something; empty if there is none, or it was given to an operation. */
    private final AtomicReference<String> requestId = new AtomicReference<>("");

    /**
     * @param credentials makes a credential without cached token
     * @param tokens asks them
     */
    GraphConnection(EntraTenant tenant, Supplier<TokenCredential> credentials, Tokens tokens, OkHttpClient client) {
        this.credentials = credentials;
        this.tokens = tokens;
        graph = tenant.cloud().graph();
        http = client.newBuilder()
                .dispatcher(new Dispatcher())
                .proxy(null)
                .proxySelector(new DirectSelector(client.proxy(), client.proxySelector()))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .readTimeout(READ_TIMEOUT)
                .addInterceptor(new ParametersNameDecodingHandler())
                .addInterceptor(new ForeignErrorBodies())
                .addInterceptor(new RequestIds(requestId::set))
                .build();
        authentication = new GraphAuthentication(tenant.cloud());
        OkHttpRequestAdapter okHttp = new OkHttpRequestAdapter(
                authentication, new JsonParseNodeFactory(), new JsonSerializationWriterFactory(), http);
        okHttp.setBaseUrl(tenant.cloud().graphV1());
        adapter = okHttp;
    }

    /** For request builders. */
    RequestAdapter adapter() {
        return adapter;
    }

    /** What the token says; asks for one if there is none yet. */
    AccessTokenClaims claims(OperationContext operation) throws InterruptedException {
        authorize(operation);
        return AccessTokenClaims.of(token.getToken());
    }

    /** Permissions in the token; empty if there is none yet. */
    Set<String> permissions() {
        return token == null ? Set.of() : AccessTokenClaims.of(token.getToken()).roles();
    }

    /**
     * Sends a request, again where the table says so.
     *
     * @param attempt calls a request builder, each time with a new body, and reads the answer
     * @param repeatable whether sending it twice does no more than sending it once
     * @throws AttemptFailedException the last refusal
     * @throws ProblemException if there is no token
     */
    <T> T send(RetryPolicy table, boolean repeatable, OperationContext operation, Callable<T> attempt)
            throws AttemptFailedException, InterruptedException {
        return table.run(() -> once(operation, attempt), repeatable, operation);
    }

    /** Sends a request a single time; a token that is no longer accepted is renewed once. */
    <T> T once(OperationContext operation, Callable<T> attempt) throws AttemptFailedException, InterruptedException {
        authorize(operation);
        requestId.set("");
        try {
            return call(attempt);
        } catch (AttemptFailedException e) {
            if (e.refusal().status() != 401 || !renew()) {
                throw e;
            }
            return call(attempt);
        } finally {
            Optional.of(requestId.getAndSet(""))
                    .filter(id -> !id.isEmpty())
                    .ifPresent(id -> operation.answered(GraphRefusals.reference(id)));
        }
    }

    private <T> T call(Callable<T> attempt) throws AttemptFailedException, InterruptedException {
        try {
            return Interruptibly.call(attempt, http.dispatcher()::cancelAll);
        } catch (ExecutionException e) {
            for (Throwable cause : CausalChain.of(e)) {
                if (cause instanceof ProblemException failure) {
                    throw failure;
                }
                if (cause instanceof AttemptFailedException refused) {
                    throw refused;
                }
                if (cause instanceof ApiException error && error.getResponseStatusCode() != 0) {
                    throw new AttemptFailedException(GraphRefusals.of(error));
                }
            }
            // What is neither the network's nor Graph's word comes from reading an answer that is not what it should
            // be.
            FailedAttempt refusal = CausalChain.of(e).stream().anyMatch(NetworkTrouble::isOne)
                    ? NetworkTrouble.refusal(e)
                    : GraphRefusals.incomplete("readable content");
            if (refusal.code().equals(EntraRetry.FOREIGN)) {
                throw GraphErrors.foreign(refusal, graph);
            }
            throw new AttemptFailedException(refusal);
        }
    }

    private void authorize(OperationContext operation) throws InterruptedException {
        if (token != null && !token.isExpired()) {
            return;
        }
        if (credential == null) {
            credential = credentials.get();
        }
        try {
            use(EntraRetry.table(EntraRetry.When.GENERAL).run(() -> tokens.ask(credential), true, operation));
        } catch (AttemptFailedException e) {
            throw tokens.failure(e.refusal());
        }
    }

    /** A token may be revoked or lack what was granted since; a new credential has no cache. */
    private boolean renew() throws InterruptedException {
        credential = credentials.get();
        try {
            use(tokens.ask(credential));
            return true;
        } catch (AttemptFailedException e) {
            return false;
        }
    }

    private void use(AccessToken obtained) {
        token = obtained;
        authentication.use(obtained.getToken());
    }
}
