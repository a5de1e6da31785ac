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
 * @param tenant name in the configuration; its domain if it is not configured
 * @param domain domain name of the tenant
 * @param server name in the configuration; empty if it is with none, or not known with which
 * @param place full name of the folder whose store keeps the credential; empty for the root store, and without one
 * @param credentialsId empty if no credential is stored
 * @param expiry of the client secret, judged now
 * @param findings about the credential and its tenant, the severe ones first
 * @param lastRun the last operation that might change something
 * @param lastChange the last operation that changed something
 * @param nextRotation when the secret is due for renewal; empty if its expiry is unknown
 * @param sync name of a {@link io.jenkins.plugins.threatmanager.procedure.SyncProgress}; empty if not known
 * @param missingPermissions names of permissions that were not granted when it was looked last
 */
@Restricted(NoExternalUse.class)
public record StatusRow(
        String tenant,
        String domain,
        String server,
        String place,
        String credentialsId,
        Expiry expiry,
        List<Finding> findings,
        Optional<OperationRecord> lastRun,
        Optional<OperationRecord> lastChange,
        Optional<Instant> nextRotation,
        String sync,
        List<String> missingPermissions) {

    public StatusRow {
        findings = List.copyOf(findings);
        missingPermissions = List.copyOf(missingPermissions);
    }

    /** Whether a secret is stored. */
    public boolean isStored() {
        return !credentialsId.isEmpty();
    }

    /** Its status. */
    public HealthStatus condition() {
        return HealthStatus.of(this);
    }
}
