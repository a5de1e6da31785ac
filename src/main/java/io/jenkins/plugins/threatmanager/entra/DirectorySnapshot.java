package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look at a tenant showed.
 *
 * @param signIn who looked
 * @param graph Microsoft Graph's own service principal and the permissions it offers here
 * @param managed the application with the wanted unique name
 * @param sameName other applications with the wanted display name, in Entra's order
 * @param deleted the application with the wanted unique name in the recycle bin; empty also if the bootstrap identity
 *     may not look there
 * @param policies what restricts client secrets of the managed application, or of the first of the same name; of one
 *     that is still to be created where there is neither
 */
public record DirectorySnapshot(
        SignIn signIn,
        GraphResource graph,
        Optional<Application> managed,
        List<Application> sameName,
        Optional<Application> deleted,
        AppPolicies policies) {

    public DirectorySnapshot {
        sameName = List.copyOf(sameName);
    }

    /** Where nobody has looked for policies. */
    public DirectorySnapshot(
            SignIn signIn,
            GraphResource graph,
            Optional<Application> managed,
            List<Application> sameName,
            Optional<Application> deleted) {
        this(signIn, graph, managed, sameName, deleted, AppPolicies.UNKNOWN);
    }

    /**
     * What the token says with which it was looked.
     *
     * @param tenantId GUID of the tenant
     * @param bootstrap who looked, and what its token allows
     * @param entraTime a time that Entra's clock had reached when it was looked, at most as old as the token: for ages,
     *     which this machine's clock may get wrong; {@link Instant#EPOCH} if the token does not say
     */
    public record SignIn(String tenantId, BootstrapPrivileges bootstrap, Instant entraTime) {}

    public String tenantId() {
        return signIn.tenantId();
    }

    public BootstrapPrivileges bootstrap() {
        return signIn.bootstrap();
    }

    public Instant entraTime() {
        return signIn.entraTime();
    }

    /** The same once the managed application is another, or looks otherwise. */
    public DirectorySnapshot with(Application now) {
        return new DirectorySnapshot(signIn, graph, Optional.of(now), sameName, deleted, policies);
    }
}
