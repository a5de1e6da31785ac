package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One Entra tenant, as far as this plugin has to do with it. Every method may take several requests, is repeated by
 * the retry table where that is safe, says so on the operation's progress, and throws a
 * {@link io.jenkins.plugins.threatmanager.transport.ProblemException} with an {@link EntraProblem} when it cannot be done.
 */
public interface EntraDirectory {

    /** What the bootstrap identity's token says; asks for one if there is none yet, and for nothing else. */
    BootstrapPrivileges privileges(OperationContext operation) throws InterruptedException;

    /**
     * Reads what there is to know of who signs in, in two round trips at most: token, and its own app registration with
     * the owners of that.
     */
    DirectorySnapshot.SignIn signIn(OperationContext operation) throws InterruptedException;

    /**
     * Reads what onboarding has to know, in three round trips at most: token, applications and Graph's roles, service
     * principals.
     */
    DirectorySnapshot observe(String uniqueName, String displayName, OperationContext operation)
            throws InterruptedException;

    /**
     * Reads an application that is known again, in one round trip: with its service principal, its consents, its owners
     * and its credentials.
     *
     * @param known may be without service principal
     */
    Application read(Application known, GraphResource graph, OperationContext operation) throws InterruptedException;

    /**
     * Which other issuers' tokens an application takes, in one round trip.
     *
     * @param clientId of any application of the tenant
     * @return empty if that may not be read, or if there is no such application
     */
    Optional<List<FederatedCredential>> federatedCredentials(String clientId, OperationContext operation)
            throws InterruptedException;

    /**
     * Creates the application with that unique name, with its display name alone: the rest of the spec is for {@link
     * #createServicePrincipal}.
     *
     * @return as it is now; empty if it was there already, or if an answer was lost and it may have been:
     *     observe again
     */
    Optional<Application> create(ApplicationSpec spec, OperationContext operation) throws InterruptedException;

    /**
     * Makes an application look like the spec, and gives it its unique name if it has none.
     *
     * @return as it is now
     */
    Application update(Application existing, ApplicationSpec spec, OperationContext operation)
            throws InterruptedException;

    /**
     * Takes an application out of the recycle bin. Its service principal stays deleted.
     *
     * @return as it is now, without service principal
     */
    Application restore(Application deleted, OperationContext operation) throws InterruptedException;

    /**
     * Creates the application's service principal, waiting for the application to be replicated; and makes the
     * application look like a spec in the same round trip, but only if the service principal is this call's: of several
     * that try at once, one.
     *
     * @param tags for the service principal, which later identify its owner
     * @param spec empty to leave the application as it is
     * @return as it is now: without the spec, and with somebody's tags on its service principal, if there was one
     *     already
     */
    Application createServicePrincipal(
            Application application, List<String> tags, Optional<ApplicationSpec> spec, OperationContext operation)
            throws InterruptedException;

    /**
     * Lets an application obtain tokens, or no more of them; what is so already counts as done.
     *
     * @param application with its service principal
     */
    void switchSignIn(Application application, boolean enabled, OperationContext operation) throws InterruptedException;

    /**
     * Grants roles and issues a secret in as few round trips as possible. Where there is a secret to issue, it comes
     * first, and no role is granted without it: only an owner can add one.
     */
    AccessOutcome give(AccessRequest request, OperationContext operation) throws InterruptedException;

    /** Removes a client secret; one that is gone already counts as removed. */
    void removeSecret(Application application, String keyId, OperationContext operation) throws InterruptedException;

    /**
     * Removes a credential whoever made it; one that is gone already counts as removed. Certificates go all at once.
     */
    void remove(Application application, AppCredential credential, OperationContext operation)
            throws InterruptedException;

    /** Withdraws an admin consent; one that is gone already counts as withdrawn. */
    void revoke(GraphResource graph, Grant grant, OperationContext operation) throws InterruptedException;

    /** Moves the application to the recycle bin; one that is there already counts as moved. */
    void delete(Application application, OperationContext operation) throws InterruptedException;

    /** Deletes an application in the recycle bin for good; one that is gone already counts as deleted. */
    void purge(Application deleted, OperationContext operation) throws InterruptedException;

    /**
     * Proves that a client secret obtains tokens, several times in a row, each by a client without cache, and waits for
     * the wanted permissions to show in them.
     *
     * @param wanted names of permissions that the token is waited to hold; empty if none is
     * @return the proof; wanted permissions may still be missing from it when waiting for them has taken too long
     */
    TokenProof prove(String clientId, SecretText secret, Set<String> wanted, OperationContext operation)
            throws InterruptedException;

    /**
     * Tries a client secret once, without patience for lag.
     *
     * @return whether it obtained a token
     */
    boolean works(String clientId, SecretText secret, OperationContext operation) throws InterruptedException;

    /**
     * Which tenant of the cloud a domain belongs to, in one round trip that needs no permission and no token.
     *
     * @return the tenant's GUID in lower case; empty if no tenant has that domain
     */
    Optional<String> tenantIdOf(String domain, OperationContext operation) throws InterruptedException;

    /** The link with which an administrator consents to the application's permissions by hand. */
    String adminConsentLink(String clientId);
}
