package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.util.concurrent.ExecutionException;

/** Asks credentials for tokens for Microsoft Graph. */
final class Tokens {

    private final String scope;
    private final String secret;
    private final TokenHttp http;

    /**
     * @param secret the secret that is sent, to be taken out of any error text; null if none is
     * @param http what the credentials that are asked send with
     */
    Tokens(EntraCloud cloud, SecretText secret, TokenHttp http) {
        this.http = http;
        scope = cloud.scope();
        this.secret = secret == null ? "" : secret.reveal();
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
                    () -> credential.getTokenSync(new TokenRequestContext().addScopes(scope)), () -> {});
            if (token == null) {
                throw new IllegalStateException("no token");
            }
            return token;
        } catch (ExecutionException | IllegalStateException e) {
            throw new RefusedException(TokenErrors.refusal(e, secret, http.last()));
        }
    }
}
