package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.monitor.BuildLink;
import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.HealthStatus;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A row of the dashboard, as the current user may see it. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class DashboardRow {

    private final StatusRow row;
    private final List<Finding> findings;
    private final TimeScale scale;

    @CheckForNull
    private final BuildLink build;

    DashboardRow(StatusRow row, Predicate<Finding> mayRead, TimeScale scale) {
        this.row = row;
        this.findings = row.findings().stream().filter(mayRead).toList();
        this.scale = scale;
        this.build = change().map(BuildLink::to).orElse(null);
    }

    /** The last that changed something; as long as nothing did, the last that ran. */
    private Optional<OperationRecord> change() {
        return row.lastChange().or(row::lastRun);
    }

    /** Name in the configuration; the domain if it is not configured. */
    @Exported
    public String getTenant() {
        return row.tenant();
    }

    /** Domain name of the tenant. */
    @Exported
    public String getDomain() {
        return row.domain();
    }

    /** Name in the configuration; empty if there is none, or it is not known. */
    @Exported
    public String getServer() {
        return row.server();
    }

    /** Empty if no secret is stored. */
    @Exported
    public String getCredentialsId() {
        return row.credentialsId();
    }

    /** Full name of the folder whose store keeps the credential; empty for the root store, and without one. */
    @Exported
    public String getFolder() {
        return row.place();
    }

    /** {@code ok}, {@code failing}, {@code last-run-failed} and so on. */
    @Exported
    public String getStatus() {
        return row.condition().code();
    }

    /** One sentence each, the severe ones first. */
    @Exported
    public List<String> getFindings() {
        return findings.stream().map(Finding::text).toList();
    }

    /** When the client secret expires, ISO-8601 in UTC; none if unknown. */
    @CheckForNull
    @Exported
    public String getExpires() {
        return row.expiry().expires().map(Instant::toString).orElse(null);
    }

    /** Days until then; none if unknown; negative if it is past. */
    @CheckForNull
    @Exported
    public Long getDaysLeft() {
        return row.expiry().expires().isEmpty() ? null : row.expiry().daysLeft();
    }

    /** When the secret is due for renewal, ISO-8601 in UTC; none if unknown. */
    @CheckForNull
    @Exported
    public String getNextRotation() {
        return row.nextRotation().map(Instant::toString).orElse(null);
    }

    /** When an operation changed something last, ISO-8601 in UTC; none if nothing was changed. */
    @CheckForNull
    @Exported
    public String getLastChange() {
        return row.lastChange().map(OperationRecord::at).map(Instant::toString).orElse(null);
    }

    /** The build of the last change, like {@code security/onboard #12}; none if nothing was changed, or it may not be seen. */
    @CheckForNull
    @Exported
    public String getBuild() {
        return build == null || build.text().isEmpty() ? null : build.text();
    }

    /** Names of permissions without admin consent, as an operation saw it last. */
    @Exported
    public List<String> getMissingPermissions() {
        return row.recorded().missingPermissions();
    }

    /** Used by table.jelly. */
    public Badge getBadge() {
        HealthStatus condition = row.condition();
        String tip = row.condition() == HealthStatus.LAST_RUN_FAILED
                ? row.lastRun().map(OperationRecord::sentence).orElse("")
                : condition.text();
        return new Badge(condition.text(), tip, condition.severity());
    }

    /** Why the last operation failed; none if it did not. Used by table.jelly. */
    @CheckForNull
    public String getFailure() {
        return row.lastRun()
                .filter(ran -> ran.end() == OperationRecord.End.FAILED)
                .map(OperationRecord::sentence)
                .orElse(null);
    }

    /** Whether there is more to say than the badge does. Used by table.jelly. */
    public boolean isExplained() {
        return getFailure() != null
                || !findings.isEmpty()
                || !row.recorded().missingPermissions().isEmpty();
    }

    /** What the last change was, by its name. Used by table.jelly. */
    @CheckForNull
    public String getOperation() {
        return change().map(OperationRecord::operation).orElse(null);
    }

    /** {@code 2026-11-23}; none if nothing ran. Used by table.jelly. */
    @CheckForNull
    public String getChangeDay() {
        return change().map(OperationRecord::at).map(UtcFormat::of).orElse(null);
    }

    /** Relative to the root of Jenkins; none where it may not be seen. Used by table.jelly. */
    @CheckForNull
    public String getBuildUrl() {
        return build == null || build.url().isEmpty() ? null : build.url();
    }

    /** {@code 2028-11-23}; none if unknown. Used by table.jelly. */
    @CheckForNull
    public String getExpiryDay() {
        return row.expiry().expires().map(UtcFormat::of).orElse(null);
    }

    /** None for a tenant without a stored secret. Used by table.jelly. */
    @CheckForNull
    public Badge getExpiryBadge() {
        return row.isStored() ? row.expiry().badge() : null;
    }

    /** {@code 2028-10-24}; none if unknown. Used by table.jelly. */
    @CheckForNull
    public String getRotationDay() {
        return row.nextRotation().map(UtcFormat::of).orElse(null);
    }

    /** Whether the day on which the secret is to be renewed is past. Used by table.jelly. */
    public boolean isOverdue() {
        return row.nextRotation().filter(day -> !day.isAfter(scale.from())).isPresent();
    }

    /** What the time line shows, for those who do not see it. Used by table.jelly. */
    public String getTimeLine() {
        return Messages.Dashboard_TimeLine(getExpiryDay(), getRotationDay());
    }

    /** Folder and ID of the credential; empty if no secret is stored. Used by table.jelly. */
    public String getWhere() {
        return row.place().isEmpty() ? row.credentialsId() : row.place() + "/" + row.credentialsId();
    }

    /** Where the expiry is on the time line; none if unknown. Used by table.jelly. */
    @CheckForNull
    public Integer getExpiryPosition() {
        return scale.position(row.expiry().expires());
    }

    /** Where the renewal is on the time line; none if unknown. Used by table.jelly. */
    @CheckForNull
    public Integer getRotationPosition() {
        return scale.position(row.nextRotation());
    }

    /** {@code success}, {@code warning} or {@code error}: a colour of Jenkins. Used by table.jelly. */
    public String getColour() {
        Expiry.Level level = row.expiry().level();
        return level == Expiry.Level.VALID ? "success" : level == Expiry.Level.SOON ? "warning" : "error";
    }
}
