package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** States of tenants, for people. */
@Restricted(NoExternalUse.class)
public final class FleetWords {

    private FleetWords() {}

    public static String of(FleetState state) {
        return switch (state) {
            case WAITING -> Messages.FleetState_Waiting();
            case PLANNED -> Messages.FleetState_Planned();
            case RUNNING -> Messages.FleetState_Running();
            case DONE -> Messages.FleetState_Done();
            case FAILED -> Messages.FleetState_Failed();
            case REFUSED -> Messages.FleetState_Refused();
            case WANTS_APPROVAL -> Messages.FleetState_WantsApproval();
            case NOT_BEGUN -> Messages.FleetState_NotBegun();
        };
    }
}
