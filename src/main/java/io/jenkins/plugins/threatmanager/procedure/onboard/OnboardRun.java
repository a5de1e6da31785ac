package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck.Consents;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.apply.AppClaim;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.apply.ClaimLostException;
import io.jenkins.plugins.threatmanager.procedure.apply.EntraApplier;
import io.jenkins.plugins.threatmanager.procedure.apply.ServerApplier;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.List;
import java.util.Optional;

/**
 * One run, in parts: the lock is held while something is changed, and by nobody while a person or a sync is waited for.
 * Each part begins with an observation of its own, since others may have changed everything in between.
 */
final class OnboardRun {

    private final Places places;
    private final EntraDirectory entra;
    private final SecretVault vault;
    private final Optional<ThreatManagerServer> server;
    private final OnboardObserver observer;
    private final OnboardRequest request;
    private final OperationContext operation;
    /** The one that is under way, or was the last; empty before the first. */
    private Optional<OnboardPart> part = Optional.empty();

    private OnboardPart.Before before = OnboardPart.Before.NOTHING;

    OnboardRun(
            Places places, Optional<ThreatManagerServer> server, OnboardRequest request, OperationContext operation) {
        this.places = places;
        this.entra = places.entra();
        this.vault = places.vault();
        this.server = server;
        this.observer = new OnboardObserver(places, server);
        this.request = request;
        this.operation = operation;
    }

    Outcome toItsEnd() throws InterruptedException {
        Optional<FirstSync.Look> look = Optional.empty();
        try {
            changeEverything();
            look = awaitFirstSync(part.orElseThrow());
        } finally {
            Optional<FirstSync.Look> seen = look;
            part.ifPresent(last -> places.journal().overview(overview(last, seen)));
        }
        FirstSync.requireNotFailed(look);
        OnboardPart last = part.orElseThrow();
        return new Outcome(last.whole(), before.made(), overview(last, look));
    }

    /** Ends, since every wait takes some of the time in which a person is waited for. */
    private void changeEverything() throws InterruptedException {
        ConsentWait consent = new ConsentWait(request, entra, operation);
        while (!places.locks().alone(request, operation, this::change)) {
            OnboardPart waiting = part.orElseThrow();
            consent.await(waiting.observed().entra(), waiting.state());
        }
    }

    /** @return whether everything is done; otherwise a person has to consent first */
    private boolean change() throws InterruptedException {
        AppClaim claim = new AppClaim(request, entra, operation);
        boolean later = part.isPresent();
        for (int lost = 0; ; lost++) {
            operation.say("reading tenant " + request.domain());
            DirectorySnapshot directory = claim.settled(lost, later);
            try {
                return carryOut(allowed(later, (later || lost > 0) && claim.isOthers(directory)), directory);
            } catch (ClaimLostException e) {
                operation.say("another run may have created the app registration at the same moment");
            }
        }
    }

    /** 'adopt' and 'restore' were said of what was there when the run began. */
    private OnboardRequest allowed(boolean later, boolean others) {
        OnboardRequest now = later ? request.without(Allowance.RESTORE) : request;
        return others ? now.without(Allowance.ADOPT) : now;
    }

    private boolean carryOut(OnboardRequest allowed, DirectorySnapshot directory) throws InterruptedException {
        Observation observed = observer.observe(directory, allowed, operation);
        List<AppRole> wanted = OnboardObserver.wanted(allowed, observed);
        // Without the right to consent, too: a person can consent only to an app that is there.
        Plan plan = observer.plan(allowed, observed, wanted, Consents.TRIED, operation);
        ApplyState applied = OnboardObserver.before(allowed, observed);
        OnboardPart now = new OnboardPart(allowed, observed, wanted, plan, applied, before);
        places.journal().planned(now.whole());
        places.journal().lines(plan).forEach(operation::say);
        plan.requirePossible();
        if (!plan.changesNothing()) {
            vault.checkOwner();
            if (allowed.wants(Stage.SECRET)) {
                vault.checkWritable(allowed.secret().credentialsId());
            }
        }
        places.admit(allowed, plan);
        part = Optional.of(now);
        Optional<ServerApplier> serverApplier = server.filter(some -> allowed.wants(Stage.SYNC))
                .map(some -> new ServerApplier(allowed, some, vault, applied, operation));
        OnboardApplier applier = new OnboardApplier(
                new EntraApplier(allowed, entra, observed.entra(), vault, applied, operation),
                serverApplier,
                applied,
                places.journal(),
                operation);
        boolean complete = applier.apply(plan);
        before = now.then(applier);
        return complete;
    }

    private Optional<FirstSync.Look> awaitFirstSync(OnboardPart last) throws InterruptedException {
        ApplyState applied = last.state();
        return applied.sync().isEmpty() || server.isEmpty()
                ? Optional.empty()
                : Optional.of(FirstSync.await(
                        server.get(),
                        applied.sync().get(),
                        FirstSync.touch(last.whole()),
                        FirstSync.repairedAt(applied, last.wanted()),
                        operation));
    }

    private Overview overview(OnboardPart last, Optional<FirstSync.Look> look) {
        return OnboardOverviews.of(last, look, OnboardOverviews.byHand(places, request));
    }
}
