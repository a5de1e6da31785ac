package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * One tenant in what {@code threatManagerFleet} returns. Plain values only, so that it survives a restart of the
 * controller; never a secret. What there is not is null, or empty for lists.
 */
public final class FleetResultEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String tenant;
    private final String state;
    private final String failure;
    private final ArrayList<String> changes;
    private final HashMap<String, String> facts;

    FleetResultEntry(FleetEntry entry) {
        tenant = entry.tenant();
        state = entry.state().name();
        failure = entry.sentence().isEmpty() ? null : entry.sentence();
        changes = new ArrayList<>(entry.changes());
        facts = new HashMap<>(entry.facts());
    }

    /** Its name in the configuration. */
    @Whitelisted
    public String getTenant() {
        return tenant;
    }

    /**
     * {@code DONE}, {@code FAILED}, {@code REFUSED}, {@code WANTS_APPROVAL}, {@code NOT_BEGUN}, or, after a plan,
     * {@code PLANNED}.
     */
    @Whitelisted
    public String getState() {
        return state;
    }

    /** Why it failed or was refused, or what it waits for. */
    @Whitelisted
    public String getFailure() {
        return failure;
    }

    /** The changes made, or planned; a line each, the first hundred. */
    @Whitelisted
    public List<String> getChanges() {
        return new ArrayList<>(changes);
    }

    /** Application (client) ID, a GUID. */
    @Whitelisted
    public String getClientId() {
        return facts.get("clientId");
    }

    /** ID of the Jenkins credential that keeps the secret. */
    @Whitelisted
    public String getCredentialsId() {
        return facts.get("credentialsId");
    }

    /** When the secret expires, ISO-8601 in UTC. */
    @Whitelisted
    public String getExpires() {
        return facts.get("expires");
    }

    /** From when on a rotation makes a new secret, ISO-8601 in UTC. */
    @Whitelisted
    public String getNextRotation() {
        return facts.get("nextRotation");
    }

    /** Where the rotation stands, as the step of one tenant says it. */
    @Whitelisted
    public String getPhase() {
        return facts.get("phase");
    }

    /** How the last sync went, as the step of one tenant says it. */
    @Whitelisted
    public String getLastSyncStatus() {
        return facts.get("lastSyncStatus");
    }

    /** Of a plan that wants approval. */
    @Whitelisted
    public String getDigest() {
        return facts.get("digest");
    }

    /** Summary for a log. */
    @Override
    @Whitelisted
    public String toString() {
        return tenant + ": " + state;
    }
}
