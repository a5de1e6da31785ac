package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings lines to one destination, from a bounded queue, on a daemon thread that ends when there is nothing to bring. */
final class AuditForwarder {

    private static final Logger LOGGER = Logger.getLogger(AuditForwarder.class.getName());

    private static final int AT_ONCE = 100;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final AuditDestination destination;
    private final int most;
    private final Sleeper sleeper;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean running;
    private long dropped;
    private long unreported;

    /** @param most lines that wait at most; what comes beyond that is dropped */
    AuditForwarder(AuditDestination destination, int most, Sleeper sleeper) {
        this.destination = destination;
        this.most = most;
        this.sleeper = sleeper;
    }

    /** Returns at once. */
    synchronized void offer(List<String> lines) {
        for (String line : lines) {
            if (waiting.size() < most) {
                waiting.add(line);
            } else {
                dropped++;
                unreported++;
            }
        }
        if (!running && !waiting.isEmpty()) {
            running = true;
            Thread thread = new Thread(
                    this::bring,
                    "Threat Manager audit log: " + destination.getClass().getSimpleName());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Lines that it did not take since the controller started. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized int waiting() {
        return waiting.size();
    }

    String name() {
        return destination.getDisplayName();
    }

    private void bring() {
        Duration wait = FIRST_WAIT;
        List<String> some = next();
        while (!some.isEmpty()) {
            try {
                destination.send(some);
                taken(some.size());
                wait = FIRST_WAIT;
            } catch (InterruptedException stopped) {
                stopped();
                return;
            } catch (IOException | RuntimeException failure) {
                LOGGER.log(Level.WARNING, "The audit log is not forwarded to {0} for now: {1}", new Object[] {
                    name(), failure.getClass().getSimpleName()
                });
                LOGGER.log(Level.FINE, "Cannot forward the audit log", failure);
                if (!pause(wait)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
            some = next();
        }
    }

    private boolean pause(Duration wait) {
        try {
            sleeper.sleep(wait);
            return true;
        } catch (InterruptedException stopped) {
            stopped();
            return false;
        }
    }

    private synchronized void stopped() {
        running = false;
    }

    /** Empty, and the thread ends, if nothing waits. */
    private synchronized List<String> next() {
        List<String> some = new ArrayList<>();
        for (String line : waiting) {
            if (some.size() == AT_ONCE) {
                break;
            }
            some.add(line);
        }
        running = !some.isEmpty();
        return some;
    }

    private synchronized void taken(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
        if (unreported > 0) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} takes lines of the audit log again; {1} were dropped meanwhile",
                    new Object[] {name(), unreported});
            unreported = 0;
        }
    }
}
