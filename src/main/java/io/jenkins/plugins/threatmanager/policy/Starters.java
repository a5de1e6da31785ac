package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Who is behind a build.
 *
 * @param users IDs of those who started it, or a build that led to it
 * @param unknown whether somebody did of whom nothing is known
 * @param configurers IDs of the users who configured last its job, and those of the builds that led to it: without a user,
 *     each of them decides when it runs, and with which parameters; empty if one of them is unknown
 */
record Starters(Set<String> users, boolean unknown, Optional<Set<String>> configurers) {

    /**
     * What starts a build of which no person says when and with which parameters, by name, since a controller need not
     * have any. Of every other cause nobody can tell: an authentication token or a web hook is a person's to use.
     */
    private static final Set<String> IMPERSONAL = Set.of(
            "hudson.triggers.TimerTrigger$TimerTriggerCause",
            "hudson.triggers.SCMTrigger$SCMTriggerCause",
            "hudson.model.Cause$LegacyCodeCause",
            "jenkins.branch.BranchIndexingCause",
            "jenkins.branch.BranchEventCause");

    Starters {
        users = Set.copyOf(users);
        configurers = configurers.map(Set::copyOf);
    }

    static Starters of(Run<?, ?> run) {
        Found found = new Found();
        found.jobs.add(run.getParent().getFullName());
        // All of them: Run.getCauses() knows the first action alone.
        run.getActions(CauseAction.class).forEach(action -> found.collect(action.getCauses()));
        return new Starters(
                found.users, found.unknown || found.users.isEmpty() && found.strangers, found.configurers());
    }

    private static final class Found {
        private final Set<String> users = new HashSet<>();
        private final Set<String> jobs = new HashSet<>();
        private boolean unknown;
        private boolean strangers;

        void collect(Collection<? extends Cause> causes) {
            for (Cause cause : causes) {
                if (cause instanceof Cause.UserIdCause started) {
                    String id = started.getUserId();
                    if (id == null) {
                        unknown = true;
                    } else {
                        users.add(id);
                    }
                } else if (cause instanceof Cause.UpstreamCause upstream) {
                    jobs.add(upstream.getUpstreamProject());
                    collect(upstream.getUpstreamCauses());
                } else if (cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause) {
                    unknown = true;
                } else {
                    strangers |= !isImpersonal(cause.getClass());
                }
            }
        }

        Optional<Set<String>> configurers() {
            Set<String> all = new HashSet<>();
            for (String job : jobs) {
                Optional<String> configurer = LastConfigurers.get().of(job);
                if (configurer.isEmpty()) {
                    return Optional.empty();
                }
                all.add(configurer.get());
            }
            return Optional.of(all);
        }
    }

    static boolean isImpersonal(Class<?> cause) {
        for (Class<?> type = cause; type != null; type = type.getSuperclass()) {
            if (IMPERSONAL.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Why a user cannot approve what the build planned; empty if they can.
     *
     * @param same whether two IDs are those of one user
     */
    Optional<String> obstacleFor(String user, BiPredicate<String, String> same) {
        if (users.stream().anyMatch(starter -> same.test(starter, user))) {
            return Optional.of(Messages.Starters_Started());
        }
        if (unknown) {
            return Optional.of(Messages.Starters_Unknown());
        }
        if (!users.isEmpty()) {
            return Optional.empty();
        }
        if (configurers.isEmpty()) {
            return Optional.of(Messages.Starters_Nobody());
        }
        return configurers.get().stream().anyMatch(one -> same.test(one, user))
                ? Optional.of(Messages.Starters_Configured())
                : Optional.empty();
    }
}
