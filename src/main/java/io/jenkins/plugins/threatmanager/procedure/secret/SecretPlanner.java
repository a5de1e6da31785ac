package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Resource;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Instant;
import java.util.Optional;

/**
 * Plans the client secret: removal of those of no use, a new one where needed, keeping it. A rotation decides when
 * by rules of its own. Pure.
 */
public final class SecretPlanner {

    private final ProcedureRequest request;
    private final Observation observed;
    private final PlanBuilder plan;

    public SecretPlanner(ProcedureRequest request, Observation observed, PlanBuilder plan) {
        this.request = request;
        this.observed = observed;
        this.plan = plan;
    }

    /**
     * @param app the app registration as it is or will be; empty if it is still to be created
     * @param held what Threat Manager is known to hold
     * @return whether a new secret is planned
     */
    public boolean plan(Optional<Application> app, SecretsInUse held) {
        if (!mayOverwrite(app)) {
            return false;
        }
        observed.vault()
                .former()
                .ifPresent(copy -> plan.finding(
                        Resource.CREDENTIAL,
                        "The credential '" + copy.secret().credentialsId() + "' is moving to "
                                + observed.vault().description() + ". Its copy in " + copy.description()
                                + " stays until a rotation has removed its client secret from Entra."));
        SecretState situation = SecretState.of(request, observed, app, held);
        removeUnstored(situation);
        if (situation.fault().isPresent()) {
            return replace(app, situation, situation.fault().get());
        }
        boolean renewed = situation.due() && renew(app, situation);
        if (!renewed) {
            keep(app, situation);
        }
        return renewed;
    }

    private boolean renew(Optional<Application> app, SecretState situation) {
        if (situation.waitsForPrevious(observed)) {
            plan.remark("The stored secret is due for renewal, but Threat Manager still holds the one before it; "
                    + "the renewal waits until it holds the stored one.");
            return false;
        }
        SecretRoom room = new SecretRoom(observed, situation, plan, Optional.empty());
        room.removePrevious();
        return room.has() ? addNew(app, dueReason()) : room.refuse(dueReason(), endsInTime(situation));
    }

    /** What is stored cannot be used. */
    private boolean replace(Optional<Application> app, SecretState situation, String fault) {
        SecretRoom room = new SecretRoom(observed, situation, plan, Optional.empty());
        room.removePrevious();
        room.removeUseless(fault);
        return room.has() ? addNew(app, fault) : room.refuse(fault, false);
    }

    /**
     * What is stored stays: says what the next renewal will meet.
     *
     * @param app the app registration as it is or will be
     */
    public void keep(Optional<Application> app, SecretState situation) {
        correctExpiry(situation);
        SecretTerms.of(request, observed, app)
                .obstacle()
                .ifPresent(obstacle -> plan.finding(
                        Resource.CLIENT_SECRET,
                        "The stored client secret cannot be renewed when it is due. " + obstacle.getMessage()));
    }

    /** A wrong one would have people, and the expiry watch, look at the wrong day. */
    private void correctExpiry(SecretState situation) {
        StoredSecret stored = observed.stored().orElseThrow();
        Instant expires = situation.expires().orElseThrow();
        if (StoredSecret.isOtherExpiry(stored.expires(), expires)) {
            plan.change(new Change.CorrectCredential(
                    stored.with(expires),
                    observed.vault().description(),
                    "it says that its secret expires on " + UtcFormat.of(stored.expires()) + ", and Entra says on "
                            + UtcFormat.of(expires)));
        }
    }

    /**
     * As far as policies of the tenant let it live; where they let none, the plan is an obstacle.
     *
     * @param app the app registration as it is or will be; empty if it is still to be created
     * @return true
     */
    public boolean addNew(Optional<Application> app, String reason) {
        SecretTerms terms = SecretTerms.of(request, observed, app);
        terms.obstacle().ifPresent(plan::obstacle);
        terms.remark().ifPresent(plan::remark);
        plan.change(new Change.AddSecret(terms.expires(), reason));
        plan.change(new Change.StoreSecret(
                request.secret().credentialsId(), observed.vault().description(), "it can be read only once"));
        return true;
    }

