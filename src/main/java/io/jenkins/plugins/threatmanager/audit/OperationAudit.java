package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.transport.Problem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Puts the changes of one operation, or its refusal, into the audit log. */
@Restricted(NoExternalUse.class)
public final class OperationAudit implements AuditTrail {

    /** What can fail in the end without anybody having been refused anything. */
    private static final Set<Problem> OTHERWISE = Set.of(
            AuditProblem.UNWRITABLE,
            ProcedureProblem.CONNECTION_TEST_FAILED,
            ProcedureProblem.FIRST_SYNC_FAILED,
            ProcedureProblem.OUT_OF_TIME);

    private final AuditLog log = AuditLog.get();
    private final AuditOrigin origin;
    private final Progress progress;
    private volatile String tenant = "";
    /** As it was when the operation began: a tenant may get another name meanwhile, and be disabled under that. */
    private volatile String domain = "";

    private volatile List<String> servers = List.of();
    private volatile boolean begun;

    /** @param progress hears of a result that could not be written */
    public OperationAudit(AuditOrigin origin, Progress progress) {
        this.origin = origin;
        this.progress = progress;
    }

    /**
     * What it is about, as soon as that is known.
     *
     * @param name of the tenant in the configuration, or as an argument says that is refused
     */
    public void about(String name, List<String> serverNames) {
        if (!tenant.equals(name)) {
            tenant = name;
            domain = DisabledTenants.domainOf(name);
        }
        servers = List.copyOf(serverNames);
    }

    @Override
    public void intend(List<AuditedChange> changes) {
        // Each change passes here: one that is about to be made when its tenant is disabled is made no more.
        DisabledTenants.get().requireEnabled(tenant, domain);
        log.require(changes.stream()
                .map(change -> AuditLine.intent(log.clock().instant(), origin, tenant, change))
                .toList());
        begun = true;
    }

    @Override
    public void ended(AuditedChange change, AuditedResult result) {
        if (!log.note(AuditLine.result(log.clock().instant(), origin, tenant, change, result))) {
            progress.say("the audit log could not be written, so it lacks the result of: " + change.what());
        }
    }

    /** The operation failed: if it changed nothing, and nothing remote was in the way, it was refused. */
    public void failed(ProblemException failure) {
        if (!begun && isRefusal(failure.problem())) {
            log.refuse(origin, tenant, servers, failure.problem().code() + ": " + failure.cause());
        }
    }

    private static boolean isRefusal(Problem problem) {
        boolean remote = problem instanceof EntraProblem || problem instanceof ServerProblem;
        return !remote && !OTHERWISE.contains(problem);
    }
}
