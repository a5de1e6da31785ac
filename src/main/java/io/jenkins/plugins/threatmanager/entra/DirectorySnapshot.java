package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.entra.policy.AppPolicies;
import io.jenkins.plugins.threatmanager.entra.signin.SignInMeans;
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
     * @param own the app registration of who looked, with its owners if they may be read; of its properties the client
     *     secrets alone. Empty if it may not be read, or there is none in the tenant: a managed identity has none
     * @param means what was signed in with
     * @param policies what restricts client secrets of its own app registration; unknown also if nobody has looked
     */
    public record SignIn(
            String tenantId,
            BootstrapPrivileges bootstrap,
            Instant entraTime,
            Optional<Application> own,
            SignInMeans means,
            AppPolicies policies) {

        /** Where nobody has looked for policies. */
        public SignIn(
                String tenantId,
                BootstrapPrivileges bootstrap,
                Instant entraTime,
                Optional<Application> own,
                SignInMeans means) {
            this(tenantId, bootstrap, entraTime, own, means, AppPolicies.UNKNOWN);
        }

        /** Where nothing was read of what was signed in with. */
        public SignIn(String tenantId, BootstrapPrivileges bootstrap, Instant entraTime) {
            this(tenantId, bootstrap, entraTime, Optional.empty(), SignInMeans.UNKNOWN);
        }

        /**
         * Whether who looked may change its own app registration, as a rotation of its secret does: it is an owner of
         * itself, or may change all.
         *
         * @return empty if that is not known
         */
        public Optional<Boolean> mayChangeItself() {
            return EntraPermission.WRITE_OWNED.isExceededBy(bootstrap.permissions())
                    ? Optional.of(true)
                    : own.flatMap(Application::owners)
                            .map(owners -> owners.stream().anyMatch(this::isWhoLooked));
        }

        /** The command of Azure CLI that makes it an owner of itself. */
        public String ownItself() {
            return "az ad app owner add --id " + bootstrap.appId() + " --owner-object-id " + bootstrap.objectId();
        }

        /** What was signed in with and until when that is valid, for people; or why nobody can tell, and what to do. */
        public String signedInWith() {
            if (!means.isUnclear()) {
                return means.withTerm();
            }
            if (means.kind() == SignInMeans.Kind.CERTIFICATE) {
                return means.words() + ", whose file does not say until when it is valid: look it up in Entra";
            }
            return means.words()
                    + (own.isEmpty()
                            ? ", whose expiry cannot be read: consent to Application.Read.All for it, or note the day"
                                    + " yourself"
                            : ", which Entra does not list for its app registration: note yourself until when it is"
                                    + " valid");
        }

        /** The same with the policies that count for its own app registration. */
        public SignIn with(AppPolicies found) {
            return new SignIn(tenantId, bootstrap, entraTime, own, means, found);
        }

        private boolean isWhoLooked(Owner owner) {
            return owner.objectId().equalsIgnoreCase(bootstrap.objectId())
                    || !owner.appId().isEmpty() && owner.appId().equalsIgnoreCase(bootstrap.appId());
        }
    }

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
