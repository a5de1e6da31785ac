package io.jenkins.plugins.threatmanager.server;

import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;

/**
 * A Threat Manager server that can be administered by program. Every method throws a
 * {@link io.jenkins.plugins.threatmanager.transport.ProblemException} with a {@link ServerProblem} and the server's own text when
 * it cannot be done.
 */
public interface ThreatManagerServer {

    /** The word by which this server calls a cloud, for example {@code AzureCloud} for {@code GLOBAL}. */
    String azureCloudWord(String cloud);

    /**
     * Logs in, and makes sure that the server has every operation of the API profile before anything is changed.
     *
     * @return the integrations there are
     */
    default ServerSnapshot observe(OperationContext operation) throws InterruptedException {
        return observe(WantedCredentials.ALL, operation);
    }

    /** The same, with the credentials of at least the wanted profiles. */
    ServerSnapshot observe(WantedCredentials wanted, OperationContext operation) throws InterruptedException;

    /** The same integrations, with the credentials that were not asked for before. */
    ServerSnapshot complete(ServerSnapshot snapshot, OperationContext operation) throws InterruptedException;

    /** Creates a Credential Profile with one credential in it. */
    CredentialProfile createProfile(
            String name, String description, String clientId, SecretText secret, OperationContext operation)
            throws InterruptedException;

    /** Puts a client ID and secret into the only credential of a profile, and sets name and description. */
    void updateProfile(
            CredentialProfile profile,
            String name,
            String description,
            String clientId,
            SecretText secret,
            OperationContext operation)
            throws InterruptedException;

    void deleteProfile(CredentialProfile profile, OperationContext operation) throws InterruptedException;

    /** Whether {@link #testConnection} can only test a sync that has been added already. */
    default boolean testNeedsSync() {
        return false;
    }

    /**
     * Tests a connection as the console's button does, before or after the sync is added.
     *
     * @param cloud name of the cloud, for example {@code GLOBAL}
     */
    ConnectionTest testConnection(String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException;

    /** Adds an Entra ID Sync, enabled. */
    EntraIdSync createSync(String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException;

    /** Sets profile and whether it is enabled; tenant and cloud cannot be changed in the product. */
    void updateSync(EntraIdSync sync, CredentialProfile profile, boolean enabled, OperationContext operation)
            throws InterruptedException;

    void deleteSync(EntraIdSync sync, OperationContext operation) throws InterruptedException;

    /**
     * Sync History, newest first, back to the newest run that has ended: {@link SyncHistory} separates the runs.
     * All times are by the server's clock.
     */
    List<SyncRun> history(EntraIdSync sync, OperationContext operation) throws InterruptedException;
}
