package io.jenkins.plugins.threatmanager.steps;

import io.jenkins.plugins.threatmanager.onboarding.Change;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.Overview;
import io.jenkins.plugins.threatmanager.onboarding.Plan;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * What a step returns. Plain values only, so that it survives a restart of the controller; never a secret. What an
 * operation has nothing to do with is null, or empty for lists.
 */
public final class OperationResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> values = new LinkedHashMap<>();
    private final ArrayList<String> missingPermissions;
    private final ArrayList<String> changes;
    private final ArrayList<String> drift;
    private final boolean enabled;

    private OperationResult(
            ArrayList<String> missingPermissions, ArrayList<String> changes, ArrayList<String> drift, boolean enabled) {
        this.missingPermissions = missingPermissions;
        this.changes = changes;
        this.drift = drift;
        this.enabled = enabled;
    }

    static OperationResult of(Outcome outcome) {
        Overview overview = outcome.overview();
        OperationResult result = new OperationResult(
                new ArrayList<>(overview.missingPermissions()),
                new ArrayList<>(outcome.done().stream().map(Change::line).toList()),
                drift(outcome),
                overview.sync().map(Overview.Sync::enabled).orElse(false));
        result.values.put("tenantId", overview.tenantId());
        overview.app().ifPresent(app -> {
            result.values.put("clientId", app.clientId());
            result.values.put("objectId", app.objectId());
            result.values.put("appName", app.name());
        });
        overview.secret().ifPresent(secret -> {
            result.values.put("credentialsId", secret.credentialsId());
            result.values.put("expires", secret.expires().toString());
        });
        overview.profile().ifPresent(profile -> result.values.put("profileName", profile.name()));
        overview.sync()
                .ifPresent(sync ->
                        result.values.put("lastSyncStatus", sync.progress().name()));
        return result;
    }

    /** What was planned and not done: everything for a plan or a status, nothing after a run. */
    private static ArrayList<String> drift(Outcome outcome) {
        Plan plan = outcome.plan();
        ArrayList<String> drift = new ArrayList<>();
        plan.obstacles().stream().map(Failure::cause).forEach(drift::add);
        plan.changes().stream()
                .filter(change -> !outcome.done().contains(change))
                .map(Change::line)
                .forEach(drift::add);
        return drift;
    }

    /** Application (client) ID, a GUID. */
    @Whitelisted
    public String getClientId() {
        return values.get("clientId");
    }

    /** Object ID of the app registration, a GUID. */
    @Whitelisted
    public String getObjectId() {
        return values.get("objectId");
    }

    /** GUID of the tenant. */
    @Whitelisted
    public String getTenantId() {
        return values.get("tenantId");
    }

    /** Display name of the app registration. */
    @Whitelisted
    public String getAppName() {
        return values.get("appName");
    }

    /** Names of wanted permissions that are not granted. */
    @Whitelisted
    public List<String> getMissingPermissions() {
        return new ArrayList<>(missingPermissions);
    }

    /** The changes made, a line each. */
    @Whitelisted
    public List<String> getChanges() {
        return new ArrayList<>(changes);
    }

    /** Where the secret is kept. */
    @Whitelisted
    public String getCredentialsId() {
        return values.get("credentialsId");
    }

    /** When the secret expires, ISO-8601 in UTC. */
    @Whitelisted
    public String getExpires() {
        return values.get("expires");
    }

    /** Name of the Credential Profile. */
    @Whitelisted
    public String getProfileName() {
        return values.get("profileName");
    }

    /** Whether the Entra ID Sync is enabled. */
    @Whitelisted
    public boolean isEnabled() {
        return enabled;
    }

    /** {@code NOT_STARTED}, {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED} or {@code ENDED_UNKNOWN}. */
    @Whitelisted
    public String getLastSyncStatus() {
        return values.get("lastSyncStatus");
    }

    /** What differs from what is wanted, a line each: what a run would change, and what stands in its way. */
    @Whitelisted
    public List<String> getDrift() {
        return new ArrayList<>(drift);
    }

    /** All single values by name, for logs and notifications. */
    @Whitelisted
    public Map<String, String> getValues() {
        return new LinkedHashMap<>(values);
    }
}
