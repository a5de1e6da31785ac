package io.jenkins.plugins.threatmanager.entra.federation;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.util.Optional;

/**
 * Why Entra did not take a federated token, in the words of the claim that no federated credential names. Numbers:
 * answers of the token endpoint that users of workload identity federation have published.
 */
public final class FederationRefusal {

    private FederationRefusal() {}

    /**
     * @param code AADSTS number, or anything else
     * @return empty if the number says nothing of this, or if the token cannot be read
     */
    public static Optional<ProblemException> of(String code, BootstrapIdentity.WorkloadIdentity identity) {
        return problem(code).flatMap(problem -> token(identity).map(token -> failure(problem, token)));
    }

    private static Optional<EntraProblem> problem(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "AADSTS70021", "AADSTS70025" -> EntraProblem.FEDERATION_MISSING;
                    case "AADSTS700211" -> EntraProblem.FEDERATION_ISSUER;
                    case "AADSTS700212" -> EntraProblem.FEDERATION_AUDIENCE;
                    case "AADSTS700213" -> EntraProblem.FEDERATION_SUBJECT;
                    case "AADSTS7002138" -> EntraProblem.FEDERATION_LETTER_CASE;
                    case "AADSTS90061", "AADSTS50166", "AADSTS501661" -> EntraProblem.FEDERATION_KEYS_UNREADABLE;
                    default -> null;
                });
    }

    private static Optional<FederatedToken> token(BootstrapIdentity.WorkloadIdentity identity) {
        try {
            return Optional.of(FederatedToken.of(identity.token().get()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static ProblemException failure(EntraProblem problem, FederatedToken token) {
        return problem.failure(
                shown(token.issuer()), shown(token.subject()), shown(String.join(", ", token.audiences())));
    }

    private static String shown(String claim) {
        return RemoteText.line(claim, 200);
    }
}
