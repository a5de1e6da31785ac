package io.jenkins.plugins.threatmanager.handoff;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.plugins.threatmanager.handoff.HandOffRecord.Deed;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which client secrets people were shown, and what they have said of them, in a file of its own in JENKINS_HOME. What is
 * not on the disk was not done: a restart gives nobody a second look. A file that cannot be read lets nobody see
 * anything, since who knows what was in it; and nothing counts as done.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class HandOffRecords {

    private static final Logger LOGGER = Logger.getLogger(HandOffRecords.class.getName());

    private final XmlFile file =
            new XmlFile(new File(Jenkins.get().getRootDir(), HandOffRecords.class.getName() + ".xml"));
    private final Clock clock = Clock.systemUTC();
    private List<HandOffRecord> records = new ArrayList<>();
    private boolean readable;

    public HandOffRecords() {
        try {
            if (file.exists()) {
                records = kept(file.read());
            }
            readable = true;
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "No client secret is shown until this file can be read: {0}: {1}", new Object[] {
                HandOffRecords.class.getName() + ".xml", e.getMessage()
            });
        }
    }

    public static HandOffRecords get() {
        return ExtensionList.lookupSingleton(HandOffRecords.class);
    }

    /** @throws IOException if it is anything else than a list of whole records */
    private static List<HandOffRecord> kept(Object read) throws IOException {
        List<HandOffRecord> kept = new ArrayList<>();
        if (!(read instanceof List<?> list)) {
            throw new IOException("It holds something else than records.");
        }
        for (Object each : list) {
            if (!(each instanceof HandOffRecord record) || !record.isComplete()) {
                throw new IOException("It holds something else than whole records.");
            }
            kept.add(record);
        }
        return kept;
    }

    Instant now() {
        return clock.instant();
    }

    /** The same servers with what people have said of each. */
    public List<ServerTarget> on(List<ServerTarget> targets) {
        return targets.stream().map(target -> target.with(of(target.name()))).toList();
    }

    /** What people have said of one server, as long as it is called that. */
    DoneByHand of(String server) {
        return (task, keyId) -> find(deed(task), keyId, server)
                .map(record -> new DoneByHand.Statement(record.getWho(), record.getWhen()));
    }

    static Deed deed(DoneByHand.Task task) {
        return task == DoneByHand.Task.ENTER ? Deed.ENTERED : Deed.REMOVED;
    }

    synchronized Optional<HandOffRecord> find(Deed deed, String keyId, String server) {
        return records.stream().filter(record -> record.is(deed, keyId, server)).findFirst();
    }

    /**
     * Puts down what a person is about to do, once for all: of two at the same moment the second is refused.
     *
     * @param audit writes it into the audit log, or throws
     * @throws ProblemException if it was done already, or cannot be put down; then it must not be done
     */
    synchronized void add(Deed deed, String keyId, String server, String who, Instant expires, Runnable audit) {
        if (!readable) {
            throw HandOffProblem.UNKEPT.because(
                    "The file " + HandOffRecords.class.getName()
                            + ".xml in JENKINS_HOME cannot be read, so it is unknown"
                            + " who has seen which client secret.",
                    "Let an administrator repair it, or remove it and rotate the secrets that are handed over, and"
                            + " restart Jenkins.");
        }
        find(deed, keyId, server).ifPresent(record -> {
            throw already(deed, record);
        });
        audit.run();
        List<HandOffRecord> before = records;
        records = new ArrayList<>(before);
        records.removeIf(record -> record.isOver(now()));
        records.add(new HandOffRecord(deed, keyId, server, who, now(), expires));
        try {
            file.write(records);
        } catch (IOException e) {
            records = before;
            LOGGER.log(Level.FINE, "Cannot save hand-offs", e);
            throw HandOffProblem.UNKEPT.because(
                    "It cannot be kept in JENKINS_HOME (" + e.getClass().getSimpleName() + "), so it was not done.",
                    "Let an administrator make JENKINS_HOME writable, with room on its disk, and try again.");
        }
    }

    private static ProblemException already(Deed deed, HandOffRecord record) {
        String by = record.getWho() + " on " + UtcFormat.andTime(record.getWhen());
        return deed == Deed.REVEALED
                ? HandOffProblem.REVEALED_ALREADY.because(
                        "This client secret was shown to " + by + ", and it is shown once.",
                        "If it was lost, rotate it with 'force': the new one can be shown again.")
                : HandOffProblem.DONE_ALREADY.because("That was said by " + by + ".", "Run the job again.");
    }
}
