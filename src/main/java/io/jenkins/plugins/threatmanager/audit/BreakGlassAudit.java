package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedChange;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditedResult;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Puts break glass into the audit log. To disable an app is the one thing that a log which cannot be written does not
 * keep from being done: it is reported, loudly, in its place. To enable it again is a change like any other.
 */
@Restricted(NoExternalUse.class)
public final class BreakGlassAudit implements AuditTrail {

    private final AuditLog log = AuditLog.get();
    private final AuditOrigin origin;
    private final String tenant;
    private final boolean goesOn;
    private final Progress progress;

    /**
     * @param tenant name in the configuration
     * @param goesOn whether changes are made though they cannot be put down
     * @param progress hears of each line that could not be written
     */
    public BreakGlassAudit(AuditOrigin origin, String tenant, boolean goesOn, Progress progress) {
        this.origin = origin;
        this.tenant = tenant;
        this.goesOn = goesOn;
        this.progress = progress;
    }

    /** @param what as an imperative without full stop */
    public void note(String what) {
        note(what, "");
    }

    /** @param problem what went wrong; empty if nothing did */
    public void note(String what, String problem) {
        if (!log.note(AuditLine.note(
                log.clock().instant(), AuditPhase.BREAK_GLASS, origin, tenant, List.of(), what, problem))) {
            missing(what);
        }
    }

    @Override
    public void intend(List<AuditedChange> changes) {
        List<AuditLine> lines = changes.stream()
                .map(change -> AuditLine.intent(log.clock().instant(), origin, tenant, change))
                .toList();
        if (!goesOn) {
            log.require(lines);
            return;
        }
        for (int place = 0; place < lines.size(); place++) {
            if (!log.note(lines.get(place))) {
                missing(changes.get(place).what());
            }
        }
    }

    @Override
    public void ended(AuditedChange change, AuditedResult result) {
        if (!log.note(AuditLine.result(log.clock().instant(), origin, tenant, change, result))) {
            missing("the result of: " + change.what());
        }
    }

    private void missing(String what) {
        progress.say("THE AUDIT LOG CANNOT BE WRITTEN; the system log has what it lacks: " + what);
    }
}
