package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plans the client secret: removal of lost ones, a new one where needed, keeping it. {@link RotationPlanner} decides when
 * by rules of its own. Pure.
 */
final class SecretPlanner {

    private final OnboardingRequest request;
    private final Observed observed;
    private final PlanBuilder plan;

    SecretPlanner(OnboardingRequest request, Observed observed, PlanBuilder plan) {
        this.request = request;
        this.observed = observed;
        this.plan = plan;
    }

    /**
     * @param app the app registration as it is or will be; empty if it is still to be created
     * @param held what Threat Manager is known to hold
     * @return whether a new secret is planned
     */
    boolean plan(Optional<Application> app, HeldSecrets held) {
        if (!mayOverwrite(app)) {
            return false;
        }
        SecretSituation situation = SecretSituation.of(request, observed, app, held);
        boolean renew = situation.fault().isPresent() || situation.due();
        if (situation.fault().isEmpty() && situation.due() && situation.previousIsHeld(observed)) {
            plan.remark("The stored secret is due for renewal, but Threat Manager still holds the one before it; "
                    + "the renewal waits until it holds the stored one.");
            renew = false;
        }
        removeLost(situation, lost -> !held.complete() && situation.fault().isPresent());
        if (renew) {
            situation
                    .idlePrevious(observed)
                    .ifPresent(previous -> plan.change(
                            new Change.RemoveSecret(previous, "superseded, and there are never more than two")));
            addNew(situation.fault().orElseGet(this::dueReason));
        } else {
            correctExpiry(situation);
        }
        return renew;
    }

    /** A wrong one would have people, and the expiry watch, look at the wrong day. */
    void correctExpiry(SecretSituation situation) {
        StoredSecret stored = observed.stored().orElseThrow();
        Instant expires = situation.expires().orElseThrow();
        if (StoredSecret.isOtherExpiry(stored.expires(), expires)) {
            plan.change(new Change.CorrectCredential(
                    stored.with(expires),
                    observed.vault(),
                    "it says that its secret expires on " + Day.of(stored.expires()) + ", and Entra says on "
                            + Day.of(expires)));
        }
    }

    void addNew(String reason) {
        plan.change(new Change.AddSecret(request.secret().lifetime().after(observed.at()), reason));
        plan.change(
                new Change.StoreSecret(request.secret().credentialsId(), observed.vault(), "it can be read only once"));
    }

    /**
     * What was created and never stored is of no use to anybody. Where it is not known what Threat Manager
     * holds, a secret that is not stored might be just that, so nothing is removed until a stored one is good.
     *
     * @param mightBeHeld whether a secret whose text Jenkins has not got might nevertheless be in use
     */
    void removeLost(SecretSituation situation, Predicate<ClientSecret> mightBeHeld) {
        for (ClientSecret lost : situation.lost()) {
            boolean expired = !lost.expires().isAfter(observed.at());
            if (expired || !mightBeHeld.test(lost)) {
                plan.change(new Change.RemoveSecret(
                        lost, expired ? "expired on " + Day.of(lost.expires()) : "its text was never stored"));
            } else {
                plan.remark("The client secret " + lost.keyId()
                        + " is managed but not stored; it stays until the stored one is in use.");
            }
        }
    }

    String dueReason() {
        Instant expires = SecretSituation.of(request, observed, observed.entra().managed(), HeldSecrets.UNKNOWN)
                .expires()
                .orElseThrow();
        return "the stored one expires on " + Day.of(expires) + ", within "
                + request.secret().renewBefore();
    }

    /** Only a secret of the same tenant is ever overwritten, and one of another app only on request. */
    boolean mayOverwrite(Optional<Application> app) {
        if (observed.stored().isEmpty()) {
            return true;
        }
        StoredSecret stored = observed.stored().get();
        if (!stored.tenant().equalsIgnoreCase(request.domain())) {
            plan.obstacle(
                    OnboardingProblem.VAULT_REFUSED,
                    "The credential '" + stored.credentialsId() + "' belongs to the tenant " + stored.tenant() + ".",
                    "Choose another credentials id.");
            return false;
        }
        boolean sameApp = app.isPresent() && app.get().appId().equals(stored.clientId());
        if (!sameApp && !request.allows(Allowance.ADOPT)) {
            plan.obstacle(
                    OnboardingProblem.VAULT_REFUSED,
                    "The credential '" + stored.credentialsId() + "' belongs to another app registration ("
                            + stored.clientId() + ").",
                    "Choose another credentials id, or run again with 'adopt' to replace it.");
            return false;
        }
        return true;
    }
}
