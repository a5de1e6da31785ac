package io.jenkins.plugins.threatmanager.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * That an administrator has disabled a tenant's app, and how far that went. A plain class, as its file needs one; what is
 * missing in an edited file is null, and counts as empty.
 */
@Restricted(NoExternalUse.class)
public final class DisabledTenant {

    private static final int MOST_LINES = 200;

    private final String name;
    private final String domain;
    private final long since;
    private final String user;
    private final String reason;
    private final boolean ended;
    private final String failure;
    private final ArrayList<String> lines;

    private DisabledTenant(
            String name,
            String domain,
            long since,
            String user,
            String reason,
            boolean ended,
            String failure,
            List<String> lines) {
        this.name = name;
        this.domain = domain;
        this.since = since;
        this.user = user;
        this.reason = reason;
        this.ended = ended;
        this.failure = failure;
        this.lines = new ArrayList<>(lines.subList(0, Math.min(lines.size(), MOST_LINES)));
    }

    /**
     * Before the first request.
     *
     * @param name of the tenant in the configuration
     * @param user ID of the administrator
     * @param reason as the administrator gave it; empty if there is none
     */
    public static DisabledTenant of(String name, String domain, Instant since, String user, String reason) {
        return new DisabledTenant(name, domain, since.toEpochMilli(), user, reason, false, "", List.of());
    }

    /**
     * The same once Entra was asked.
     *
     * @param why one sentence of cause and one of remedy; empty if all was done
     * @param said what was done, a line each
     */
    public DisabledTenant ended(String why, List<String> said) {
        return new DisabledTenant(getName(), getDomain(), since, getUser(), getReason(), true, why, said);
    }

    /** The same of a tenant that has another name by now. */
    DisabledTenant called(String now) {
        return now.equals(getName())
                ? this
                : new DisabledTenant(now, getDomain(), since, getUser(), getReason(), ended, getFailure(), getLines());
    }

    /**
     * Whether it is about a tenant: by its name, an alias, or its domain.
     *
     * @param names the aliases included
     */
    boolean is(List<String> names, String otherDomain) {
        return names.stream().anyMatch(known -> is(known, otherDomain));
    }

    /** Whether it is about a tenant: by its name or by its domain, of which an administrator may change one. */
    public boolean is(String otherName, String otherDomain) {
        boolean named = !getName().isEmpty() && getName().equals(otherName);
        return named || !getDomain().isEmpty() && getDomain().equalsIgnoreCase(otherDomain);
    }

    public String getName() {
        return text(name);
    }

    public String getDomain() {
        return text(domain);
    }

    public Instant since() {
        return Instant.ofEpochMilli(since);
    }

    /** ID of who disabled it. */
    public String getUser() {
        return text(user);
    }

    /** Empty if none was given. */
    public String getReason() {
        return text(reason);
    }

    /** Whether Entra was asked to the end; false also if Jenkins was stopped meanwhile. */
    public boolean isEnded() {
        return ended;
    }

    /** Why not everything was done; empty if it was, or is still being done. */
    public String getFailure() {
        return text(failure);
    }

    /** What was done, a line each. */
    public List<String> getLines() {
        return present(lines);
    }

    private static String text(@CheckForNull String some) {
        return some == null ? "" : some;
    }

    private static List<String> present(@CheckForNull List<String> some) {
        return some == null ? List.of() : List.copyOf(some);
    }
}
