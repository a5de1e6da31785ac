package io.jenkins.plugins.threatmanager.policy;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/**
 * Who configured a job last that may use a tenant, in a file of its own in JENKINS_HOME: what is in the job's own
 * configuration, whoever configures it can write. Goes with a digest of the job: where it was written otherwise since, by
 * Jenkins itself, by a job that makes jobs, or at a place where no tenant was to be had, nobody is known. Saved as it was,
 * a job keeps the person before.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class LastConfigurers extends ItemListener {

    private static final Logger LOGGER = Logger.getLogger(LastConfigurers.class.getName());

    private final XmlFile file =
            new XmlFile(new File(Jenkins.get().getRootDir(), LastConfigurers.class.getName() + ".xml"));
    /** By full name: digest of the job, a blank, ID of the user. */
    private Map<String, String> byJob = read();

    static LastConfigurers get() {
        return ExtensionList.lookupSingleton(LastConfigurers.class);
    }

    private Map<String, String> read() {
        try {
            if (file.exists() && file.read() instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .filter(entry -> entry.getKey() instanceof String && entry.getValue() instanceof String)
                        .collect(
                                Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "It is not known who configured jobs last, until they are saved again: {0}",
                    e.getMessage());
        }
        return Map.of();
    }

    /** ID of the user; empty if unknown. */
    Optional<String> of(Item job) {
        Optional<String> known = digest(job).map(digest -> digest + ' ');
        String entry = entry(job);
        return known.filter(entry::startsWith)
                .map(start -> entry.substring(start.length()))
                .filter(user -> !user.isEmpty());
    }

    private synchronized String entry(Item job) {
        return byJob.getOrDefault(job.getFullName(), "");
    }

    private static Optional<String> digest(Item job) {
        return JobDigest.of(Items.XSTREAM2.toXML(job));
    }

    @Override
    public void onCreated(Item item) {
        remember(item);
    }

    @Override
    public void onCopied(Item src, Item item) {
        remember(item);
    }

    @Override
    public void onUpdated(Item item) {
        remember(item);
    }

    @Override
    public void onDeleted(Item item) {
        change(map -> {
            map.remove(item.getFullName());
            return map;
        });
    }

    /** Called for each job in a folder that is moved, too. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        change(map -> {
            String user = map.remove(oldFullName);
            if (user != null) {
                map.put(newFullName, user);
            }
            return map;
        });
    }

    private void remember(Item item) {
        Authentication who = Jenkins.getAuthentication2();
        if (!(item instanceof Job) || who.equals(ACL.SYSTEM2) || ACL.isAnonymous2(who)) {
            return;
        }
        if (!ThreatManagerConfiguration.get().tenantsFor(item).isEmpty() && of(item).isEmpty()) {
            digest(item)
                    .ifPresent(digest -> change(map -> {
                        map.put(item.getFullName(), digest + ' ' + who.getName());
                        return map;
                    }));
        }
    }

    private synchronized void change(UnaryOperator<Map<String, String>> change) {
        Map<String, String> changed = change.apply(new LinkedHashMap<>(byJob));
        if (changed.equals(byJob)) {
            return;
        }
        byJob = changed;
        try {
            file.write(new LinkedHashMap<>(byJob));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Who configured jobs last is forgotten at a restart: {0}", e.getMessage());
        }
    }
}
