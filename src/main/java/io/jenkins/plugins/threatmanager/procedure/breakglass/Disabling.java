package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;

/**
 * Disables an app and removes its credentials. Waits for no other run: one that is about to add a secret loses it to the
 * second look. Vault and servers are left as they are.
 */
public final class Disabling implements Procedure<BreakGlassRequest> {

    private final Places places;
    private final FirstLook look;

    public Disabling(Places places) {
        this.places = places;
        this.look = new FirstLook(places);
    }

    @Override
    public Outcome plan(BreakGlassRequest request, OperationContext operation) throws InterruptedException {
        DirectorySnapshot entra = look.of(request, operation);
        return look.planned(request, entra, BreakGlassPlanner.disabling(request, entra), operation);
    }

    @Override
    public Outcome run(BreakGlassRequest request, OperationContext operation) throws InterruptedException {
        DirectorySnapshot entra = look.of(request, operation);
        Outcome planned = look.planned(request, entra, BreakGlassPlanner.disabling(request, entra), operation);
        Plan plan = planned.plan();
        plan.requirePossible();
        if (entra.managed().isEmpty()) {
            return planned;
        }
        Application app = entra.managed().get();
        BreakGlassApplier applier = new BreakGlassApplier(places.entra(), app, places.journal(), operation);
        applier.tryAll(plan.changes());
        lookAgain(app, entra, applier, operation);
        applier.requireAllDone();
        return new Outcome(plan, applier.done(), planned.overview());
    }

    /** A run that was under way, here or elsewhere, may have been adding a secret when the first look was taken. */
    private void lookAgain(
            Application app, DirectorySnapshot entra, BreakGlassApplier applier, OperationContext operation)
            throws InterruptedException {
        try {
            Application now = places.entra().read(app, entra.graph(), operation);
            applier.tryAll(BreakGlassPlanner.addedMeanwhile(app, now));
        } catch (ProblemException failure) {
            applier.note("look for credentials that were added meanwhile", failure);
        }
    }
}
