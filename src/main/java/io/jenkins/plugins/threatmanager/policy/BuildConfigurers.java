package io.jenkins.plugins.threatmanager.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Who had configured a build's job last when it began, and when each of its steps of this plugin did: the job may be
 * configured by somebody else afterwards, or meanwhile. Kept with the build.
 */
@Restricted(NoExternalUse.class)
public final class BuildConfigurers extends InvisibleAction {

    /** IDs of users, each once. Replaced, never changed: Jenkins may be saving the build meanwhile. */
    private ArrayList<String> users = new ArrayList<>();

    /** Whether nobody could tell at some time. */
    private boolean unknown;

    private BuildConfigurers() {}

    /** Of a build; empty if one of them is unknown, or nobody was there to look. */
    static Optional<Set<String>> of(@CheckForNull Run<?, ?> run) {
        return Optional.ofNullable(run)
                .map(build -> build.getAction(BuildConfigurers.class))
                .flatMap(BuildConfigurers::known);
    }

    private synchronized Optional<Set<String>> known() {
        return unknown || users == null ? Optional.empty() : Optional.of(Set.copyOf(users));
    }

    private synchronized void look(Run<?, ?> run) {
        Set<String> all = new LinkedHashSet<>(users);
        Optional<String> last = LastConfigurers.get().of(run.getParent());
        last.ifPresent(all::add);
        unknown = unknown || last.isEmpty();
        users = new ArrayList<>(all);
    }

    /** Called when a step begins. */
    public static void stepOf(Run<?, ?> run) {
        BuildConfigurers known = run.getAction(BuildConfigurers.class);
        if (known != null) {
            known.look(run);
        }
    }

    /** Looks when a build begins that may use a tenant. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Starts extends RunListener<Run<?, ?>> {

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            if (!ThreatManagerConfiguration.get().tenantsFor(run.getParent()).isEmpty()) {
                BuildConfigurers configurers = new BuildConfigurers();
                configurers.look(run);
                run.addAction(configurers);
            }
        }
    }
}
