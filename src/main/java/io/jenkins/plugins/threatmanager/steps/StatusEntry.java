package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.monitor.Finding;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * The status of a tenant with a server and a credential. Unknown or missing values are null, or empty for lists.
 */
public final class StatusEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String tenant;
    private final String server;
    private final String credentialsId;
    private final String where;
    private final String status;
    private final String expires;
    private final Long daysLeft;
    private final ArrayList<String> findings;
    private final String lastChange;
    private final String build;
    private final String nextRotation;

    private StatusEntry(StatusRow row, Function<OperationRecord, String> name) {
        tenant = row.tenant();
        server = fixEmpty(row.server());
        credentialsId = fixEmpty(row.credentialsId());
        where = row.isStored() ? row.place() : null;
        status = row.condition().code();
        expires = row.expiry().expires().map(Instant::toString).orElse(null);
        daysLeft = expires == null ? null : row.expiry().daysLeft();
        findings = new ArrayList<>(row.findings().stream()
                .filter(finding -> !finding.isAboutOthers())
                .map(Finding::text)
                .toList());
        lastChange =
                row.lastChange().map(OperationRecord::at).map(Instant::toString).orElse(null);
        build = row.lastChange().map(name).filter(text -> !text.isEmpty()).orElse(null);
        nextRotation = row.nextRotation().map(Instant::toString).orElse(null);
    }

    /** @param name what a build is called for the current user; empty if it is not for that user to know */
    static StatusEntry of(StatusRow row, Function<OperationRecord, String> name) {
        return new StatusEntry(row, name);
    }

    private static String fixEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Name in the configuration. */
    @Whitelisted
    public String getTenant() {
        return tenant;
    }

    /** Name in the configuration. */
    @Whitelisted
    public String getServer() {
        return server;
    }

    /** ID of the Jenkins credential that keeps the secret. */
    @Whitelisted
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Full name of the folder whose store keeps the credential; empty for the root store. */
    @Whitelisted
    public String getWhere() {
        return where;
    }

    /** {@code ok}, {@code attention}, {@code failing} and so on, as on the dashboard. */
    @Whitelisted
    public String getStatus() {
        return status;
    }

    /** When the secret expires, ISO-8601 in UTC: {@code 2028-11-23T08:00:00Z}. */
    @Whitelisted
    public String getExpires() {
        return expires;
    }

    /** Days until then; negative if it is past. */
    @Whitelisted
    public Long getDaysLeft() {
        return daysLeft;
    }

    /** A sentence each, the severe ones first. */
    @Whitelisted
    public List<String> getFindings() {
        return new ArrayList<>(findings);
    }

    /** When an operation changed something last, ISO-8601 in UTC. */
    @Whitelisted
    public String getLastChange() {
        return lastChange;
    }

    /** The build that did, like {@code security/onboard #12}. */
    @Whitelisted
    public String getBuild() {
        return build;
    }

    /** When the secret is due for renewal, ISO-8601 in UTC. */
    @Whitelisted
    public String getNextRotation() {
        return nextRotation;
    }

    /** Summary for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return "tenant " + tenant + ", server " + server + ", credential " + credentialsId + ", " + status
                + ", expires " + expires;
    }
}
