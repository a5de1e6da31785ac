package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretPlanner;
import io.jenkins.plugins.threatmanager.procedure.secret.SecretRoom;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustPlanner;
import java.util.Optional;

/**
 * Plans the rotation of one credential's secret: a new one where it is wanted, the servers moved to it, the older one
 * removed when it is no longer needed. There are never three, and one that a server might hold is never removed. Pure.
 */
final class RotationPlanner {

    private final ProcedureRequest request;
    private final RotationTerms terms;
    private final RotationObservation view;
    private final RotationState state;
    private final PlanBuilder plan = new PlanBuilder();
    private final SecretPlanner secrets;
    private final ServerRules servers;
    private final Leftovers leftovers;

    private RotationPlanner(
            ProcedureRequest request, RotationTerms terms, RotationObservation view, RotationState state) {
        this.request = request;
        this.terms = terms;
        this.view = view;
        this.state = state;
        this.secrets = new SecretPlanner(request, view.base(), plan);
        this.servers = new ServerRules(request, view, plan);
        this.leftovers = new Leftovers(request, view.base(), state.app());
    }

    static Plan plan(ProcedureRequest request, RotationTerms terms, RotationObservation view, RotationState state) {
        RotationPlanner planner = new RotationPlanner(request, terms, view, state);
        planner.plan();
        return planner.plan.build();
    }

    private void plan() {
        if (!mayBeUsed() || !secrets.mayOverwrite(state.app()) || !servers.allow()) {
            return;
        }
        rotate();
        FormerCopy.leave(view.base(), state, plan);
    }

    private void rotate() {
        servers.remarkOn();
        secrets.removeUnstored(state.secrets());
        clearLeftovers();
        if (state.secrets().fault().isPresent()) {
            replace(state.secrets().fault().get());
            return;
        }
        if (!isWanted()) {
            // First, as what is removed afterwards takes its text out of the credential as it is by then.
            secrets.keep(state.app(), state.secrets());
        }
        if (!state.holders().toMove().isEmpty()) {
            goOn();
        } else if (state.previous().isPresent()) {
            settle(state.previous().get());
        } else {
            removeExpired();
            begin();
        }
    }

