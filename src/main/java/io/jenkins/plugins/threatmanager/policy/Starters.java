package io.jenkins.plugins.threatmanager.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
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
 * @param configurers IDs of the users who had configured its job last, and those of the builds that led to it, when they
 *     ran: without a user, each of them decides when it runs, and with which parameters; empty if one of them is unknown
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

    /** What counts as a user's ID where there is none. */
    private static final Set<String> NOBODY = Set.of("SYSTEM", "anonymous");

    Starters {
        users = Set.copyOf(users);
        configurers = configurers.map(Set::copyOf);
    }

    static Starters of(Run<?, ?> run) {
        Found found = new Found();
        found.configured(run);
        // Also what the current user may not read.
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            // All of them: Run.getCauses() knows the first action alone.
            run.getActions(CauseAction.class).forEach(action -> found.collect(action.getCauses()));
        }
        return new Starters(
                found.users, found.unknown || found.users.isEmpty() && found.strangers, found.configurers());
    }

    private static final class Found {
        private final Set<String> users = new HashSet<>();
        private final Set<String> configurers = new HashSet<>();
        private boolean allKnown = true;
        private boolean unknown;
        private boolean strangers;

        void collect(Collection<? extends Cause> causes) {
            for (Cause cause : causes) {
                if (cause instanceof Cause.UserIdCause started) {
                    String id = started.getUserId();
                    if (id == null || NOBODY.contains(id)) {
                        unknown = true;
                    } else {
                        users.add(id);
                    }
                } else if (cause instanceof Cause.UpstreamCause upstream) {
                    configured(upstream.getUpstreamRun());
                    collect(upstream.getUpstreamCauses());
                } else if (cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause) {
                    unknown = true;
                } else {
                    strangers = strangers || !isImpersonal(cause.getClass());
                }
            }
        }

        void configured(@CheckForNull Run<?, ?> run) {
            Optional<Set<String>> known = BuildConfigurers.of(run);
            allKnown = allKnown && known.isPresent();
            known.ifPresent(configurers::addAll);
        }

        Optional<Set<String>> configurers() {
            return allKnown ? Optional.of(configurers) : Optional.empty();
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
