package io.jenkins.plugins.threatmanager.monitor;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Where an operation ran, for the current user: a link if the job is still there under that name and the user may read
 * it. The name of a job that is gone is for those alone who may read the system: nobody can tell who might have read it.
 *
 * @param text {@code security/onboard #12}; empty for the expiry watch itself, and for a job that the user may not read
 * @param url of the build, relative to the root of Jenkins, without slash at its beginning; empty for none
 * @param jobUrl likewise, of the job
 */
@Restricted(NoExternalUse.class)
public record BuildLink(String text, String url, String jobUrl) {

    private static final BuildLink NONE = new BuildLink("", "", "");

    /** That the build is still there is not looked up, as it would have to be loaded. */
    public static BuildLink to(OperationRecord ran) {
        if (ran.isAutomatic()) {
            return NONE;
        }
        String text = ran.job() + " #" + ran.build();
        Item item;
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            item = Jenkins.get().getItemByFullName(ran.job());
        }
        if (!(item instanceof Job<?, ?> job)) {
            return Jenkins.get().hasPermission(Jenkins.SYSTEM_READ) ? new BuildLink(text, "", "") : NONE;
        }
        return job.hasPermission(Item.READ)
                ? new BuildLink(text, job.getUrl() + ran.build() + "/", job.getUrl())
                : NONE;
    }
}
