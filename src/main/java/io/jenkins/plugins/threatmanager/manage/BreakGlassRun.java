package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.BreakGlassAudit;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.monitor.Unexpected;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.breakglass.BreakGlassRequest;
import io.jenkins.plugins.threatmanager.procedure.breakglass.Disabling;
import io.jenkins.plugins.threatmanager.procedure.breakglass.Enabling;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Disables a tenant's app in Entra, or enables it again, in a thread of its own: a browser need not wait for it, and it
 * waits for no build.
 */
final class BreakGlassRun {

    /** Tests let time pass faster. */
    static volatile Sleeper sleeper = Sleeper.REAL;

    private final Tenant tenant;
    private final Function<Places, Procedure<BreakGlassRequest>> procedure;
    private final BreakGlassAudit audit;
    private final boolean disables;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Null as long as it goes on; empty if all was done. */
    @CheckForNull
    private volatile String end;

    private BreakGlassRun(
            Tenant tenant,
            Function<Places, Procedure<BreakGlassRequest>> procedure,
            boolean goesOnWithoutAudit,
            AuditOrigin origin) {
        this.tenant = tenant;
        this.procedure = procedure;
        this.audit = new BreakGlassAudit(origin, tenant.getName(), goesOnWithoutAudit, this::say);
        this.disables = goesOnWithoutAudit;
    }

    static BreakGlassRun disabling(Tenant tenant, AuditOrigin origin) {
        return new BreakGlassRun(tenant, Disabling::new, true, origin);
    }

    static BreakGlassRun enabling(Tenant tenant, AuditOrigin origin) {
        return new BreakGlassRun(tenant, Enabling::new, false, origin);
    }

    /** Or enables. */
    boolean disables() {
        return disables;
    }

    BreakGlassAudit audit() {
        return audit;
    }

    /**
     * @param before what is to end first; none if nothing is under way
     * @param afterwards from why it failed, empty if it did not, to the same in the end; called before it counts as
     *     ended
     */
    void start(@CheckForNull BreakGlassRun before, UnaryOperator<String> afterwards) {
        Thread thread =
                new Thread(() -> run(before, afterwards), "Threat Manager: break glass for " + tenant.getName());
        thread.setDaemon(true);
        thread.start();
    }

    boolean isUnderWay() {
        return end == null;
    }

    /** One sentence of cause and one of remedy; empty if all was done, or nothing failed yet. */
    String failure() {
        String known = end;
        return known == null ? "" : known;
    }

    /** What was said until now. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until it has ended, for as long as {@link BreakGlassRequest#PATIENCE} lets it. */
    void join() throws InterruptedException {
        ended.await();
    }

    void say(String line) {
        lines.add(RemoteText.printable(line));
    }

    private void run(@CheckForNull BreakGlassRun before, UnaryOperator<String> afterwards) {
        String failure = Messages.BreakGlassRun_Interrupted();
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            if (before != null) {
                before.join();
            }
            failure = afterwards.apply(perform());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end = failure;
            ended.countDown();
        }
    }

    /** @return why it failed; empty if it did not */
    private String perform() {
        try {
            BreakGlassRequest request = ThreatManagerConfiguration.get()
                    .getDefaults()
                    .requests()
                    .breakGlass(tenant.asGoal(), clientIds(tenant.getDomain()));
            Places places = Places.of(
                    Connections.directory(tenant, Operation.ROTATE_SECRET, null),
                    CredentialsVault.forJenkins(""),
                    List.of(),
                    List::of,
                    ProcedureListener.NONE,
                    audit);
            procedure
                    .apply(places)
                    .run(
                            request,
                            OperationContext.begin(Clock.systemUTC(), sleeper, this::say, BreakGlassRequest.PATIENCE));
            return "";
        } catch (ProblemException failure) {
            return failure.getMessage();
        } catch (InterruptedException stopped) {
            return Messages.BreakGlassRun_Interrupted();
        } catch (RuntimeException e) {
            Unexpected.trace(e, this::say);
            return Messages.BreakGlassRun_Unexpected(e.getClass().getSimpleName());
        }
    }

    /** By which an app is known that has lost its marker: of credentials that nobody may have typed. */
    static Set<String> clientIds(String domain) {
        return KeptSecrets.all().stream()
                .filter(kept -> kept.tenant().equalsIgnoreCase(domain) && kept.isFor(Product.THREAT_MANAGER))
                .filter(WrittenSecrets.get()::include)
                .map(KeptSecret::clientId)
                .collect(Collectors.toSet());
    }
}
