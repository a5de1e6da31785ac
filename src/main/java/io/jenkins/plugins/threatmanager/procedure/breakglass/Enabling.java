package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.DirectorySnapshot;
import io.jenkins.plugins.threatmanager.procedure.Change;
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
        for (Change change : planned.plan().changes()) {
            Change.SwitchSignIn sign = (Change.SwitchSignIn) change;
            places.entra().switchSignIn(sign.app(), sign.enabled(), operation);
            places.journal().done(change);
            operation.say("done: " + change.place().title() + ": " + change.what());
        }
        return new Outcome(planned.plan(), planned.plan().changes(), planned.overview());
    }
}
