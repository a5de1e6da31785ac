package io.jenkins.plugins.threatmanager.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Drift;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What a step returns. Plain values only, so that it survives a restart of the controller; never a secret. What there is
 * not, or what an operation has nothing to do with, is null, or empty for lists.
 */
public final class OperationResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String tenantId;
    private final String clientId;
    private final String objectId;
    private final String appName;
    private final ArrayList<String> missingPermissions;
    private final String credentialsId;
    private final String expires;
    private final String oldExpires;
    private final String nextRotation;
    private final String phase;
    private final String profileName;
    private final boolean enabled;
    private final String lastSyncStatus;
    private final String digest;
    private final ArrayList<String> changes;
    private final LinkedHashMap<String, ArrayList<String>> drift;

    private OperationResult(
            Overview overview, String digest, List<Change> changes, LinkedHashMap<String, ArrayList<String>> drift) {
        this.digest = digest;
        tenantId = overview.tenantId();
        clientId = overview.app().map(Overview.App::clientId).orElse(null);
        objectId = overview.app().map(Overview.App::objectId).orElse(null);
        appName = overview.app().map(Overview.App::name).orElse(null);
        missingPermissions = new ArrayList<>(overview.missingPermissions());
        credentialsId = overview.secret().map(Overview.Secret::credentialsId).orElse(null);
        expires = overview.secret().map(secret -> secret.expires().toString()).orElse(null);
        oldExpires = overview.rotation()
                .flatMap(Overview.Rotation::previous)
                .map(older -> older.expires().toString())
                .orElse(null);
        nextRotation = overview.rotation()
                .flatMap(Overview.Rotation::next)
                .map(Instant::toString)
                .orElse(null);
        phase = overview.rotation().map(rotation -> rotation.phase().name()).orElse(null);
        profileName = overview.profile().map(Overview.Profile::name).orElse(null);
        enabled = overview.sync().map(Overview.Sync::enabled).orElse(false);
        lastSyncStatus = overview.sync().map(sync -> sync.progress().name()).orElse(null);
        this.changes = new ArrayList<>(changes.stream().map(Change::line).toList());
        this.drift = drift;
    }

    /**
     * @param planned whether this was a plan: then the changes are those that would be made
     * @param digest of a plan that can be approved; null without one
     */
    static OperationResult of(Outcome outcome, boolean planned, @CheckForNull String digest) {
        return new OperationResult(
                outcome.overview(),
                digest,
                planned ? outcome.plan().changes() : outcome.done(),
                planned ? Drift.of(outcome.plan()) : new LinkedHashMap<>());
    }

    /** GUID of the tenant. */
    @Whitelisted
    public String getTenantId() {
        return tenantId;
    }

    /** Application (client) ID, a GUID. */
    @Whitelisted
    public String getClientId() {
        return clientId;
    }

    /** Object ID of the app registration, a GUID. */
    @Whitelisted
    public String getObjectId() {
        return objectId;
    }

    /** Display name of the app registration. */
    @Whitelisted
    public String getAppName() {
        return appName;
    }

    /** Names of wanted permissions that are not granted. */
    @Whitelisted
    public List<String> getMissingPermissions() {
        return new ArrayList<>(missingPermissions);
    }

    /** ID of the Jenkins credential that keeps the secret. */
    @Whitelisted
    public String getCredentialsId() {
        return credentialsId;
    }

    /** When the secret expires, ISO-8601 in UTC: {@code 2028-11-23T08:00:00Z}. */
    @Whitelisted
    public String getExpires() {
        return expires;
    }

    /** When the secret before it expires, ISO-8601 in UTC; null if that is gone already. */
    @Whitelisted
    public String getOldExpires() {
        return oldExpires;
    }

    /** From when on a rotation makes a new secret, ISO-8601 in UTC. */
    @Whitelisted
    public String getNextRotation() {
        return nextRotation;
    }

    /**
     * Where the rotation stands: {@code UP_TO_DATE}, {@code DUE}, {@code TO_BE_MOVED}, {@code IN_GRACE},
     * {@code TO_BE_REMOVED} or {@code HAND_OFF_PENDING}.
     */
    @Whitelisted
    public String getPhase() {
        return phase;
    }

    /** Name of the Credential Profile. */
    @Whitelisted
    public String getProfileName() {
        return profileName;
    }

    /** Whether there is an Entra ID Sync and it is enabled. */
    @Whitelisted
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * {@code NOT_STARTED}, {@code WAITING}, {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED} or
     * {@code ENDED_UNKNOWN}.
     */
    @Whitelisted
    public String getLastSyncStatus() {
        return lastSyncStatus;
    }

    /** What {@code approvedPlan} takes, for a plan that changes something; null for everything else. */
    @Whitelisted
    public String getDigest() {
        return digest;
    }

    /** The changes made, or for a plan and a status those that would be made; a line each. */
    @Whitelisted
    public List<String> getChanges() {
        return new ArrayList<>(changes);
    }

    /**
     * The differences from the wanted state: for each resource the lines that say so. Keys are {@code application},
     * {@code servicePrincipal}, {@code consent}, {@code clientSecret}, {@code credential}, {@code credentialProfile},
     * {@code entraIdSync}, and {@code obstacle} for what a run would stop at. What a run would leave as it is, such as
     * a permission that is not wanted, is among them. Empty after a run.
     */
    @Whitelisted
    public Map<String, List<String>> getDrift() {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        drift.forEach((resource, lines) -> copy.put(resource, new ArrayList<>(lines)));
        return copy;
    }

    /** Summary for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return "tenant " + tenantId + ", app " + clientId + ", " + changes.size() + " changes, drift in "
                + drift.keySet();
    }
}
