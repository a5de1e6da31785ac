package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Failure;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.BreakGlassAudit;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.policy.DisabledTenant;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Break glass, and its end: {@code threat-manager/disable}. Made only for administrators. Showing it sends no request to
 * Entra.
 */
@Restricted(NoExternalUse.class)
public final class DisablePage {

    private static final int LONGEST_REASON = 500;

    private final Map<String, BreakGlassRun> runs;

    /** @param runs by name of the tenant: the last of each since the start of Jenkins; the same for every page */
    DisablePage(Map<String, BreakGlassRun> runs) {
        this.runs = runs;
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    static boolean mayUse() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.DisablePage_DisplayName();
    }

    /** Those that are configured, and those that are disabled and configured no longer. Used by index.jelly. */
    public List<DisableRow> getRows() {
        Map<String, DisableRow> rows = new LinkedHashMap<>();
        for (Tenant tenant : ThreatManagerConfiguration.get().getTenants()) {
            rows.putIfAbsent(tenant.getName(), row(tenant));
        }
        for (DisabledTenant mark : DisabledTenants.get().all()) {
            if (rows.values().stream().noneMatch(row -> mark.is(row.getName(), row.getDomain()))) {
                rows.put(mark.getName(), new DisableRow(mark.getName(), mark.getDomain(), mark, null));
            }
        }
        return new ArrayList<>(rows.values());
    }

    private DisableRow row(Tenant tenant) {
        return new DisableRow(
                tenant.getName(),
                tenant.getDomain(),
                DisabledTenants.get().of(tenant.getName(), tenant.getDomain()).orElse(null),
                last(tenant));
    }

    /** Of a tenant that may have had another name then; none if there was none. */
    @CheckForNull
    private BreakGlassRun last(Tenant tenant) {
        return tenant.names().stream()
                .map(runs::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void putLast(Tenant tenant, BreakGlassRun run) {
        runs.keySet().removeAll(tenant.getAliases());
        runs.put(tenant.getName(), run);
    }

    /** That of one tenant; none if there is no such tenant. Used by index.jelly. */
    @CheckForNull
    public DisableRow row(@CheckForNull String tenant) {
        String name =
                tenant == null ? "" : configured(tenant).map(Tenant::getName).orElse(tenant);
        return getRows().stream()
                .filter(row -> row.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Marks the tenant as disabled, and begins to disable its app.
     *
     * @param confirm the tenant's name, as the administrator typed it
     * @param reason for the audit log; may be empty
     */
    @POST
    public HttpResponse doDisable(
            @QueryParameter String tenant, @QueryParameter String confirm, @QueryParameter String reason) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Tenant known = configured(tenant).orElseThrow(() -> new Failure(Messages.DisablePage_NoTenant(tenant)));
        requireConfirmed(known, confirm);
        synchronized (runs) {
            BreakGlassRun run = last(known);
            boolean underWay = run != null && run.isUnderWay();
            if (!underWay || !run.disables()) {
                disable(known, cut(reason), underWay ? run : null);
            }
        }
        return back(known.getName());
    }

    /** @param lift what is to end first, and lifts nothing any more; none if nothing is under way */
    private void disable(Tenant tenant, String reason, @CheckForNull BreakGlassRun lift) {
        AuditOrigin origin = AuditOrigin.ofPage(Messages.DisablePage_Disable()).because(reason);
        DisabledTenant mark = DisabledTenant.of(
                tenant.getName(), tenant.getDomain(), Clock.systemUTC().instant(), origin.user(), reason);
        boolean kept = DisabledTenants.get().add(mark);
        BreakGlassRun run = BreakGlassRun.disabling(tenant, origin);
        putLast(tenant, run);
        run.say(
                kept
                        ? Messages.DisablePage_Marked(tenant.getName())
                        : Messages.DisablePage_MarkedUntilRestart(tenant.getName()));
        run.audit().note("disable app: the tenant refuses every operation from now on");
        run.start(lift, failure -> {
            run.audit().note("disable app: end", failure);
            DisabledTenants.get().add(mark.ended(failure, run.lines()));
            return failure;
        });
    }

    /**
     * Enables the app again if it was disabled, and lifts the mark if that went well; of a tenant that is not configured
     * any more, the mark alone.
     *
     * @param reason for the audit log; may be empty
     */
    @POST
    public HttpResponse doLift(@QueryParameter String tenant, @QueryParameter String reason) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Optional<Tenant> known = configured(tenant);
        if (known.isPresent()) {
            liftUnlessUnderWay(known.get(), cut(reason));
            return back(known.get().getName());
        }
        DisabledTenant mark = DisabledTenants.get().all().stream()
                .filter(some -> some.getName().equals(tenant))
                .findFirst()
                .orElseThrow(() -> new Failure(Messages.DisablePage_NoTenant(tenant)));
        if (!DisabledTenants.get().remove(mark.getName(), mark.getDomain())) {
            throw new Failure(Messages.DisablePage_NotLifted());
        }
        note(cut(reason), mark.getName());
        return HttpResponses.redirectViaContextPath("threat-manager/disable/");
    }

    private void lift(Tenant tenant, String reason) {
        AuditOrigin origin = AuditOrigin.ofPage(Messages.DisablePage_Lift()).because(reason);
        BreakGlassRun run = BreakGlassRun.enabling(tenant, origin);
        putLast(tenant, run);
        run.audit().note("lift: enable app");
        run.start(null, failure -> {
            String why = failure.isEmpty() ? unmark(tenant, run) : failure;
            run.audit().note("lift: end", why);
            return why;
        });
    }

    /** @return why it could not be; empty if it was */
    private String unmark(Tenant tenant, BreakGlassRun run) {
        synchronized (runs) {
            if (last(configured(tenant.getName()).orElse(tenant)) != run) {
                // Somebody has disabled it again meanwhile.
                return Messages.BreakGlassRun_Interrupted();
            }
            if (!DisabledTenants.get().remove(tenant.getName(), tenant.getDomain())) {
                return Messages.DisablePage_NotLifted();
            }
        }
        run.say(Messages.DisablePage_Lifted(tenant.getName()));
        return "";
    }

    private static void note(String reason, String tenant) {
        new BreakGlassAudit(AuditOrigin.ofPage(Messages.DisablePage_Lift()).because(reason), tenant, true, line -> {})
                .note("lift: the tenant is not configured any more");
    }

    /** What is under way goes on, and its page shows it. */
    private void liftUnlessUnderWay(Tenant tenant, String reason) {
        synchronized (runs) {
            BreakGlassRun run = last(tenant);
            if (run == null || !run.isUnderWay()) {
                lift(tenant, reason);
            }
        }
    }

    private static Optional<Tenant> configured(String name) {
        return ThreatManagerConfiguration.get().findTenant(name);
    }

    private static void requireConfirmed(Tenant tenant, @CheckForNull String confirm) {
        if (!tenant.getName().equals(Util.fixNull(confirm).trim())) {
            throw new Failure(Messages.DisablePage_NotConfirmed(tenant.getName()));
        }
    }

    private static String cut(@CheckForNull String reason) {
        String text = RemoteText.printable(Util.fixNull(reason)).trim();
        return text.substring(0, Math.min(text.length(), LONGEST_REASON));
    }

    private static HttpResponse back(String tenant) {
        return HttpResponses.redirectViaContextPath(
                "threat-manager/disable/?tenant=" + URLEncoder.encode(tenant, StandardCharsets.UTF_8));
    }

    /** For tests: ends with what is under way. */
    void join() throws InterruptedException {
        for (BreakGlassRun run : runs.values()) {
            run.join();
        }
    }
}
