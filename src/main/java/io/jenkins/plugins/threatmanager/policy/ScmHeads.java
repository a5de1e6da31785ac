package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Item;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.TagSCMHead;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Asks the SCM API plugin, which every plugin with multibranch jobs needs; without it there are none. */
@OptionalExtension(requirePlugins = "scm-api")
@Restricted(NoExternalUse.class)
public final class ScmHeads extends JobBranch.Source {

    @Override
    Optional<JobBranch.Head> of(Item job) {
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return head == null ? Optional.empty() : Optional.of(new JobBranch.Head(head.getName(), kind(head)));
    }

    private static JobBranch.Kind kind(SCMHead head) {
        return head instanceof ChangeRequestSCMHead
                ? JobBranch.Kind.CHANGE_REQUEST
                : head instanceof TagSCMHead ? JobBranch.Kind.TAG : JobBranch.Kind.BRANCH;
    }
}
