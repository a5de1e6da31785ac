package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Plans a step of the rotation: the configuration's secret is moved, a new one made when it is due, an older one removed
 * after its grace period. What this plugin has neither made nor moved is never removed, and never are more than two of its
 * own alive. Pure.
 */
final class BootstrapPlanner {

    /** Longer than any run lasts, so that whoever made a secret has stored it, or has ended. */
    private static final Duration LONGEST_RUN = Duration.ofDays(1);

    private final BootstrapRequest request;
    private final BootstrapObservation observed;
    private final BootstrapState state;
    private final SecretTerms terms;
    private final PlanBuilder plan = new PlanBuilder();
    private int alive;

    private BootstrapPlanner(BootstrapRequest request, BootstrapObservation observed, BootstrapState state) {
        this.request = request;
        this.observed = observed;
        this.state = state;
        this.terms = observed.terms(request);
    }

    static Plan plan(BootstrapRequest request, BootstrapObservation observed, BootstrapState state) {
        return new BootstrapPlanner(request, observed, state).plan();
    }

    private Plan plan() {
        DirectorySnapshot.SignIn signIn = observed.signIn();
        if (signIn.means().kind() == SignInMeans.Kind.NOTHING_EXPIRES) {
            plan.remark("The bootstrap identity signs in with nothing that expires: there is nothing to rotate.");
            return plan.build();
        }
        if (isPossible()) {
            orphans();
            previous();
            current();
            ownership();
        }
        return plan.build();
    }

    private boolean isPossible() {
        SignInMeans means = observed.signIn().means();
        if (means.kind() != SignInMeans.Kind.SECRET
                || observed.stored().isEmpty() && observed.configured().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.BOOTSTRAP_NOT_ROTATABLE,
                    "The bootstrap identity signs in with a " + means.kind().words()
                            + ", which this plugin can only watch.",
                    "Renew it by hand, or have the tenant sign in with a client secret of its own (clientSecret), or"
                            + " with a workload identity, which has none at all.");
            return false;
        }
        if (observed.app().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.BOOTSTRAP_UNREADABLE,
                    "The app registration of the bootstrap identity cannot be read in this tenant.",
                    "Let a Privileged Role Administrator consent to Application.Read.All for it; an app registration of"
                            + " another tenant is rotated there.");
            return false;
        }
        String clientId = observed.app().get().appId();
        if (observed.stored()
                .filter(stored -> !stored.clientId().equalsIgnoreCase(clientId))
                .isPresent()) {
            plan.obstacle(
                    ProcedureProblem.VAULT_REFUSED,
                    "The credential '" + request.secret().credentialsId() + "' in "
                            + observed.vault().description() + " keeps the secret of another app registration.",
                    "Remove it there, and run again.");
            return false;
        }
        return true;
    }

    /** The text of such a secret is nowhere, unless another run is about to store it. */
    private void orphans() {
        for (ClientSecret orphan : state.orphans()) {
            Optional<Instant> until = orphan.created().map(made -> made.plus(LONGEST_RUN));
            if (!observed.isAlive(orphan)) {
                plan.change(new Change.RemoveSecret(orphan, "it has expired, and nothing keeps it"));
            } else if (until.filter(end -> !end.isAfter(observed.signIn().entraTime()))
                    .isPresent()) {
                plan.change(
                        new Change.RemoveSecret(orphan, "a run that was interrupted has left it; its text is nowhere"));
            } else {
                alive++;
                plan.remark(
                        "The client secret " + orphan.keyId() + " of the bootstrap identity may be another run's; it"
                                + " stays until " + UtcFormat.andTime(until.orElse(orphan.expires())) + ".");
            }
        }
    }

    private void previous() {
        Optional<StoredSecret.Version> kept = observed.stored().flatMap(StoredSecret::previous);
        if (kept.isEmpty()) {
            return;
        }
        StoredSecret.Version previous = kept.get();
        Optional<ClientSecret> listed = observed.listed(previous.keyId());
        if (listed.isEmpty()) {
            if (observed.isPreviousUsable()) {
                alive++;
            } else {
                plan.change(new Change.ForgetSecret(
                        request.secret().credentialsId(), previous.keyId(), "Entra does not have it any more"));
            }
        } else if (!observed.isAlive(listed.get())) {
            plan.change(new Change.RemoveSecret(listed.get(), "it has expired"));
        } else if (observed.isStoredUsable() && isGraceOver()) {
            plan.change(new Change.RemoveSecret(listed.get(), "the newer one has been used for " + grace()));
        } else {
            alive++;
            plan.remark("The older client secret " + previous.keyId()
                    + " of the bootstrap identity stays until the newer one has been used for " + grace() + ".");
        }
    }

    private CalendarPeriod grace() {
        return terms.grace(request.terms().gracePeriod());
    }

    /** One that Entra does not list yet has only just been made. */
    private boolean isGraceOver() {
        return observed.stored()
                .flatMap(stored -> observed.listed(stored.keyId()))
                .flatMap(ClientSecret::created)
                .filter(made -> !grace().after(made).isAfter(observed.signIn().entraTime()))
                .isPresent();
    }

    private void current() {
        if (observed.isStoredUsable()) {
            alive++;
        }
        boolean due = state.isDue(terms.renewBefore(), observed.at());
        if (!due && !request.terms().force()) {
            if (observed.stored().isEmpty()) {
                plan.change(store("it is copied into " + observed.vault().description() + " from "
                        + observed.vault().former().orElseThrow().description() + ", to be rotated from now on"));
            }
            return;
        }
        if (alive >= 2) {
            wait(due);
            return;
        }
        String reason = state.used().isEmpty()
                ? "until when the secret works with which the bootstrap identity signs in cannot be told"
                : state.fault()
                        ? "the one that is kept for the bootstrap identity does not work"
                        : due
                                ? "that of the bootstrap identity expires on "
                                        + UtcFormat.of(state.used().get().expires())
                                : "a new one for the bootstrap identity was asked for";
        terms.obstacle().ifPresent(plan::obstacle);
        terms.remark().ifPresent(plan::remark);
        plan.change(new Change.AddSecret(terms.expires(), reason));
        plan.change(store("before anything uses it"));
    }

    private Change store(String reason) {
        return new Change.StoreSecret(
                request.secret().credentialsId(), observed.vault().description(), reason);
    }

    private void wait(boolean due) {
        String sentence = "A new client secret of the bootstrap identity is wanted, and there are never more than two";
        if (due) {
            plan.remark(sentence + ": it is made once the older one is gone.");
        } else {
            plan.obstacle(
                    ProcedureProblem.OLDER_SECRET_STAYS,
                    sentence + ".",
                    "Run again once the older one is gone, after the grace period of " + grace() + ".");
        }
    }

    /** Without it Graph refuses, whatever the token says. */
    private void ownership() {
        boolean changesEntra = plan.changes().stream().anyMatch(Change.InEntra.class::isInstance);
        DirectorySnapshot.SignIn signIn = observed.signIn();
        if (changesEntra && !signIn.mayChangeItself().orElse(true)) {
            plan.obstacle(
                    ProcedureProblem.BOOTSTRAP_NOT_OWN_OWNER,
                    "The bootstrap identity is not an owner of its own app registration, so it may not change its"
                            + " secret.",
                    "Let a Cloud Application Administrator run: " + signIn.ownItself());
        }
    }
}
