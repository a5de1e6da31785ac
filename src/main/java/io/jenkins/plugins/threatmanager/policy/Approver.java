package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/** The current user, as somebody who approves plans. */
@Restricted(NoExternalUse.class)
public final class Approver {

    private final Authentication who = Jenkins.getAuthentication2();

    /**
     * Whether the current user has the permission to approve what a job plans for a tenant, on the folder that grants it.
     *
     * @param tenant its name in the configuration, or one that it had when the plan was made
     */
    public boolean isPermitted(String tenant, Item job) {
        return ThreatManagerConfiguration.get()
                .findTenant(tenant)
                .filter(known -> TenantAccess.holds(ThreatManagerPermissions.APPROVE, known, job))
                .isPresent();
    }

    /**
     * Why the current user, permitted or not, cannot approve what a build planned: a sentence. Empty if they can.
     */
    public Optional<String> obstacle(Run<?, ?> run) {
        if (who.equals(ACL.SYSTEM2) || ACL.isAnonymous2(who)) {
            return Optional.of(Messages.Approver_NobodySignedIn());
        }
        return Starters.of(run).obstacleFor(who.getName(), User.idStrategy()::equals);
    }

    /**
     * Approves a plan. Whoever calls it has asked for permission and obstacles, and put it into the audit log.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if it does not wait for approval
     */
    public void approve(String digest) {
        Approvals.get().approve(digest, who.getName());
    }
}
