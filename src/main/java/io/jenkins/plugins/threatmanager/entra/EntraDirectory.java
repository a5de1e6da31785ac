package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.util.Set;

/**
 * One Entra tenant, as far as this plugin has to do with it. Every method may take several requests, is repeated by
 * the retry table where that is safe, says so on the operation's progress, and throws a
 * {@link io.jenkins.plugins.threatmanager.remote.Failure} with an {@link EntraProblem} when it cannot be done.
 */
public interface EntraDirectory {

    /**
     * Reads what onboarding has to know, in three round trips at most: token, applications and Graph's roles, service
     * principals.
     */
    DirectorySnapshot observe(String uniqueName, String displayName, Operation operation) throws InterruptedException;

    /**
     * Creates the application with that unique name, or makes it look like the spec.
     *
     * @param existing what was observed under that unique name, or null: its service principal and secrets are kept in
     *     the answer
     * @return as it is now
     */
    Application upsert(ApplicationSpec spec, Application existing, Operation operation) throws InterruptedException;

    /**
     * Gives an application that has no unique name ours, and makes it look like the spec.
     *
     * @return as it is now
     */
    Application adopt(Application found, ApplicationSpec spec, Operation operation) throws InterruptedException;

    /**
     * Takes an application out of the recycle bin. Its service principal stays deleted.
     *
     * @return as it is now, without service principal
     */
    Application restore(Application deleted, Operation operation) throws InterruptedException;

    /** Creates the application's service principal, waiting for the application to be replicated. */
    ServicePrincipal createServicePrincipal(Application application, Operation operation) throws InterruptedException;

    /** Grants roles and issues a secret in as few round trips as possible. */
    AccessOutcome give(AccessRequest request, Operation operation) throws InterruptedException;

    /** Removes a client secret; one that is gone already counts as removed. */
    void removeSecret(Application application, String keyId, Operation operation) throws InterruptedException;

    /** Withdraws an admin consent; one that is gone already counts as withdrawn. */
    void revoke(GraphResource graph, Grant grant, Operation operation) throws InterruptedException;

    /** Moves the application to the recycle bin; one that is there already counts as moved. */
    void delete(Application application, Operation operation) throws InterruptedException;

    /** Deletes an application in the recycle bin for good; one that is gone already counts as deleted. */
    void purge(Application deleted, Operation operation) throws InterruptedException;

    /**
     * Proves that a client secret obtains tokens, several times in a row, each by a client without cache, and waits for
     * the wanted permissions to show in them.
     *
     * @param wanted names of permissions that the token is waited to hold; empty if none is
     * @return the proof; wanted permissions may still be missing from it when waiting for them has taken too long
     */
    TokenProof prove(String clientId, SecretText secret, Set<String> wanted, Operation operation)
            throws InterruptedException;

    /**
     * Tries a client secret once, without patience for lag.
     *
     * @return whether it obtained a token
     */
    boolean works(String clientId, SecretText secret, Operation operation) throws InterruptedException;

    /** The link with which an administrator consents to the application's permissions by hand. */
    String adminConsentLink(String clientId);
}
