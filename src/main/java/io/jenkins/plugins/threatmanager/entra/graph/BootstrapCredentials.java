package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Makes credentials of azure-identity. The HTTP client is always given, since Jenkins' class loaders defeat its
 * discovery; the authority too, since the default comes from an environment variable. Nothing is sent again by the
 * library: {@link Tokens} does that, where it is seen and can be interrupted. Nothing of an exchange is logged: the
 * default level comes from the environment, and the body of a request for a token is the secret.
 */
final class BootstrapCredentials {

    private final EntraTenant tenant;
    private final TokenHttp http;

    BootstrapCredentials(EntraTenant tenant, TokenHttp http) {
        this.tenant = tenant;
        this.http = http;
    }

    /** What all credentials made here send with. */
    TokenHttp http() {
        return http;
    }

    /** A credential that has no token yet. */
    TokenCredential of(BootstrapIdentity identity) {
        if (identity instanceof BootstrapIdentity.ClientSecret secret) {
            return ofSecrets(secret);
        }
        if (identity instanceof BootstrapIdentity.Certificate certificate) {
            return ofCertificate(certificate);
        }
        if (identity instanceof BootstrapIdentity.WorkloadIdentity workload) {
            return inTenant(new ClientAssertionCredentialBuilder())
                    .clientId(workload.clientId())
                    .clientAssertion(workload.token())
                    .build();
        }
        if (identity instanceof BootstrapIdentity.ManagedIdentity managed) {
            ManagedIdentityCredentialBuilder builder = plain(new ManagedIdentityCredentialBuilder());
            managed.clientId().ifPresent(builder::clientId);
            return builder.build();
        }
        return ((BootstrapIdentity.Supplied) identity).credential();
    }

    /**
     * A rotation that was interrupted, or a hand in Entra, may have removed the secret that is meant to be used: then one
     * of the others is still good. Anything else that is wrong is so for all of them.
     */
    private TokenCredential ofSecrets(BootstrapIdentity.ClientSecret identity) {
        TokenCredential preferred = ofSecret(identity.clientId(), identity.secret());
        List<TokenCredential> otherwise = identity.otherwise().stream()
                .map(text -> ofSecret(identity.clientId(), text))
                .toList();
        if (otherwise.isEmpty()) {
            return preferred;
        }
        return new TokenCredential() {
            @Override
            public Mono<AccessToken> getToken(TokenRequestContext request) {
                return Mono.fromCallable(() -> getTokenSync(request));
            }

            @Override
            public AccessToken getTokenSync(TokenRequestContext request) {
                try {
                    return preferred.getTokenSync(request);
                } catch (RuntimeException first) {
                    if (TokenErrors.isSecretRefused(first, http.last())) {
                        return anyOf(otherwise, request).orElseThrow(() -> first);
                    }
                    throw first;
                }
            }
        };
    }

    /** Empty if Entra takes none of them. */
    private Optional<AccessToken> anyOf(List<TokenCredential> credentials, TokenRequestContext request) {
        for (TokenCredential credential : credentials) {
            try {
                return Optional.of(credential.getTokenSync(request));
            } catch (RuntimeException refused) {
                if (!TokenErrors.isSecretRefused(refused, http.last())) {
                    throw refused;
                }
            }
        }
        return Optional.empty();
    }

    /** A credential that has no token yet, and so asks for one. */
    TokenCredential ofSecret(String clientId, SecretText secret) {
        return inTenant(new ClientSecretCredentialBuilder())
                .clientId(clientId)
                .clientSecret(secret.reveal())
                .build();
    }

    private TokenCredential ofCertificate(BootstrapIdentity.Certificate certificate) {
        ClientCertificateCredentialBuilder builder =
                inTenant(new ClientCertificateCredentialBuilder()).clientId(certificate.clientId());
        ByteArrayInputStream content = new ByteArrayInputStream(certificate.content());
        if (certificate.isPem()) {
            return builder.pemCertificate(content).build();
        }
        SecretText password = certificate.password();
        return builder.pfxCertificate(content)
                .clientCertificatePassword(password == null ? "" : password.reveal())
                .build();
    }

    private <B extends AadCredentialBuilderBase<B>> B inTenant(B builder) {
        return plain(builder)
                .tenantId(tenant.domain())
                .authorityHost(tenant.authorityHost())
                // The authority is always one that was chosen, so asking the public cloud whether it exists is a round
                // trip for nothing, and fails where only the national cloud can be reached.
                .disableInstanceDiscovery();
    }

    private <B extends CredentialBuilderBase<B>> B plain(B builder) {
        return builder.httpClient(http)
                .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE))
                .retryPolicy(new RetryPolicy(new FixedDelay(0, Duration.ZERO)));
    }
}
