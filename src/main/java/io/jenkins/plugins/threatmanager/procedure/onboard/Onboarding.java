package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Observation;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck.Consents;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.List;
import java.util.Optional;

/**
 * The procedure: observe, plan, apply, verify. Converges: run it once or a hundred times, from any half-done state, and
 * the result is the same.
 */
public final class Onboarding implements Procedure<OnboardRequest> {

    private final Places places;
    private final EntraDirectory entra;
    private final Optional<ThreatManagerServer> server;

    /** @param places it is about the first of the named servers; none is needed where {@link Stage#SYNC} is never wanted */
    public Onboarding(Places places) {
        this.places = places;
        this.entra = places.entra();
        this.server = places.named().stream().findFirst().flatMap(ServerTarget::server);
    }

    @Override
    public Outcome plan(OnboardRequest request, OperationContext operation) throws InterruptedException {
        operation.say("reading tenant " + request.domain());
        OnboardObserver observer = new OnboardObserver(places, server);
        Observation observed = observer.observe(PermissionCheck.observe(entra, request, operation), request, operation);
        DirectorySnapshot.SignIn signIn = observed.entra().signIn();
        if (signIn.means().kind().expires()) {
            operation.say("the bootstrap identity signs in with " + signIn.signedInWith());
        }
        List<AppRole> wanted = OnboardObserver.wanted(request, observed);
        boolean waits = !request.consentWait().isZero();
        Plan planned =
                observer.plan(request, observed, wanted, waits ? Consents.BY_A_PERSON : Consents.NEEDED, operation);
        OnboardPart now = new OnboardPart(
                request,
                observed,
                wanted,
                planned,
                OnboardObserver.before(request, observed),
                OnboardPart.Before.NOTHING);
        Optional<FirstSync.Look> look = look(now, operation);
        Plan plan = FirstSync.finding(look, FirstSync.touch(planned))
                .map(planned::with)
                .orElse(planned);
        announce(plan, operation);
        Overview overview = OnboardOverviews.of(now, look, OnboardOverviews.byHand(places, request));
        places.journal().overview(overview);
        return new Outcome(plan, List.of(), overview);
    }

    @Override
    public Outcome run(OnboardRequest request, OperationContext operation) throws InterruptedException {
        return new OnboardRun(places, server, request, operation).toItsEnd();
    }

    private void announce(Plan plan, OperationContext operation) {
        places.journal().planned(plan);
        places.journal().lines(plan).forEach(operation::say);
    }

    private Optional<FirstSync.Look> look(OnboardPart now, OperationContext operation) throws InterruptedException {
        ApplyState state = now.state();
        return state.sync().isEmpty()
                ? Optional.empty()
                : Optional.of(FirstSync.look(
                        server.orElseThrow(),
                        state.sync().get(),
                        FirstSync.repairedAt(state, now.wanted()),
                        operation));
    }
}
