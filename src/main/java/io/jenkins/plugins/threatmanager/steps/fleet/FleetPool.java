package io.jenkins.plugins.threatmanager.steps.fleet;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetBudget;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The threads of all fleets of this controller: as many as the configuration says, whatever the number of fleets and
 * tenants, and none while there is nothing to do.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class FleetPool {

    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private final FleetBudget budget =
            new FleetBudget(() -> ThreatManagerConfiguration.get().getDefaults().getFleetConcurrency(), threads);
    private final Set<FleetRun> fleets = ConcurrentHashMap.newKeySet();

    public static FleetPool get() {
        return ExtensionList.lookupSingleton(FleetPool.class);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "Threat Manager fleet " + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    FleetBudget budget() {
        return budget;
    }

    /** Short work of a fleet that changes no tenant. */
    public void prepare(Runnable work) {
        threads.execute(work);
    }

    void enter(FleetRun fleet) {
        fleets.add(fleet);
    }

    void leave(FleetRun fleet) {
        fleets.remove(fleet);
    }

    /** Jenkins stops: what is under way ends as an abort ends it, and the next start goes on with it. */
    @Terminator
    public static void stop() {
        ExtensionList.lookup(FleetPool.class).forEach(FleetPool::suspend);
    }

    private void suspend() {
        budget.close();
        fleets.forEach(FleetRun::suspend);
        threads.shutdown();
    }
}
