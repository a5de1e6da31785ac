package io.jenkins.plugins.threatmanager.policy;

import java.util.List;
import java.util.Optional;

/**
 * Which generated jobs may use a tenant. Whoever pushes a branch, or opens a pull request, writes the Jenkinsfile of the
 * job that is made from it, with no permission in Jenkins. Pure.
 */
final class BranchRule {

    private BranchRule() {}

    /**
     * @param branches names of those that may; after the multibranch project's full name and a colon, which no name has,
     *     where an organization folder has found that: whoever makes a repository there names its branches
     * @return what the job is that may not, as the end of a sentence; empty if it may
     */
    static Optional<String> obstacle(JobBranch job, List<String> branches) {
        if (job.head().isEmpty()) {
            return job.generated()
                    ? Optional.of("is made by a folder that finds its jobs elsewhere, and its branch cannot be told")
                    : Optional.empty();
        }
        JobBranch.Head head = job.head().get();
        return switch (head.kind()) {
            case CHANGE_REQUEST -> Optional.of("is made from a pull request");
            case TAG -> Optional.of("is made from the tag '" + head.name() + "'");
            case BRANCH ->
                branches.contains(entry(job, head))
                        ? Optional.empty()
                        : Optional.of("is made from the branch '" + entry(job, head)
                                + "', which the tenant's policy does not list");
        };
    }

    private static String entry(JobBranch job, JobBranch.Head head) {
        return job.discovered().isEmpty() ? head.name() : job.discovered() + ":" + head.name();
    }
}
