package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The copy of a credential at the place from which it is moving: it goes last, once no secret that it keeps is alive, and
 * is a finding until then. Pure.
 */
final class FormerCopy {

    private final Observation observed;
    private final RotationState state;
    private final PlanBuilder plan;

    private FormerCopy(Observation observed, RotationState state, PlanBuilder plan) {
        this.observed = observed;
        this.state = state;
        this.plan = plan;
    }

    /** @param plan all else that is to be done */
    static void leave(Observation observed, RotationState state, PlanBuilder plan) {
        FormerCopy former = new FormerCopy(observed, state, plan);
        observed.vault().former().ifPresent(former::leave);
    }

    private void leave(SecretVault.Former copy) {
        if (versions(Optional.of(copy.secret())).noneMatch(this::isNeeded)) {
            plan.change(new Change.RemoveCredential(
                    copy.secret().credentialsId(),
                    copy.description(),
                    "the tenant's policy keeps it elsewhere, and its client secret is gone"));
        } else {
            plan.finding(
                    Resource.CREDENTIAL,
                    "The credential '" + copy.secret().credentialsId() + "' is moving to "
                            + observed.vault().description() + ". Its copy in " + copy.description()
                            + " stays until its client secret is removed from Entra.");
        }
    }

    /** Whether a secret is kept at the new place as well, or alive, once the plan is carried out. */
    private boolean isNeeded(String keyId) {
        boolean known = versions(observed.stored()).anyMatch(keyId::equals)
                || state.secrets().listed(keyId).isPresent();
        return known && !plan.removes(keyId);
    }

    /** Identifiers of the secrets that a credential keeps. */
    private static Stream<String> versions(Optional<StoredSecret> credential) {
        return credential.stream()
                .flatMap(stored -> Stream.concat(
                        Stream.of(stored.keyId()), stored.previous().stream().map(StoredSecret.Version::keyId)));
    }
}
