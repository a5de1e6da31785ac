package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.federation.FederationRefusal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.CausalChain;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.Interruptibly;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Asks credentials for tokens for Microsoft Graph. */
final class Tokens {

    private final EntraTenant tenant;
    private final BootstrapIdentity identity;
    private final TokenHttp http;

    private Tokens(EntraTenant tenant, BootstrapIdentity identity, TokenHttp http) {
        this.tenant = tenant;
        this.identity = identity;
        this.http = http;
    }

    /** @param http what the identity's credentials send with */
    static Tokens of(EntraTenant tenant, BootstrapIdentity identity, TokenHttp http) {
        return new Tokens(tenant, identity, http);
    }

    /** The message when the identity got no token. */
    ProblemException failure(FailedAttempt refusal) {
        if (identity instanceof BootstrapIdentity.WorkloadIdentity workload) {
            Optional<ProblemException> named = FederationRefusal.of(refusal.code(), workload);
            if (named.isPresent()) {
                return named.get().withReference(refusal.reference());
            }
        }
        return identity instanceof BootstrapIdentity.ManagedIdentity
                ? TokenErrors.local(refusal, tenant, http.lastHost())
                : TokenErrors.bootstrap(refusal, tenant);
    }

    /**
     * Asks once.
     *
     * @throws AttemptFailedException with an AADSTS number as code if the token endpoint gave one
     * @throws ProblemException if there is nothing to ask with, as the identity itself says
     */
    AccessToken ask(TokenCredential credential) throws AttemptFailedException, InterruptedException {
        http.forget();
        try {
            AccessToken token = Interruptibly.call(
                    () -> credential.getTokenSync(
                            new TokenRequestContext().addScopes(tenant.cloud().scope())),
                    () -> {});
            if (token == null || token.getToken() == null || token.getToken().isEmpty()) {
                throw new AttemptFailedException(GraphRefusals.incomplete("a token"));
            }
            return token;
        } catch (ExecutionException e) {
            for (Throwable cause : CausalChain.of(e)) {
                if (cause instanceof ProblemException failure) {
                    throw failure;
                }
            }
            throw new AttemptFailedException(TokenErrors.refusal(e, http.last()));
        }
    }
}
