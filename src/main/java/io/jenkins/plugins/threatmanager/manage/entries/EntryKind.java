package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;

/**
 * One of the two lists of the configuration, as its pages see it.
 *
 * @param <T> what the list has
 */
abstract class EntryKind<T extends Describable<T>> {

    private final Class<T> type;
    private final String url;

    /** @param url of the list's page, below that of the plugin */
    EntryKind(Class<T> type, String url) {
        this.type = type;
        this.url = url;
    }

    final Class<T> type() {
        return type;
    }

    final String url() {
        return url;
    }

    final Descriptor<?> descriptor() {
        return Jenkins.get().getDescriptorOrDie(type);
    }

    abstract String title();

    abstract List<T> all();

    abstract String name(T entry);

    abstract EntryRow row(T entry);

    /** Why the entry must stay, a sentence with a remedy; empty if nothing needs it. */
    abstract Optional<String> obstacleToRemoval(T entry);

    /** @throws IllegalArgumentException with a sentence, if the list cannot be this one; nothing is changed then */
    abstract void replaceAll(List<T> entries, int foldersAsOf);

    final Optional<T> named(String name) {
        return all().stream().filter(entry -> name(entry).equals(name)).findFirst();
    }

    /**
     * Changes the list as it is now, so that what somebody else changed meanwhile stays.
     *
     * @param foldersAsOf {@link ThreatManagerConfiguration#getFoldersAsOf} when the page was opened
     */
    final void change(int foldersAsOf, UnaryOperator<List<T>> change) {
        synchronized (ThreatManagerConfiguration.get()) {
            replaceAll(change.apply(new ArrayList<>(all())), foldersAsOf);
        }
    }
}
