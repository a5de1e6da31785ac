package io.jenkins.plugins.threatmanager.procedure.secret;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether there is room for one more client secret of a credential, whose managed secrets alive are never more than two.
 * Makes room by removing what is provably unused, and otherwise reports the obstacle. Pure.
 */
public final class SecretRoom {

    private static final int MOST = 2;

    private final Observation observed;
    private final SecretState situation;
    private final PlanBuilder plan;
    private final Optional<ClientSecret> unlistedPrevious;

    /** @param unlistedPrevious the secret before the stored one, if it works and Entra does not list it yet */
    public SecretRoom(
            Observation observed, SecretState situation, PlanBuilder plan, Optional<ClientSecret> unlistedPrevious) {
        this.observed = observed;
        this.situation = situation;
        this.plan = plan;
        this.unlistedPrevious = unlistedPrevious;
    }

    /** The one before the stored one, if no server holds it. */
    public void removePrevious() {
        previous()
                .filter(previous -> isExpired(previous)
                        || isUnused(previous) && situation.held().complete())
                .ifPresent(previous -> plan.change(
                        new Change.RemoveSecret(previous, "superseded, and there are never more than two")));
    }

    /** The stored one, which cannot be used, if there is no room otherwise; a confirmation says that it is in use. */
    public void removeUseless(String fault) {
        if (!has()) {
            stored().filter(stored -> isUnused(stored) && situation.held().proven())
                    .ifPresent(stored -> plan.change(new Change.RemoveSecret(
                            stored, fault + ", no server holds it, and there are never more than two")));
        }
    }

    public boolean has() {
        return alive().size() < MOST;
    }

    /**
     * Says what stands in the way of a new secret.
     *
     * @param reason why one is wanted
     * @param patient whether it may as well wait for another run to end; otherwise it is an obstacle
     * @return false
     */
    public boolean refuse(String reason, boolean patient) {
        Optional<UnstoredSecret> another = unstored(UnstoredSecret.Fate.MAY_BE_ANOTHER_RUNS);
        Optional<String> doubtful = unstored(UnstoredSecret.Fate.MAY_BE_HELD)
                .map(UnstoredSecret::secret)
                .or(() -> previous().filter(this::isUnused))
                .or(() -> stored().filter(this::isUnused))
                .map(ClientSecret::keyId);
        String wanted = "A new client secret is wanted (" + reason + "), but there are never more than two, and ";
        if (another.isPresent() && patient) {
            plan.remark("A new client secret is wanted (" + reason + "); it waits until "
                    + another.get().term() + ".");
        } else if (another.isPresent()) {
            plan.obstacle(
                    ProcedureProblem.ANOTHER_RUN,
                    wanted + another.get().secret().keyId()
                            + ", which is not stored, may be one that another run is about to store.",
                    "Let the other run end, or run again after " + another.get().term() + ".");
        } else if (doubtful.isPresent() && !situation.held().complete()) {
            plan.obstacle(
                    ProcedureProblem.SECRET_MAY_BE_IN_USE,
                    wanted + doubtful.get() + " may be in use: "
                            + situation.held().doubts() + ".",
                    situation.held().needsOnlyConfirmation()
                            ? "If nothing uses that one, run again with 'confirm'."
                            : "See to it that the server can be read, or that its profile is managed or deleted, and"
                                    + " run again.");
        } else {
            plan.obstacle(
                    ProcedureProblem.SECRET_MAY_BE_IN_USE,
                    wanted + "two are in use.",
                    "Remove one of them in the Entra admin center, and run again at once.");
        }
        return false;
    }

    private Optional<UnstoredSecret> unstored(UnstoredSecret.Fate fate) {
        return situation.unstored().stream().filter(some -> some.is(fate)).findFirst();
    }

    private Optional<ClientSecret> previous() {
        return observed.stored()
                .flatMap(StoredSecret::previous)
                .flatMap(previous -> situation.listed(previous.keyId()));
    }

    private Optional<ClientSecret> stored() {
        return observed.stored().flatMap(stored -> situation.listed(stored.keyId()));
    }

    private boolean isUnused(ClientSecret secret) {
        return !situation.held().contains(secret.keyId());
    }

    private boolean isExpired(ClientSecret secret) {
        return !secret.expires().isAfter(observed.entra().entraTime());
    }

    /** Identifiers of those that work, or may, once the plan is carried out. */
    private List<String> alive() {
        List<String> alive = new ArrayList<>();
        situation.managed().stream()
                .filter(secret -> !isExpired(secret) && !plan.removes(secret.keyId()))
                .map(ClientSecret::keyId)
                .forEach(alive::add);
        // With an identifier that was changed by hand, it is one of those listed.
        if (situation.fault().isEmpty() && observed.vault().works().orElse(false)) {
            observed.stored().map(StoredSecret::keyId).ifPresent(alive::add);
        }
        unlistedPrevious.map(ClientSecret::keyId).ifPresent(alive::add);
        return alive;
    }
}
