package io.jenkins.plugins.threatmanager.monitor.notification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings what scans found to one notifier, on a daemon thread that ends when there is nothing to bring. At most one scan
 * waits: a later one knows all that it knew.
 */
final class Courier {

    private static final Logger LOGGER = Logger.getLogger(Courier.class.getName());

    /** Before the second and the third attempt; after that the next scan is waited for. */
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** A notifier that has not returned by then is interrupted with the next scan. */
    private static final Duration STUCK = Duration.ofMinutes(30);

    private final String key;
    private final Memories memories;
    private final Sleeper sleeper;

    @CheckForNull
    private Load waiting;

    @CheckForNull
    private Thread thread;

    private Instant begun = Instant.EPOCH;
    private Instant failingSince = Instant.EPOCH;
    private String failure = "";

    /** Where it is kept what was sent. */
    interface Memories {
        NotificationMemory of(String notifier);

        void put(NotificationMemory memory);
    }

    /**
     * What a scan found, and who is sent it.
     *
     * @param digestDue when a digest was due last
     * @param at when the scan was
     */
    record Load(FindingNotifier notifier, List<NotifiedFinding> open, Instant digestDue, Instant at) {

        Load {
            open = List.copyOf(open);
        }
    }

    /** @param key of the notifier */
    Courier(String key, Memories memories, Sleeper sleeper) {
        this.key = key;
        this.memories = memories;
        this.sleeper = sleeper;
    }

    /** Returns at once. */
    synchronized void offer(Load load) {
        waiting = load;
        if (thread == null) {
            thread = new Thread(
                    this::bring,
                    "Threat Manager notification: " + load.notifier().getTarget());
            thread.setDaemon(true);
            thread.start();
        } else if (begun.plus(STUCK).isBefore(load.at())) {
            thread.interrupt();
            failed("It did not return in time, and was interrupted.", load);
        }
    }

    /** Why the last event was not sent, and since when that is so; empty if all is well. */
    synchronized Optional<String> failure() {
        return failure.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.Courier_Failing(UtcFormat.of(failingSince), failure));
    }

    private void bring() {
        for (Optional<Load> load = next(); load.isPresent(); load = next()) {
            try {
                bring(load.get());
            } catch (InterruptedException stopped) {
                // the next scan is the next attempt
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(Level.FINE, "A notifier failed", e);
                failed(e.getClass().getSimpleName(), load.get());
            }
        }
    }

    private synchronized Optional<Load> next() {
        Load load = waiting;
        waiting = null;
        if (load == null) {
            thread = null;
        } else {
            begun = load.at();
        }
        return Optional.ofNullable(load);
    }

    private void bring(Load load) throws InterruptedException {
        NotificationPlan plan = NotificationPlan.of(
                memories.of(key), load.open(), load.notifier().getDelivery(), load.digestDue(), load.at());
        memories.put(plan.unsent());
        if (plan.event().isPresent() && isSent(plan.event().get(), load)) {
            well(load);
            memories.put(plan.sent());
        }
    }

    private boolean isSent(FindingEvent event, Load load) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                load.notifier().send(event);
                return true;
            } catch (IOException | RuntimeException | LinkageError e) {
                LOGGER.log(Level.FINE, "A notification was not sent", e);
                if (attempt == WAITS.size()) {
                    failed(sentence(e), load);
                    return false;
                }
            }
            sleeper.sleep(WAITS.get(attempt));
        }
    }

    /** What others wrote into a message may quote anything. */
    static String sentence(Throwable e) {
        return (e instanceof NotSentException || e instanceof ProblemException) && e.getMessage() != null
                ? e.getMessage()
                : Messages.Courier_Unknown(e.getClass().getSimpleName());
    }

    /** Only the first of several failures is logged. */
    private synchronized void failed(String sentence, Load load) {
        if (failure.isEmpty()) {
            failingSince = load.at();
            LOGGER.log(Level.WARNING, "Findings of Threat Manager are not sent to {0} for now: {1}", new Object[] {
                load.notifier().getTarget(), sentence
            });
        }
        failure = sentence;
    }

    private synchronized void well(Load load) {
        if (!failure.isEmpty()) {
            LOGGER.log(
                    Level.INFO,
                    "Findings of Threat Manager are sent to {0} again",
                    load.notifier().getTarget());
        }
        failure = "";
    }
}
