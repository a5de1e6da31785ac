package io.jenkins.plugins.threatmanager.procedure.apply;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.procedure.PermissionCheck;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whose an app registration is when several controllers want the same one at once. Two answers of Graph are given to
 * one caller only: that the application was created, and that its service principal was. The first makes the creator;
 * the second decides, since only its winner marks the application: also where a creator died, or does not know that it
 * was one. Tags alone decide nothing, because the last writer of them wins.
 */
public final class AppClaim {

    /** How long a creator may take from the application to its service principal before it is taken for dead. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final int LOOKS_FOR_MARKER = 6;
    private static final int LOOKS_FOR_APP = 24;
    private static final int MOST_LOST = 3;

    /** Longer than any run takes from an observation to the tags that it leads to. */
    private static final Duration BEFORE_CONFIRMING = Duration.ofSeconds(15);

    private static final int CONFIRMATIONS = 2;

    private final ProcedureRequest request;
    private final EntraDirectory entra;
    private final OperationContext operation;

    public AppClaim(ProcedureRequest request, EntraDirectory entra, OperationContext operation) {
        this.request = request;
        this.entra = entra;
        this.operation = operation;
    }

    /**
     * Reads the tenant, and gives whoever is just creating the app registration the time to mark it.
     *
     * @param lost how often this run has lost the app registration to somebody: there is one to be seen, then
     * @param later whether this run has seen the app registration in an earlier part of its own
     */
    public DirectorySnapshot settled(int lost, boolean later) throws InterruptedException {
        DirectorySnapshot seen = observe();
        if (!request.tasks().contains(EntraTask.WRITE_APPLICATION)) {
            return seen;
        }
        boolean there = lost > 0 || later;
        for (int look = 1; isUnsettled(seen, there, look) && operation.hasTimeFor(BETWEEN_LOOKS); look++) {
            operation.pause(BETWEEN_LOOKS, "another run may be creating the app registration");
            seen = observe();
        }
        if (lost > MOST_LOST
                || there && seen.managed().isEmpty() && seen.deleted().isEmpty()) {
            throw new ProblemException(
                    ProcedureProblem.APP_UNSETTLED,
                    "The owner of the app registration with the unique name "
                            + request.app().uniqueName() + " cannot be determined yet.",
                    "Run again in a few minutes: replication in Entra may be slow, or another controller is creating"
                            + " it.");
        }
        return seen;
    }

    /** Whether another controller has marked the app registration. Who has just lost it takes nothing over then: 'adopt' was said of what was there before. */
    public boolean isOthers(DirectorySnapshot seen) {
        return seen.managed()
                .flatMap(app -> AppMarker.otherSignerOf(app, request.controller()))
                .isPresent();
    }

    private static boolean isUnsettled(DirectorySnapshot seen, boolean there, int look) {
        return seen.managed()
                .map(app -> isUnclaimed(app) && look <= LOOKS_FOR_MARKER)
                .orElse(there && seen.deleted().isEmpty() && look <= LOOKS_FOR_APP);
    }

    /** As a creation leaves it that has just begun, or was cut off. */
    private static boolean isUnclaimed(Application app) {
        return app.servicePrincipal().isEmpty() && AppMarker.signerOf(app).isEmpty();
    }

    /** @throws ClaimLostException if the application was there already, or may have been */
    Application create(ApplicationSpec spec) throws InterruptedException {
        return entra.create(spec, operation).orElseThrow(ClaimLostException::new);
    }

    /**
     * Creates the service principal, and makes the application look like the spec if that is now this controller's.
     *
     * @param spec empty for an application that carries this controller's marker already
     * @throws ClaimLostException if somebody else has created the service principal
     */
    Application establish(Application app, Optional<ApplicationSpec> spec) throws InterruptedException {
        Application now =
                entra.createServicePrincipal(app, AppMarker.tagsFor(List.of(), request.controller()), spec, operation);
        if (spec.filter(wanted -> !wanted.isMetBy(now)).isEmpty()) {
            return now;
        }
        if (AppMarker.isManagedBy(now, request.controller())) {
            return entra.update(now, spec.get(), operation);
        }
        throw new ClaimLostException();
    }

    /**
     * Makes an application that has a service principal look like the spec. Who marks it newly waits and reads its
     * marker back, twice: whoever else had seen it without one has written its own by then.
     *
     * @throws ClaimLostException if another controller has marked it, too
     */
    Application update(Application app, ApplicationSpec spec) throws InterruptedException {
        boolean ours = AppMarker.isManagedBy(app, request.controller());
        Application now = entra.update(app, spec, operation);
        for (int time = 0; !ours && time < CONFIRMATIONS; time++) {
            operation.pause(BEFORE_CONFIRMING, "another controller may be marking the app registration, too");
            if (observe()
                    .managed()
                    .filter(seen -> AppMarker.isMarkedBy(seen, request.controller()))
                    .isEmpty()) {
                throw new ClaimLostException();
            }
        }
        return now;
    }

    private DirectorySnapshot observe() throws InterruptedException {
        return PermissionCheck.observe(entra, request, operation);
    }
}
