package io.jenkins.plugins.threatmanager.policy;

import hudson.model.Cause;
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
 * @param configurer ID of the user who configured its job last; empty if unknown
 */
record Starters(Set<String> users, boolean unknown, Optional<String> configurer) {

    Starters {
        users = Set.copyOf(users);
    }

    static Starters of(Run<?, ?> run) {
        Set<String> users = new HashSet<>();
        boolean unknown = collect(run.getCauses(), users);
        return new Starters(users, unknown, LastConfigurers.get().of(run.getParent()));
    }

    /** Returns whether one of them is unknown. */
    private static boolean collect(Collection<? extends Cause> causes, Set<String> users) {
        boolean unknown = false;
        for (Cause cause : causes) {
            if (cause instanceof Cause.UserIdCause started) {
                String id = started.getUserId();
                if (id == null) {
                    unknown = true;
                } else {
                    users.add(id);
                }
            } else if (cause instanceof Cause.UpstreamCause upstream) {
                unknown |= collect(upstream.getUpstreamCauses(), users);
            } else if (cause instanceof Cause.UpstreamCause.DeeplyNestedUpstreamCause) {
                unknown = true;
            }
        }
        return unknown;
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
        return configurer.isEmpty()
                ? Optional.of(Messages.Starters_Nobody())
                : configurer.filter(one -> same.test(one, user)).map(one -> Messages.Starters_Configured());
    }
}
