package io.jenkins.plugins.threatmanager.policy;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a job is made from.
 *
 * @param generated whether it, or a folder around it, is made from what is found in a repository
 * @param head of the repository; empty if it is made by hand, or nobody can tell
 * @param discovered full name of the multibranch project, if an organization folder has found that, too; empty otherwise
 */
record JobBranch(boolean generated, Optional<Head> head, String discovered) {

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
        List<Item> around = computed(job);
        return new JobBranch(
                !around.isEmpty(),
                ExtensionList.lookup(Source.class).stream()
                        .flatMap(source -> source.of(job).stream())
                        .findFirst(),
                around.size() > 1 ? around.get(0).getFullName() : "");
    }

    /** Whether a policy could list it. */
    boolean isBranch() {
        return head.filter(known -> known.kind() == Kind.BRANCH).isPresent();
    }

    /** Folders around it that make what is in them, the innermost first. */
    private static List<Item> computed(Item job) {
        List<Item> computed = new ArrayList<>();
        ItemGroup<?> around = job.getParent();
        while (around instanceof Item folder) {
            if (isComputed(folder.getClass())) {
                computed.add(folder);
            }
            around = folder.getParent();
        }
        return computed;
    }

    private static boolean isComputed(Class<?> folder) {
        for (Class<?> type = folder; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(COMPUTED)) {
                return true;
            }
        }
        return false;
    }
}
