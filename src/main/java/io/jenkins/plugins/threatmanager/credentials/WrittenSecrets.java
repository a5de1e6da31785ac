package io.jenkins.plugins.threatmanager.credentials;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which credentials the plugin has written, in a file of its own in JENKINS_HOME. What Jenkins does on its own, with all
 * permissions, it does to these alone: whoever may add credentials to a folder can type anything into one. Without the
 * file there are none, until jobs write them again.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class WrittenSecrets {

    private static final Logger LOGGER = Logger.getLogger(WrittenSecrets.class.getName());

    private final XmlFile file =
            new XmlFile(new File(Jenkins.get().getRootDir(), WrittenSecrets.class.getName() + ".xml"));
    private List<WrittenSecret> written = read();

    /** The one of this controller. */
    public static WrittenSecrets get() {
        return ExtensionList.lookupSingleton(WrittenSecrets.class);
    }

    private List<WrittenSecret> read() {
        List<WrittenSecret> read = new ArrayList<>();
        try {
            if (file.exists() && file.read() instanceof List<?> list) {
                list.stream()
                        .filter(WrittenSecret.class::isInstance)
                        .map(WrittenSecret.class::cast)
                        .forEach(read::add);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Secrets are not rotated automatically until jobs have stored them again: {0}",
                    e.getMessage());
        }
        return read;
    }

    /** Whether the plugin wrote a credential, and nobody has pointed it at another secret, app or tenant since. */
    public synchronized boolean include(KeptSecret kept) {
        return written.stream().anyMatch(one -> one.is(kept));
    }

    /** @param place full name of the folder whose store keeps it; empty for the root store */
    synchronized void add(String place, StoredSecret secret) {
        change(list -> {
            list.removeIf(one -> one.isAt(place, secret.credentialsId()));
            list.add(WrittenSecret.of(place, secret));
            return list;
        });
    }

    synchronized void remove(String place, String credentialsId) {
        change(list -> {
            list.removeIf(one -> one.isAt(place, credentialsId));
            return list;
        });
    }

    /** Follows a folder to its new name. */
    public synchronized void folderMoved(String before, String now) {
        if (written.stream().anyMatch(one -> one.isIn(before))) {
            change(list -> new ArrayList<>(
                    list.stream().map(one -> one.moved(before, now)).toList()));
        }
    }

    /** Forgets what was in a folder that is gone. */
    public synchronized void folderDeleted(String fullName) {
        if (written.stream().anyMatch(one -> one.isIn(fullName))) {
            change(list -> {
                list.removeIf(one -> one.isIn(fullName));
                return list;
            });
        }
    }

    private void change(UnaryOperator<List<WrittenSecret>> change) {
        written = change.apply(new ArrayList<>(written));
        try {
            file.write(written);
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "Some secrets may not be rotated automatically after a restart: {0}",
                    e.getMessage());
        }
    }
}
