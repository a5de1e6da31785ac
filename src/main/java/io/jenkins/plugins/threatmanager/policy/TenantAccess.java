package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Item;
import hudson.model.Items;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.config.ConfigProblem;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Whether a build may use a tenant: for the authentication that it runs as, which is that of the current thread, and for
 * the branch that its job is made from. Where no build authentication is configured, builds run as Jenkins itself, which
 * has every permission.
 */
@Restricted(NoExternalUse.class)
public final class TenantAccess {

    private TenantAccess() {}

    /**
     * @param job of the build, in a folder that the tenant allows
     * @throws ProblemException with one sentence of cause and one of remedy, if the build may not do it
     */
    public static void require(Operation operation, Tenant tenant, Item job) {
        Permission permission = ThreatManagerPermissions.of(operation);
        String folder = tenant.grantedBy(job).orElseThrow();
        if (!holds(permission, tenant, job)) {
            throw new ProblemException(
                    ConfigProblem.PERMISSION_MISSING,
                    "The build's authentication lacks the permission Threat Manager/" + permission.name
                            + (folder.isEmpty() ? " on this controller." : " on the folder '" + folder + "'."),
                    "Let an administrator grant it there, or run the job as a user who has it.");
        }
        JobBranch made = JobBranch.of(job);
        BranchRule.obstacle(made, tenant.getPolicy().getBranches()).ifPresent(why -> {
            throw new ProblemException(
                    ConfigProblem.BRANCH_NOT_ALLOWED,
                    "The job '" + job.getFullName() + "' " + why + ", and such a job may not use the tenant '"
                            + tenant.getName() + "'.",
                    "Use a job whose configuration says which branch it builds"
                            + (made.isBranch()
                                    ? ", or let an administrator add the branch to the tenant's policy, under Manage"
                                            + " Jenkins, Threat Manager."
                                    : "."));
        });
        if (!made.generated()) {
            requireFixedScript(tenant, job);
        }
    }

    private static void requireFixedScript(Tenant tenant, Item job) {
        FixedScript.obstacle(Items.XSTREAM2.toXML(job)).ifPresent(loose -> {
            throw new ProblemException(
                    ConfigProblem.BRANCH_NOT_ALLOWED,
                    "The job '" + job.getFullName() + "' " + loose.why() + ", and such a job may not use the tenant '"
                            + tenant.getName() + "'.",
                    loose.remedy() + ".");
        });
    }

    /** Whether the current authentication has a permission on the folder that grants a tenant to a job. */
    static boolean holds(Permission permission, Tenant tenant, Item job) {
        return tenant.grantedBy(job)
                .flatMap(TenantAccess::place)
                .filter(place -> place.hasPermission(permission))
                .isPresent();
    }

    /** Whether {@link #require} would let it pass. */
    public static boolean allows(Operation operation, Tenant tenant, Item job) {
        try {
            require(operation, tenant, job);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    /**
     * @param readsOnly whether the operation changes nothing: then it goes on, and says so first
     * @throws ProblemException if an administrator has disabled the tenant
     */
    public static void requireEnabled(Tenant tenant, boolean readsOnly, Progress log) {
        try {
            DisabledTenants.get().requireEnabled(tenant);
        } catch (ProblemException disabled) {
            if (!readsOnly) {
                throw disabled;
            }
            log.say("DISABLED: " + disabled.getMessage());
        }
    }

    /**
     * Whether a secret may be made for the tenant's app, or what the app may do be changed: one allowed folder keeps its
     * secret, unless an administrator lists more. A secret in the plugin's own store gives no folder a key.
     *
     * @param product that the app is for: each has an owner of its own
     * @param place where the secret is to be kept: full name of the folder, empty for the root store; without a secret
     *     the folder that grants the tenant
     * @throws ProblemException if another folder keeps one
     */
    public static void requireOwner(Operation operation, Tenant tenant, String product, String place) {
        boolean concerned = operation.takes(Argument.SECRET_LIFETIME) || operation == Operation.REGISTER_APP;
        if (!concerned || operation.readsOnly() || place.equals(KeptSecret.PLUGIN)) {
            return;
        }
        // Typed credentials do not count: otherwise whoever may add one to a folder would keep all others out.
        Set<String> owners = KeptSecrets.all().stream()
                .filter(kept -> kept.tenant().equalsIgnoreCase(tenant.getDomain()) && kept.isFor(product))
                .filter(kept -> !kept.place().equals(KeptSecret.PLUGIN))
                .filter(WrittenSecrets.get()::include)
                .map(kept -> tenant.ownerOf(kept.place()))
                .collect(Collectors.toSet());
        String owner = tenant.ownerOf(place);
        if (!AppOwners.admit(owner, owners, tenant.getPolicy().getSharedBy())) {
            throw new ProblemException(
                    ConfigProblem.APP_OF_ANOTHER_FOLDER,
                    "Another folder keeps the client secret of the tenant '" + tenant.getName()
                            + "', and its policy lets no further one do so.",
                    "Use a job of that folder, or let an administrator add "
                            + (owner.isEmpty() ? "this job's folder" : "'" + owner + "'")
                            + " to sharedBy in the tenant's policy, under Manage Jenkins, Threat Manager.");
        }
    }

    /** The folder is looked up as Jenkins itself: what the build may do there is asked next. */
    static Optional<AccessControlled> place(String folder) {
        if (folder.isEmpty()) {
            return Optional.of(Jenkins.get());
        }
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(folder));
        }
    }
}
