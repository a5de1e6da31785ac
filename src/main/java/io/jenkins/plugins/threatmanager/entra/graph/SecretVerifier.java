package io.jenkins.plugins.threatmanager.entra.graph;

import com.azure.core.credential.AccessToken;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.TokenProof;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proves a client secret by tokens. The token endpoint is many machines, and each learns of a new secret in its own
 * time: one token proves little, so several in a row are wanted, each by a credential without cache.
 */
final class SecretVerifier {

    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final EntraTenant tenant;
    private final BootstrapCredentials credentials;
    private final int inRow;
    private final RetryPolicy newSecret = EntraRetry.table(EntraRetry.When.NEW_SECRET);
    private final RetryPolicy newRoles = EntraRetry.table(EntraRetry.When.NEW_ROLES);

    /** @param inRow how many tokens in a row are a proof; at least 1 */
    SecretVerifier(EntraTenant tenant, BootstrapCredentials credentials, int inRow) {
        this.tenant = tenant;
        this.credentials = credentials;
        this.inRow = inRow;
    }

    TokenProof prove(String clientId, SecretText secret, Set<String> wanted, OperationContext operation)
            throws InterruptedException {
        operation.say("checking the client secret: " + inRow + " tokens in a row are needed");
        Tokens tokens = tokens(clientId, secret);
        AccessTokenClaims claims = inRow(clientId, secret, tokens, operation);
        operation.say("the client secret obtained " + inRow + " tokens in a row");
        return new TokenProof(
                claims.tenantId(), rolesWaitedFor(claims, wanted, clientId, secret, tokens, operation), inRow);
    }

    /**
     * Without patience for lag: false if Entra refuses it, whatever for. Throttling and outages are waited out, and
     * are a failure if they last: they say nothing of the secret.
     */
    boolean works(String clientId, SecretText secret, OperationContext operation) throws InterruptedException {
        Tokens tokens = tokens(clientId, secret);
        try {
            EntraRetry.table(EntraRetry.When.GENERAL).run(() -> ask(clientId, secret, tokens), true, operation);
            return true;
        } catch (AttemptFailedException e) {
            FailedAttempt refusal = e.refusal();
            if (TokenErrors.Numbers.judges(refusal)) {
                return false;
            }
            throw failure(refusal);
        }
    }

    private Tokens tokens(String clientId, SecretText secret) {
        return Tokens.of(tenant, new BootstrapIdentity.ClientSecret(clientId, secret), credentials.http());
    }

    private AccessTokenClaims inRow(String clientId, SecretText secret, Tokens tokens, OperationContext operation)
            throws InterruptedException {
        Instant end = operation.now().plus(LONGEST);
        AccessTokenClaims claims = null;
        RetryPolicy.Tally tally = newSecret.tally();
        for (int row = 0; row < inRow; ) {
            operation.stopIfInterrupted();
            if (row > 0) {
                operation.pause(BETWEEN_TOKENS, WaitReason.REPLICATION, "before the next token");
            }
            try {
                claims = ask(clientId, secret, tokens);
                row++;
            } catch (AttemptFailedException e) {
                waitAfter(e.refusal(), tally, end, operation);
                row = 0;
            }
        }
        return claims;
    }

    private AccessTokenClaims ask(String clientId, SecretText secret, Tokens tokens)
            throws AttemptFailedException, InterruptedException {
        AccessToken token = tokens.ask(credentials.ofSecret(clientId, secret));
        return AccessTokenClaims.of(token.getToken());
    }

    private void waitAfter(FailedAttempt refusal, RetryPolicy.Tally tally, Instant end, OperationContext operation)
            throws InterruptedException {
        Duration wait = tally.waitBeforeNext(refusal, true, operation)
                .filter(pause -> !operation.now().plus(pause).isAfter(end))
                .orElseThrow(() -> failure(refusal));
        operation.pause(wait, newSecret.ruleFor(refusal).orElseThrow().situation() + reference(refusal));
    }

    private static String reference(FailedAttempt refusal) {
        return refusal.code().startsWith("AADSTS") ? " (" + refusal.code() + ")" : "";
    }

    private RuntimeException failure(FailedAttempt refusal) {
        URI authority = tenant.cloud().authority();
        if (TokenErrors.Numbers.NOT_KNOWN.has(refusal)) {
            return EntraProblem.NEW_SECRET_REFUSED
                    .failure(LONGEST.toMinutes() + " minutes")
                    .withReference(refusal.reference());
        }
        return refusal.code().equals("AADSTS7000112")
                ? EntraProblem.APPLICATION_DISABLED.failure().withReference(refusal.reference())
                : TokenErrors.byStatus(refusal, authority).withReference(refusal.reference());
    }

    private Set<String> rolesWaitedFor(
            AccessTokenClaims first,
            Set<String> wanted,
            String clientId,
            SecretText secret,
            Tokens tokens,
            OperationContext operation)
            throws InterruptedException {
        AccessTokenClaims[] last = {first};
        boolean[] asked = {false};
        try {
            newRoles.run(
                    () -> {
                        if (asked[0]) {
                            last[0] = ask(clientId, secret, tokens);
                        }
                        asked[0] = true;
                        Set<String> missing = new TreeSet<>(wanted);
                        missing.removeAll(last[0].roles());
                        if (!missing.isEmpty()) {
                            throw new AttemptFailedException(new FailedAttempt(
                                    200, EntraRetry.ROLES_MISSING, String.join(", ", missing), "", null));
                        }
                        return last[0];
                    },
                    true,
                    operation);
        } catch (AttemptFailedException e) {
            operation.say("still not in the token after waiting: " + e.refusal().message());
        }
        return last[0].roles();
    }
}
