package io.jenkins.plugins.threatmanager.entra;

import com.azure.core.credential.AccessToken;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.Refusal;
import io.jenkins.plugins.threatmanager.remote.RefusedException;
import io.jenkins.plugins.threatmanager.remote.Retries;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proves a client secret by tokens. The token endpoint is many machines, and each learns of a new secret in its own
 * time: one token proves little, so several in a row are wanted, each by a credential without cache.
 */
final class SecretProver {

    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final EntraTenant tenant;
    private final BootstrapCredentials credentials;
    private final int inRow;
    private final Retries newSecret = EntraRetry.table(EntraRetry.When.NEW_SECRET);
    private final Retries newRoles = EntraRetry.table(EntraRetry.When.NEW_ROLES);

    /** @param inRow how many tokens in a row are a proof; at least 1 */
    SecretProver(EntraTenant tenant, BootstrapCredentials credentials, int inRow) {
        this.tenant = tenant;
        this.credentials = credentials;
        this.inRow = inRow;
    }

    TokenProof prove(String clientId, SecretText secret, Set<String> wanted, Operation operation)
            throws InterruptedException {
        operation.say("checking the client secret: " + inRow + " tokens in a row are wanted");
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
    boolean works(String clientId, SecretText secret, Operation operation) throws InterruptedException {
        Tokens tokens = tokens(clientId, secret);
        try {
            EntraRetry.table(EntraRetry.When.GENERAL).run(() -> ask(clientId, secret, tokens), true, operation);
            return true;
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            if (refusal.code().startsWith("AADSTS") && refusal.status() < 429) {
                return false;
            }
            throw failure(refusal);
        }
    }

    private Tokens tokens(String clientId, SecretText secret) {
        return Tokens.of(tenant, new BootstrapIdentity.ClientSecret(clientId, secret), credentials.http());
    }

    private AccessTokenClaims inRow(String clientId, SecretText secret, Tokens tokens, Operation operation)
            throws InterruptedException {
        Instant end = operation.now().plus(LONGEST);
        AccessTokenClaims claims = null;
        Retries.Tally tally = newSecret.tally();
        for (int row = 0; row < inRow; ) {
            operation.stopIfInterrupted();
            if (row > 0) {
                operation.pause(BETWEEN_TOKENS, "before the next token");
            }
            try {
                claims = ask(clientId, secret, tokens);
                row++;
            } catch (RefusedException e) {
                waitAfter(e.refusal(), tally, end, operation);
                row = 0;
            }
        }
        return claims;
    }

    private AccessTokenClaims ask(String clientId, SecretText secret, Tokens tokens)
            throws RefusedException, InterruptedException {
        AccessToken token = tokens.ask(credentials.ofSecret(clientId, secret));
        return AccessTokenClaims.of(token.getToken());
    }

    private void waitAfter(Refusal refusal, Retries.Tally tally, Instant end, Operation operation)
            throws InterruptedException {
        Duration wait = tally.waitBeforeNext(refusal, true, operation)
                .filter(pause -> !operation.now().plus(pause).isAfter(end))
                .orElseThrow(() -> failure(refusal));
        operation.pause(wait, newSecret.ruleFor(refusal).orElseThrow().situation() + reference(refusal));
    }

    private static String reference(Refusal refusal) {
        return refusal.code().startsWith("AADSTS") ? " (" + refusal.code() + ")" : "";
    }

    private RuntimeException failure(Refusal refusal) {
        String host = tenant.cloud().authority().getHost();
        return switch (refusal.code()) {
            case "AADSTS7000215", "AADSTS7000222", "AADSTS700016" ->
                EntraProblem.NEW_SECRET_REFUSED
                        .failure(LONGEST.toMinutes() + " minutes")
                        .withReference(refusal.reference());
            case "AADSTS7000112" -> EntraProblem.APPLICATION_DISABLED.failure().withReference(refusal.reference());
            default -> TokenErrors.byStatus(refusal, host).withReference(refusal.reference());
        };
    }

    private Set<String> rolesWaitedFor(
            AccessTokenClaims first,
            Set<String> wanted,
            String clientId,
            SecretText secret,
            Tokens tokens,
            Operation operation)
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
                            throw new RefusedException(
                                    new Refusal(200, EntraRetry.ROLES_MISSING, String.join(", ", missing), "", null));
                        }
                        return last[0];
                    },
                    true,
                    operation);
        } catch (RefusedException e) {
            operation.say("still not in the token after waiting: " + e.refusal().message());
        }
        return last[0].roles();
    }
}
