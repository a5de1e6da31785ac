package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The status of one tenant with one server and one credential, as far as is known without remote calls.
 *
 * @param expiry of the client secret, judged now
 * @param nextRotation when the secret is due for renewal; empty if its expiry is unknown
 * @param findings about the credential and its tenant, the severe ones first
 */
@Restricted(NoExternalUse.class)
public record StatusRow(
        Subject subject, Expiry expiry, Optional<Instant> nextRotation, List<Finding> findings, Recorded recorded) {

    public StatusRow {
        findings = List.copyOf(findings);
    }

    /**
     * What a row is about.
     *
     * @param tenant name in the configuration; its domain if it is not configured
     * @param domain domain name of the tenant
     * @param server name in the configuration; empty if it is with none, or not known with which
     * @param place full name of the folder whose store keeps the credential; empty for the root store, and without one
     * @param credentialsId empty if no credential is stored
     */
    public record Subject(String tenant, String domain, String server, String place, String credentialsId) {

        static Subject tenant(String name, String domain) {
            return new Subject(name, domain, "", "", "");
        }
    }

    /**
     * What operations have left in the ledger.
     *
     * @param lastRun the last operation that might change something
     * @param lastChange the last operation that changed something
     * @param sync name of a {@link io.jenkins.plugins.threatmanager.procedure.SyncProgress}; empty if not known
     * @param missingPermissions names of permissions that were not granted when it was looked last
     */
    public record Recorded(
            Optional<OperationRecord> lastRun,
            Optional<OperationRecord> lastChange,
            String sync,
            List<String> missingPermissions) {
        public Recorded {
            missingPermissions = List.copyOf(missingPermissions);
        }
    }

    public String tenant() {
        return subject.tenant();
    }

    public String domain() {
        return subject.domain();
    }

    public String server() {
        return subject.server();
    }

    public String place() {
        return subject.place();
    }

    public String credentialsId() {
        return subject.credentialsId();
    }

    public Optional<OperationRecord> lastRun() {
        return recorded.lastRun();
    }

    public Optional<OperationRecord> lastChange() {
        return recorded.lastChange();
    }

    /** Whether a secret is stored. */
    public boolean isStored() {
        return !credentialsId().isEmpty();
    }

    /** Its status. */
    public HealthStatus condition() {
        return HealthStatus.of(this);
    }
}
