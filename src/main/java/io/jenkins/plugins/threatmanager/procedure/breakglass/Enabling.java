package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.transport.OperationContext;

/** Enables an app again that was disabled, if nothing is left on it that would work again with it. */
public final class Enabling implements Procedure<BreakGlassRequest> {

    private final Places places;
    private final FirstLook look;

    public Enabling(Places places) {
        this.places = places;
        this.look = new FirstLook(places);
    }

    @Override
    public Outcome plan(BreakGlassRequest request, OperationContext operation) throws InterruptedException {
        DirectorySnapshot entra = look.of(request, operation);
        return look.planned(request, entra, BreakGlassPlanner.enabling(request, entra), operation);
    }

    @Override
    public Outcome run(BreakGlassRequest request, OperationContext operation) throws InterruptedException {
        DirectorySnapshot entra = look.of(request, operation);
        Outcome planned = look.planned(request, entra, BreakGlassPlanner.enabling(request, entra), operation);
        planned.plan().requirePossible();
        if (planned.plan().changesNothing()) {
            return planned;
        }
        BreakGlassApplier applier =
                new BreakGlassApplier(places.entra(), entra.managed().orElseThrow(), places.journal(), operation);
        applier.tryAll(planned.plan().changes());
        applier.requireAllDone();
        return new Outcome(planned.plan(), applier.done(), planned.overview());
    }
}
