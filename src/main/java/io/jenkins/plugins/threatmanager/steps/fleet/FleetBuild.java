package io.jenkins.plugins.threatmanager.steps.fleet;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetJournal;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetSelection;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Begins a fleet of a build, or goes on with it: the selection is made once and kept. */
@Restricted(NoExternalUse.class)
public final class FleetBuild {

    private FleetBuild() {}

    /**
     * @param number of the fleet in its build
     * @param atEnd called once, in a thread of the pool or in this one
     * @return it begins with {@link FleetRun#begin}; empty if no tenant is chosen, which is for the caller to judge
     * @throws IllegalArgumentException with a sentence, if the choice makes no sense
     */
    public static Optional<FleetRun> begin(
            FleetOrder order, int number, Run<?, ?> run, FleetRun.Work work, Consumer<FleetRun> atEnd)
            throws IOException {
        FleetJournal journal = FleetReport.journal(run, number);
        if (!journal.isThere()) {
            Optional<List<FleetEntry>> selected = select(order, run.getParent());
            if (selected.isEmpty()) {
                return Optional.empty();
            }
            journal.begin(selected.get());
        }
        FleetPool pool = FleetPool.get();
        FleetRun fleet = new FleetRun(order.schedule(), journal, work, pool.budget(), ended -> {
            pool.leave(ended);
            atEnd.accept(ended);
        });
        pool.enter(fleet);
        return Optional.of(fleet);
    }

    /** @return empty if nothing matches; an empty list if what matches is not due */
    private static Optional<List<FleetEntry>> select(FleetOrder order, Item job) {
        Instant now = Clock.systemUTC().instant();
        Map<String, Tenant> usable = new HashMap<>();
        List<FleetSelection.Candidate> candidates = ThreatManagerConfiguration.get().tenantsFor(job).stream()
                .map(tenant -> {
                    usable.put(tenant.getName(), tenant);
                    return new FleetSelection.Candidate(
                            tenant.getName(), tenant.getAliases(), tenant.getLabels(), tenant.getAllowedFolders());
                })
                .toList();
        FleetSelection.Selected selected = order.selection().among(candidates);
        if (selected.tenants().isEmpty()) {
            return Optional.empty();
        }
        DueTenants due = new DueTenants(job, now);
        return Optional.of(selected.tenants().stream()
                .filter(name -> selected.unknown().contains(name)
                        || !order.isDue()
                        || due.isDue(usable.get(name), order.arguments(name)))
                .map(name -> FleetEntry.of(name, now))
                .toList());
    }
}
