package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What the bootstrap identity's own Graph token says of it.
 *
 * @param appId application (client) ID of the bootstrap identity; empty if the token does not say
 * @param objectId of its service principal in the tenant, which is what owners are; empty if the token does not say
 * @param permissions application permissions in the token's {@code roles}, for example {@code Application.Read.All}
 * @param conclusive whether it may do nothing else: not so for a token of a person, for one of an identity with a
 *     directory role, or for one that names no permission at all
 */
public record BootstrapPrivileges(String appId, String objectId, Set<String> permissions, boolean conclusive) {

    public BootstrapPrivileges {
        permissions = Set.copyOf(permissions);
    }

    /** Of a token that does not say which service principal it is for. */
    public BootstrapPrivileges(String appId, Set<String> permissions, boolean conclusive) {
        this(appId, "", permissions, conclusive);
    }

    /** Of a token that says no more than its permissions. */
    public BootstrapPrivileges(String appId, Set<String> permissions) {
        this(appId, "", permissions, !permissions.isEmpty());
    }

    /**
     * Everything that is missing for what is to be done.
     *
     * @return the failure that Graph's refusals would end in, all of them in one; empty if nothing is missing, or if the
     *     token does not say
     */
    public Optional<ProblemException> missing(Collection<EntraTask> tasks) {
        return conclusive ? EntraTask.missing(tasks, permissions) : Optional.empty();
    }

    /**
     * Everything that is missing, once Graph has refused one of the tasks for want of a permission: what the token does
     * not name is not there, then.
     */
    public Optional<ProblemException> missingAfterRefusal(Collection<EntraTask> tasks) {
        return EntraTask.missing(tasks, permissions);
    }

    /**
     * Whether it sees admin consents and the recycle bin. If not, as with {@code Application.ReadWrite.OwnedBy} alone,
     * a snapshot shows service principals without grants and nothing deleted: that is then unknown, not absent.
     */
    public boolean mayReadGrants() {
        return EntraPermission.READ.isAmong(permissions);
    }
}
