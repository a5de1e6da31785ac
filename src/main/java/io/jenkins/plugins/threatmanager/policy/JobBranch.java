package io.jenkins.plugins.threatmanager.policy;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.Optional;

/**
 * What a job is made from.
 *
 * @param generated whether it, or a folder around it, is made from what is found in a repository
 * @param head of the repository; empty if it is made by hand, or nobody can tell
 */
record JobBranch(boolean generated, Optional<Head> head) {

    /** What multibranch and organization folders are; by name, since a controller need not have any. */
    private static final String COMPUTED = "com.cloudbees.hudson.plugins.folder.computed.ComputedFolder";

    /** What a head of a repository can be. */
    enum Kind {
        BRANCH,
        TAG,
        CHANGE_REQUEST
    }

    record Head(String name, Kind kind) {}

    /** Whoever knows which head of a repository a job is made from. */
    abstract static class Source {

        /** @return empty if it is made from none */
        abstract Optional<Head> of(Item job);
    }

    static JobBranch of(Item job) {
        return new JobBranch(
                isGenerated(job),
                ExtensionList.lookup(Source.class).stream()
                        .flatMap(source -> source.of(job).stream())
                        .findFirst());
    }

    /** Whether a policy could list it. */
    boolean isBranch() {
        return head.filter(known -> known.kind() == Kind.BRANCH).isPresent();
    }

    private static boolean isGenerated(Item job) {
        ItemGroup<?> around = job.getParent();
        while (around != null) {
            for (Class<?> type = around.getClass(); type != null; type = type.getSuperclass()) {
                if (type.getName().equals(COMPUTED)) {
                    return true;
                }
            }
            around = around instanceof Item folder ? folder.getParent() : null;
        }
        return false;
    }
}
