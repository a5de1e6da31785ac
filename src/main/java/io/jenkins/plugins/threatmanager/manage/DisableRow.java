package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A tenant on the page of break glass, at one moment. */
@Restricted(NoExternalUse.class)
public final class DisableRow {

    private final String name;
    private final String domain;

    @CheckForNull
    private final DisabledTenant mark;

    @CheckForNull
    private final BreakGlassRun run;

    /**
     * @param mark none if it is not disabled
     * @param run the last since the start of Jenkins; none if there was none
     */
    DisableRow(String name, String domain, @CheckForNull DisabledTenant mark, @CheckForNull BreakGlassRun run) {
        this.name = name;
        this.domain = domain;
        this.mark = mark;
        this.run = run;
    }

    /** In the configuration. */
    public String getName() {
        return name;
    }

    /** Domain name of the tenant. */
    public String getDomain() {
        return domain;
    }

    /** Of the stored credentials that this plugin has written, separated by commas; empty if there is none. Reads all stores. */
    public String getClientIds() {
        return BreakGlassRun.clientIds(domain).stream().sorted().collect(Collectors.joining(", "));
    }

    /** Whether operations are refused. */
    public boolean isDisabled() {
        return mark != null;
    }

    /** Since when and by whom; empty if it is not disabled. */
    public String getSince() {
        return mark == null ? "" : Messages.DisableRow_Since(UtcFormat.andTime(mark.since()), mark.getUser());
    }

    /** Empty if none was given. */
    public String getReason() {
        return mark == null ? "" : mark.getReason();
    }

    /** Whether something is being done now. */
    public boolean isUnderWay() {
        return run != null && run.isUnderWay();
    }

    /** Whether Jenkins was stopped before it was done, so that nobody knows how far it went. */
    public boolean isInterrupted() {
        return mark != null && !mark.isEnded() && !isUnderWay();
    }

    /** Why not all was done; empty if it was. */
    public String getFailure() {
        return run != null ? run.failure() : mark == null ? "" : mark.getFailure();
    }

    /** What was done, a line each. */
    public List<String> getLines() {
        return run != null ? run.lines() : mark == null ? List.of() : mark.getLines();
    }
}
