package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Refusal;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
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

    /** What a user is told when the identity got no token. */
    Failure failure(Refusal refusal) {
        return TokenErrors.bootstrap(refusal, tenant, identity instanceof BootstrapIdentity.ManagedIdentity);
    }

    /**
     * Asks once.
     *
     * @throws RefusedException with an AADSTS number as code if the token endpoint gave one
     */
    AccessToken ask(TokenCredential credential) throws RefusedException, InterruptedException {
        http.forget();
        try {
            AccessToken token = Interruptibly.call(
                    () -> credential.getTokenSync(
                            new TokenRequestContext().addScopes(tenant.cloud().scope())),
                    () -> {});
            if (token == null || token.getToken() == null || token.getToken().isEmpty()) {
                throw new RefusedException(GraphRefusals.incomplete("a token"));
            }
            return token;
        } catch (ExecutionException e) {
            throw new RefusedException(TokenErrors.refusal(e, http.last()));
        }
    }
}