    /** The app has to be there, and nothing that an administrator switched off is worked around. */
    private boolean mayBeUsed() {
        if (state.app().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NO_APP,
                    "The tenant " + request.domain() + " has no app registration with the unique name "
                            + request.app().uniqueName() + ".",
                    "Onboard the tenant first.");
            return false;
        }
        Application app = state.app().get();
        if (!plan.requireEnabled(app)) {
            return false;
        }
        Optional<Signer> other = AppMarker.otherSignerOf(app, request.controller());
        if (other.isPresent()) {
            plan.managedElsewhere(
                    "The app registration '" + app.displayName() + "'",
                    other.get(),
                    request.controller(),
                    ServerRules.TAKE_OVER);
            return false;
        }
        return isInTrustedHands(app);
    }

    /** The secret of an app that was onboarded is rotated whatever has happened since: the sync must not lapse. */
    private boolean isInTrustedHands(Application app) {
        TrustPlanner trust = new TrustPlanner(request, view.base(), app, plan);
        if (!trust.isOnboarded()) {
            return trust.require();
        }
        trust.report();
        trust.reportLock();
        trust.reportConsents();
        return true;
    }

    /** The stored secret cannot be used: the one before it is of no more use either, unless a server may hold it. */
    private void replace(String fault) {
        SecretRoom room = room();
        room.removePrevious();
        room.removeUseless(fault);
        if (room.has()) {
            add(fault, state.previous().filter(previous -> !plan.removes(previous.keyId())));
        } else {
            room.refuse(fault, false);
        }
    }

    /** Leftovers of the previous controller are removed only on request, and when nothing else is under way. */
    private void clearLeftovers() {
        if (request.allows(Allowance.ADOPT)) {
            leftovers.removeOrReport(state, unsettled(), plan);
        } else {
            leftovers.report(plan);
        }
    }

    /** Why no server's former secret may go yet, to follow "it stays"; empty if all servers hold the stored one. */
    private Optional<String> unsettled() {
        if (state.secrets().fault().isPresent() || !state.holders().toMove().isEmpty()) {
            return Optional.of("until all servers hold the stored secret");
        }
        if (!view.waiting().isEmpty() && !terms.confirmed()) {
            return Optional.of("until it is confirmed that " + servers.byHand() + " holds the stored secret");
        }
        if (!state.secrets().held().complete()) {
            return Optional.of("because " + state.secrets().held().doubts());
        }
        return Leftovers.lastMoved(state.holders().all())
                .map(terms.gracePeriod()::after)
                .filter(view.base().at()::isBefore)
                .map(end -> "until " + UtcFormat.andTime(end) + ", when the grace period is over");
    }

    private SecretRoom room() {
        return new SecretRoom(
                view.base(),
                state.secrets(),
                plan,
                state.previous().filter(previous -> !state.older().listed()));
    }

    /** All servers hold the stored secret, and it is the only one. */
    private void begin() {
        if (state.secrets().due()) {
            renew(secrets.dueReason());
        } else if (terms.force()) {
            renew("asked for with 'force'");
        } else if (terms.confirmed() && leftovers.isEmpty()) {
            plan.remark("There was nothing to confirm: no older client secret is alive.");
        }
    }

    private void renew(String reason) {
        SecretRoom room = room();
        if (room.has()) {
            add(reason, Optional.empty());
        } else {
            room.refuse(reason, !terms.force() && secrets.endsInTime(state.secrets()));
        }
    }

    /** @param before the secret before the stored one, if that stays for now */
    private void add(String reason, Optional<ClientSecret> before) {
        secrets.addNew(state.app(), reason);
        state.holders().all().forEach(holding -> move(holding, "it is to hold the new secret"));
        Optional<ClientSecret> older = view.base()
                .stored()
                .flatMap(stored -> state.secrets().listed(stored.keyId()))
                .filter(secret -> secret.expires().isAfter(view.base().at()));
        removeAtOnce(older.or(() -> before));
    }

    /** A run was interrupted, or a server was away: no third secret, whatever else is due. */
    private void goOn() {
        for (ProfileUse holding : state.holders().toMove()) {
            move(
                    holding,
                    holding.marker()
                            .map(marker -> "it holds the secret " + marker.keyId())
                            .orElse("it does not say which secret it holds"));
        }
        if (isWanted()) {
            plan.remark("First all servers get the stored secret; a new one waits for the next run.");
        }
        removeAtOnce(state.previous());
    }

    private void move(ProfileUse holding, String reason) {
        String why = holding.named() ? reason : "not named, but it holds a secret of this credential: " + reason;
        plan.change(new Change.OnServer(
                holding.server(),
                new Change.UpdateProfile(holding.profile(), holding.profile().name(), why)));
    }

    private void removeAtOnce(Optional<ClientSecret> older) {
        if (terms.gracePeriod().isNone() && state.holders().unsure().isEmpty() && !waitsForHand()) {
            older.filter(secret -> state.secrets().listed(secret.keyId()).isPresent())
                    .ifPresent(secret ->
                            plan.change(new Change.RemoveSecret(secret, "superseded, and no grace period is wanted")));
        }
    }

    /** Whether a person has to do something before the secret that this run supersedes may go. */
    private boolean waitsForHand() {
        return view.servers().stream().anyMatch(ServerObservation::isByHand);
    }

    /** All servers that can be read hold the stored secret, and the one before it is still alive. */
    private void settle(ClientSecret previous) {
        Optional<String> stays = stays(previous);
        boolean wanted = isWanted();
        if (stays.isEmpty()) {
            servers.remarkOnStatements();
            plan.change(new Change.RemoveSecret(
                    previous,
                    waitsForHand() ? "superseded, as was confirmed" : "superseded, and the grace period is over"));
            if (wanted) {
                begin();
            }
        } else if (!wanted || isShort() && !terms.force()) {
            plan.remark("The older client secret " + previous.keyId() + " " + stays.get() + "."
                    + (wanted ? " The renewal that is due waits for the next run." : ""));
        } else {
            plan.obstacle(
                    state.holders().handOffPending()
                            ? ProcedureProblem.HAND_OFF_PENDING
                            : ProcedureProblem.OLDER_SECRET_STAYS,
                    "A new client secret is wanted, but the older one, " + previous.keyId() + ", " + stays.get()
                            + ", and there are never more than two.",
                    remedy());
        }
    }

    /** Whether a new secret is wanted, though the stored one is good. */
    private boolean isWanted() {
        return state.secrets().due() || terms.force();
    }

    /** Whether what keeps the older secret ends by itself, and soon. */
    private boolean isShort() {
        return !state.holders().handOffPending() && (state.holders().unsure().isEmpty() || inGrace());
    }

    private boolean inGrace() {
        return state.older().isInGraceAt(view.base().at());
    }

    /** Why the older secret may not go yet, to follow its name; empty if it may. */
    private Optional<String> stays(ClientSecret previous) {
        if (state.holders().handOffPending()) {
            return Optional.of("stays until it is confirmed that " + servers.byHand() + " holds the stored one");
        }
        if (inGrace()) {
            return Optional.of("is kept until "
                    + UtcFormat.andTime(state.older().keptUntil().orElseThrow()));
        }
        if (!state.holders().unsure().isEmpty()) {
            return Optional.of(
                    "is kept because of " + String.join(" and ", state.holders().unsure()));
        }
        return state.older().listed()
                ? Optional.empty()
                : Optional.of("is kept until Entra lists it, so that it can be removed");
    }

    private String remedy() {
        if (state.holders().handOffPending()) {
            return servers.handOffRemedy();
        }
        if (inGrace() || !state.older().listed()) {
            return "Wait until then, or run with a shorter gracePeriod.";
        }
        return "Make sure that the server can be read, or that its profile is managed or deleted, and run again.";
    }

    /** What expired before it was superseded is of no use, and neither is a text whose secret is gone. */
    private void removeExpired() {
        Optional<StoredSecret.Version> known = view.base().stored().flatMap(StoredSecret::previous);
        if (known.isEmpty()) {
            return;
        }
        String keyId = known.get().keyId();
        state.secrets()
                .listed(keyId)
                .ifPresentOrElse(
                        expired -> plan.change(
                                new Change.RemoveSecret(expired, "expired on " + UtcFormat.of(expired.expires()))),
                        () -> plan.change(new Change.ForgetSecret(
                                request.secret().credentialsId(), keyId, "it is gone from Entra")));
    }
}
