package io.jenkins.plugins.threatmanager.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An operation in a few lines, for the build's own page. Used by operationSummary.jelly. */
@Restricted(NoExternalUse.class)
public final class OperationSummary {

    private final OperationReport operation;
    private final List<PlannedChange> changes;
    private final long made;

    OperationSummary(OperationReport operation) {
        this.operation = operation;
        this.changes = operation.getChanges();
        this.made = changes.stream().filter(PlannedChange::isDone).count();
    }

    /** How it ended, or that it has not. */
    public Badge getBadge() {
        if (operation.isRunning()) {
            return new Badge(Messages.Summary_Running(), "", Badge.Severity.INFO);
        }
        if (operation.isCutOff()) {
            return new Badge(Messages.Summary_CutOff(), "", Badge.Severity.WARNING);
        }
        if (operation.getFailure() != null) {
            return new Badge(Messages.Summary_Failed(), "", Badge.Severity.DANGER);
        }
        return new Badge(
                operation.isPlanOnly() ? Messages.Summary_ReadOnly() : Messages.Summary_Done(),
                "",
                Badge.Severity.INFO);
    }

    /** What was done, and how it stands: a short line each. */
    public List<String> getLines() {
        List<String> lines = new ArrayList<>();
        // What is left says the same, and more.
        if (operation.isPlanned() && operation.getAftermath() == null) {
            lines.add(progress());
        }
        List<PermissionLine> permissions = operation.getPermissions();
        if (!permissions.isEmpty()) {
            lines.add(permissions(permissions));
        }
        SecretExpiry secret = operation.getSecretExpiry();
        if (secret != null) {
            lines.add(
                    secret.isExpired()
                            ? Messages.Summary_SecretExpired(secret.getDay())
                            : Messages.Summary_Secret(secret.getDay()));
        }
        if (!operation.getSync().isEmpty()) {
            lines.add(Messages.Fact_Sync() + ": " + operation.getSync());
        }
        if (!operation.getByHand().isEmpty()) {
            lines.add(Messages.Summary_ByHand(operation.getByHand().size()));
        }
        return lines;
    }

    /** {@code 12 of 12 permissions granted}. */
    static String permissions(List<PermissionLine> permissions) {
        return Messages.Summary_Permissions(
                permissions.stream().filter(PermissionLine::isGranted).count(), permissions.size());
    }

    /** How far it is with its changes: one short sentence. */
    public String progress() {
        if (changes.isEmpty()) {
            return operation.getObstacles().isEmpty() ? Messages.Summary_NoChange() : Messages.Summary_NotPossible();
        }
        return operation.isPlanOnly()
                ? Messages.Summary_Planned(changes.size())
                : Messages.Summary_Made(made, changes.size());
    }

    /** The same, with the change that was made last: what a screen reader says while the operation runs. */
    public String getStatus() {
        if (!operation.isPlanned()) {
            return Messages.Summary_Reading();
        }
        PlannedChange last = lastMade();
        return last == null ? progress() : progress() + " " + Messages.Summary_Last(last.getWhat());
    }

    @CheckForNull
    private PlannedChange lastMade() {
        PlannedChange last = null;
        for (PlannedChange change : changes) {
            last = change.isDone() ? change : last;
        }
        return last;
    }
}
