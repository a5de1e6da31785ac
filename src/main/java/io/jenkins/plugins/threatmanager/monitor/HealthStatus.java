package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.procedure.SyncProgress;
import java.util.Locale;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The status of a tenant on a server: the worst that is known of it. */
@Restricted(NoExternalUse.class)
public enum HealthStatus {
    /** Something does not work, or is about to stop for good. */
    FAILING(Badge.Severity.DANGER),
    /** The last operation failed. */
    LAST_RUN_FAILED(Badge.Severity.DANGER),
    /** Threat Manager's last sync failed. */
    SYNC_FAILED(Badge.Severity.DANGER),
    /** Needs attention. */
    ATTENTION(Badge.Severity.WARNING),
    /** Admin consent is missing. */
    PERMISSIONS_MISSING(Badge.Severity.WARNING),
    /** A tenant without a stored secret. */
    NOT_ONBOARDED(Badge.Severity.INFO),
    /** A secret that somebody stored by hand, and no operation. */
    NO_OPERATION(Badge.Severity.INFO),
    OK(Badge.Severity.INFO);

    private final Badge.Severity severity;

    HealthStatus(Badge.Severity severity) {
        this.severity = severity;
    }

    public static HealthStatus of(StatusRow row) {
        if (row.findings().stream().anyMatch(Finding::isSevere)) {
            return FAILING;
        }
        if (row.lastRun().filter(ran -> ran.end() == OperationRecord.End.FAILED).isPresent()) {
            return LAST_RUN_FAILED;
        }
        if (isSyncFailed(row)) {
            return SYNC_FAILED;
        }
        if (!row.findings().isEmpty()) {
            return ATTENTION;
        }
        if (!row.recorded().missingPermissions().isEmpty()) {
            return PERMISSIONS_MISSING;
        }
        if (!row.isStored()) {
            return NOT_ONBOARDED;
        }
        return row.lastRun().isEmpty() ? NO_OPERATION : OK;
    }

    /** Whether Threat Manager's last sync had failed when it was checked last. */
    public static boolean isSyncFailed(StatusRow row) {
        return row.recorded().sync().equals(SyncProgress.FAILED.name());
    }

    public Badge.Severity severity() {
        return severity;
    }

    /** For programs: {@code last-run-failed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String text() {
        return switch (this) {
            case FAILING -> Messages.Condition_Failing();
            case LAST_RUN_FAILED -> Messages.Condition_LastRunFailed();
            case SYNC_FAILED -> SyncProgress.FAILED.words();
            case ATTENTION -> Messages.Condition_Attention();
            case PERMISSIONS_MISSING -> Messages.Condition_PermissionsMissing();
            case NOT_ONBOARDED -> Messages.Condition_NotOnboarded();
            case NO_OPERATION -> Messages.Condition_NoOperation();
            case OK -> Messages.Condition_Ok();
        };
    }
}
