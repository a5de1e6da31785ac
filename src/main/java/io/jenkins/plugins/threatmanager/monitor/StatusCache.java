package io.jenkins.plugins.threatmanager.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import java.time.Duration;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What was known a moment ago, for what Jenkins asks on every page: whether there is something to warn of, and whether
 * there is something to see.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class StatusCache {

    private static final Duration FRESH = Duration.ofSeconds(30);

    @CheckForNull
    private Moment moment;

    private record Moment(long nanos, List<Finding> findings, List<StatusRow> rows) {}

    /** The one of this controller. */
    public static StatusCache get() {
        return ExtensionList.lookupSingleton(StatusCache.class);
    }

    /** @see Findings#in */
    public List<Finding> findings() {
        return moment().findings();
    }

    /** @see StatusRows#in */
    public List<StatusRow> rows() {
        return moment().rows();
    }

    private synchronized Moment moment() {
        if (moment == null || System.nanoTime() - moment.nanos() > FRESH.toNanos()) {
            MonitoringState known = MonitoringState.gather();
            List<Finding> findings = Findings.in(known);
            moment = new Moment(System.nanoTime(), findings, StatusRows.in(known, findings));
        }
        return moment;
    }

    /** What an operation or a look has just found out counts at once. */
    synchronized void forget() {
        moment = null;
    }
}