    /** Removes those that are certainly unused, and says why the rest stay. */
    public void removeUnstored(SecretState situation) {
        for (UnstoredSecret unstored : situation.unstored()) {
            ClientSecret secret = unstored.secret();
            switch (unstored.fate()) {
                case EXPIRED ->
                    plan.change(new Change.RemoveSecret(secret, "expired on " + UtcFormat.of(secret.expires())));
                case UNUSED ->
                    plan.change(new Change.RemoveSecret(
                            secret,
                            "it is not stored, and "
                                    + (situation.held().proven()
                                            ? "no server holds it"
                                            : "nothing uses it, as was confirmed")));
                case MAY_BE_ANOTHER_RUNS ->
                    plan.remark("The client secret " + secret.keyId()
                            + " is managed but not stored, and may be one that another run is about to store; it stays"
                            + " until "
                            + unstored.term() + ".");
                case MAY_BE_HELD ->
                    plan.finding(
                            Resource.CLIENT_SECRET,
                            "The client secret " + secret.keyId()
                                    + " is managed but not stored, and may be in use: "
                                    + situation.held().doubts() + "; it stays until that is certain."
                                    + (situation.held().needsOnlyConfirmation()
                                            ? " If nothing uses it, run again with 'confirm'."
                                            : ""));
            }
        }
    }

    /** Whether a secret that another run may be using is settled before the stored secret expires. */
    public boolean endsInTime(SecretState situation) {
        Instant expires = situation.expires().orElseThrow();
        return situation.unstored().stream()
                .filter(unstored -> unstored.is(UnstoredSecret.Fate.MAY_BE_ANOTHER_RUNS))
                .allMatch(unstored -> unstored.until().filter(expires::isAfter).isPresent());
    }

    public String dueReason() {
        Optional<SecretVault.Former> moving = observed.vault().moving();
        if (moving.isPresent()) {
            return "the tenant's policy keeps it in " + observed.vault().description() + " by now, and it was made for "
                    + moving.get().description();
        }
        Instant expires = SecretState.of(request, observed, observed.entra().managed(), SecretsInUse.UNKNOWN)
                .expires()
                .orElseThrow();
        return "the stored one expires on " + UtcFormat.of(expires) + ", within "
                + SecretTerms.of(request, observed, observed.entra().managed()).renewBefore();
    }

    /** Only a secret of the same tenant is ever overwritten, and one of another app only on request. */
    public boolean mayOverwrite(Optional<Application> app) {
        if (observed.stored().isEmpty()) {
            return true;
        }
        StoredSecret stored = observed.stored().get();
        if (!stored.tenant().equalsIgnoreCase(request.domain())) {
            plan.obstacle(
                    ProcedureProblem.VAULT_REFUSED,
                    "The credential '" + stored.credentialsId() + "' belongs to the tenant " + stored.tenant() + ".",
                    "Choose another credentials id.");
            return false;
        }
        if (!stored.isFor(request.app().product())) {
            plan.obstacle(
                    ProcedureProblem.VAULT_REFUSED,
                    "The credential '" + stored.credentialsId() + "' belongs to the product " + stored.product() + ".",
                    "Choose another credentials id: each product has a credential of its own.");
            return false;
        }
        boolean sameApp = app.isPresent() && app.get().appId().equals(stored.clientId());
        if (!sameApp && !request.allows(Allowance.ADOPT)) {
            plan.obstacle(
                    ProcedureProblem.VAULT_REFUSED,
                    "The credential '" + stored.credentialsId() + "' belongs to another app registration ("
                            + stored.clientId() + ").",
                    "Choose another credentials id, or run again with 'adopt' to replace it.");
            return false;
        }
        return true;
    }
}
