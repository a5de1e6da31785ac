package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import io.jenkins.plugins.threatmanager.manage.exchange.EntryTree;
import io.jenkins.plugins.threatmanager.manage.exchange.YamlFile;
import io.jenkins.plugins.threatmanager.monitor.LedgerKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * One of the two lists of the configuration, as its pages see it.
 *
 * @param <T> what the list has
 */
abstract class EntryKind<T extends Describable<T> & Named> {

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

    abstract EntryRow row(T entry);

    /**
     * Why an entry must not be changed like that, a sentence with a remedy; empty if nothing needs it.
     *
     * @param after what it is to be; empty if it is to go
     */
    abstract Optional<String> obstacle(T before, Optional<T> after);

    /** What "Verify" finds out about an entry, a line each. */
    abstract List<FormValidation> verify(String name) throws InterruptedException;

    /** Whether an operation was about an entry. */
    abstract boolean isAbout(LedgerKey operation, T entry);

    /** @throws IllegalArgumentException with a sentence, if that cannot be; nothing is changed then */
    abstract void make(EntryChange<T> change);

    final Optional<T> named(String name) {
        return all().stream().filter(entry -> entry.getName().equals(name)).findFirst();
    }

    /**
     * Changes the list as it is now, so that what somebody else changed meanwhile stays.
     *
     * @throws IllegalArgumentException with a sentence, if that cannot be; nothing is changed then
     */
    final void change(EntryChange<T> change) {
        synchronized (ThreatManagerConfiguration.get()) {
            named(change.instead())
                    .flatMap(before -> obstacle(before, change.entry()))
                    .ifPresent(why -> {
                        throw new IllegalArgumentException(why);
                    });
            make(change);
        }
    }

    /**
     * Entries as a file for configuration as code, for administrators: what it says besides IDs of credentials is theirs.
     *
     * @param name of the file, without its ending
     */
    final void export(List<T> entries, String name, StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        response.setContentType("application/yaml; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".yaml\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter()
                .write(YamlFile.of(url, entries.stream().map(EntryTree::of).toList()));
    }
}
