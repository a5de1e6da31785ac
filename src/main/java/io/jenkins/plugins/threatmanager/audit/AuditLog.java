package io.jenkins.plugins.threatmanager.audit;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The audit log of this controller. */
@Extension
@Restricted(NoExternalUse.class)
public final class AuditLog {

    static final String DIRECTORY = "threat-manager-audit";

    private static final Logger LOGGER = Logger.getLogger(AuditLog.class.getName());
    private static final int PAGE = 50;

    /** A day of a large fleet; some megabytes. */
    private static final int WAITING = 10_000;

    private final Clock clock = Clock.systemUTC();
    private final AuditFiles files =
            new AuditFiles(Jenkins.get().getRootDir().toPath().resolve(DIRECTORY), clock);
    private final RefusalLimit refusals = new RefusalLimit();
    private final Map<AuditDestination, AuditForwarder> forwarders = new ConcurrentHashMap<>();

    public static AuditLog get() {
        return ExtensionList.lookupSingleton(AuditLog.class);
    }

    Clock clock() {
        return clock;
    }

    /**
     * Writes lines, durably before it returns.
     *
     * @throws ProblemException if they cannot be written; nothing may be changed then
     */
    void require(List<AuditLine> lines) {
        try {
            append(lines);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Cannot write the audit log", e);
            throw new ProblemException(
                    AuditProblem.UNWRITABLE,
                    "The audit log in " + DIRECTORY + " of JENKINS_HOME cannot be written (" + why(e)
                            + "), so nothing was changed.",
                    "Let an administrator make that directory writable for the user that Jenkins runs as, with room on"
                            + " its disk, and run again.");
        }
    }

    /** Writes a line about what happened already; that it cannot be written is reported in the system log. */
    boolean note(AuditLine line) {
        try {
            append(List.of(line));
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, "The audit log cannot be written ({0}); it lacks: {1}", new Object[] {
                why(e), line.json()
            });
            return false;
        }
    }

    /**
     * Writes one line about what a person is about to do, durably before it returns.
     *
     * @param what as an imperative without full stop
     * @throws ProblemException if it cannot be written; it may not be done then
     */
    public void require(AuditPhase phase, AuditOrigin origin, String tenant, String what) {
        require(List.of(AuditLine.note(clock.instant(), phase, origin, tenant, List.of(), what, "")));
    }

    /**
     * Writes one line about anything but a change or a refusal: an approval, a reveal.
     *
     * @param what as an imperative without full stop
     */
    public void note(AuditPhase phase, AuditOrigin origin, String tenant, List<String> servers, String what) {
        note(AuditLine.note(clock.instant(), phase, origin, tenant, servers, what, ""));
    }

    /**
     * Writes the line of a refusal, unless too many have been.
     *
     * @param problem code and sentence
     */
    void refuse(AuditOrigin origin, String tenant, List<String> servers, String problem) {
        RefusalLimit.Verdict verdict = refusals.of(origin.job(), clock.instant());
        if (verdict != RefusalLimit.Verdict.LEFT_OUT) {
            String what = verdict == RefusalLimit.Verdict.LAST
                    ? "refuse operation; further refusals in this folder are left out for an hour"
                    : "refuse operation";
            note(AuditLine.note(clock.instant(), AuditPhase.REFUSAL, origin, tenant, servers, what, problem));
        }
    }

    /** The class says it in a few words; the text would name paths of the controller. */
    private static String why(IOException e) {
        return e.getClass().getSimpleName();
    }

    private void append(List<AuditLine> lines) throws IOException {
        List<String> texts = lines.stream().map(AuditLine::json).toList();
        files.append(texts, AuditConfiguration.get().retention());
        for (AuditDestination destination : ExtensionList.lookup(AuditDestination.class)) {
            if (isOn(destination)) {
                forwarder(destination).offer(texts);
            }
        }
    }

    /** Whatever goes wrong in it concerns no operation. */
    private static boolean isOn(AuditDestination destination) {
        try {
            return destination.isOn();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "A destination of the audit log failed", e);
            return false;
        }
    }

    private AuditForwarder forwarder(AuditDestination destination) {
        return forwarders.computeIfAbsent(destination, to -> new AuditForwarder(to, WAITING, Sleeper.REAL));
    }

    /**
     * A page of what matches, newest first.
     *
     * @param from a day in UTC, {@code 2026-11-23}; null or empty for the beginning, as for the others
     * @param to the last day
     * @param next {@link AuditSearch#getNext} of the page before
     */
    public AuditSearch search(String text, String tenant, String from, String to, String next) throws IOException {
        return AuditSearch.in(files, AuditQuery.of(text, tenant, from, to), next == null ? "" : next, PAGE);
    }

    /** The files, newest first. */
    public List<Path> files() throws IOException {
        return files.newestFirst();
    }

    /** The file of that name; empty if there is none, or it is none of the log's. */
    public Optional<Path> file(String name) throws IOException {
        return files().stream()
                .filter(file -> AuditFiles.nameOf(file).equals(name))
                .findFirst();
    }

    /** Sentences about destinations that did not take everything; empty if all is well. */
    public List<String> backlog() {
        return forwarders.values().stream()
                .filter(each -> each.waiting() > 0 || each.dropped() > 0)
                .map(each -> Messages.AuditLog_Backlog(each.name(), each.waiting(), each.dropped()))
                .toList();
    }
}
