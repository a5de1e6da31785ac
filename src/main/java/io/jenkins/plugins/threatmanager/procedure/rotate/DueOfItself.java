package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.time.Instant;

/**
 * Whether a rotation is due whoever runs it, so that it may need no approval. What an argument brings about is not:
 * otherwise {@code renewBefore} would be another {@code force}, and a credentials ID that keeps nothing yet would get a
 * secret of its own. Pure.
 */
final class DueOfItself {

    private DueOfItself() {}

    static boolean is(RotationRequest request, Observation observed, RotationState state, Plan plan) {
        if (request.terms().force() || request.allows(Allowance.ADOPT)) {
            return false;
        }
        return plan.changes().stream().noneMatch(Change.AddSecret.class::isInstance)
                || observed.stored()
                        .filter(stored -> isOurs(stored, state))
                        .filter(stored -> observed.vault().moving().isPresent() || isDue(request, observed, state))
                        .isPresent();
    }

    private static boolean isOurs(StoredSecret stored, RotationState state) {
        return !stored.typed()
                && state.app()
                        .filter(app -> app.appId().equals(stored.clientId()))
                        .isPresent();
    }

    private static boolean isDue(RotationRequest request, Observation observed, RotationState state) {
        Instant expires = state.secrets().expires().orElseThrow();
        return state.secrets().fault().isPresent()
                || !request.terms().usual().before(expires).isAfter(observed.at());
    }
}
