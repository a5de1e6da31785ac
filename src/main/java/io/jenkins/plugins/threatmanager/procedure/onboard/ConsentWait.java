package io.jenkins.plugins.threatmanager.procedure.onboard;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.apply.ApplyState;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.trust.TrustGate;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the bootstrap identity may not consent, a person can: says how, and waits for it. No lock is held meanwhile, so
 * others may change everything; whoever has waited observes and plans again before the next change. All waits of a run
 * together take no longer than was asked for.
 */
final class ConsentWait {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** Two minutes: longer than a replica of Entra takes to show an app registration that others have shown. */
    private static final int MOST_LOOKS_WITHOUT_APP = 12;

    private final OnboardRequest request;
    private final EntraDirectory entra;
    private final OperationContext operation;
    private Duration waited = Duration.ZERO;

    ConsentWait(OnboardRequest request, EntraDirectory entra, OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.operation = operation;
    }

    /**
     * Returns once consent was given, or the app registration has become one that no consent is to be given to.
     *
     * @param snapshot what the plan was made from
     * @param applied with the consents that are missing
     * @throws ProblemException if consent is still missing in the end, the app registration is gone, or no longer in
     *     trusted hands: the link is valid while it is, and no longer
     */
    void await(DirectorySnapshot snapshot, ApplyState applied) throws InterruptedException {
        String link = entra.adminConsentLink(applied.application().appId());
        String names = applied.refused().keySet().stream().map(AppRole::name).collect(Collectors.joining(", "));
        operation.say("admin consent is missing for " + names);
        operation.say("a Privileged Role Administrator can grant it here: " + link);
        TrustGate gate = new TrustGate(request, entra, snapshot, operation);
        int without = 0;
        while (waited.compareTo(request.consentWait()) < 0 && operation.hasTimeFor(BETWEEN_LOOKS)) {
            operation.pause(BETWEEN_LOOKS, WaitReason.CONSENT, "for an administrator to consent");
            waited = waited.plus(BETWEEN_LOOKS);
            Optional<Application> seen = entra.observe(
                            request.app().uniqueName(), request.app().displayName(), operation)
                    .managed();
            without = seen.isPresent() ? 0 : without + 1;
            if (without == MOST_LOOKS_WITHOUT_APP) {
                throw gone(applied.application());
            }
            if (seen.isPresent() && isOver(seen.get(), applied, gate)) {
                return;
            }
        }
        ProblemException why = applied.refused().values().iterator().next();
        throw new ProblemException(
                        ProcedureProblem.CONSENT_MISSING,
                        "Admin consent is missing for " + names + ", and the bootstrap identity may not grant it: "
                                + why.cause(),
                        "Let a Privileged Role Administrator open " + link + " and accept, then run again.")
                .withReference(why.reference());
    }

    private boolean isOver(Application seen, ApplyState applied, TrustGate gate) {
        if (!seen.appId().equals(applied.application().appId()) || isOutOfUse(seen)) {
            operation.say("the app registration was changed meanwhile");
            return true;
        }
        gate.requireProven(seen, applied.stored());
        applied.application(seen);
        if (applied.refused().isEmpty()) {
            operation.say("consent was given");
            return true;
        }
        return false;
    }

    /** Disabled, or taken over: what the plan says of that ends the run. */
    private boolean isOutOfUse(Application seen) {
        return seen.disabled()
                || !seen.servicePrincipal().map(ServicePrincipal::enabled).orElse(true)
                || AppMarker.otherSignerOf(seen, request.controller()).isPresent();
    }

    /** Removed in the meantime by whoever may do so: creating it again would undo that. */
    private ProblemException gone(Application app) {
        return new ProblemException(
                ProcedureProblem.ANOTHER_RUN,
                "The app registration '" + app.displayName() + "' (" + app.appId()
                        + ") was removed while this run waited for a person to consent.",
                "Run again if the tenant is to be onboarded all the same.");
    }
}
