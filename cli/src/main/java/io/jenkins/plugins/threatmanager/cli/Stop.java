package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;

/**
 * Asks an operation to stop from outside: the request that is under way is finished, a wait ends, and no further request
 * is begun but those with which the operation undoes what is of no use. Thread-safe: asked for on one thread, and obeyed
 * on that of the operation.
 */
final class Stop {

    private final Sleeper sleeper;

    /** The operation's; null while there is none. */
    private Thread worker;

    private String reason = "";
    private boolean delivered;
    private boolean sleeping;
    private String lastLine = "";

    /** @param sleeper how time passes while nobody asks to stop */
    Stop(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /**
     * Asks.
     *
     * @param why in a word: {@code SIGTERM}
     * @return whether there is an operation that was asked; otherwise nothing has to be finished
     */
    synchronized boolean request(String why) {
        reason = why;
        if (sleeping) {
            deliver();
        }
        return worker != null;
    }

    /** Interrupts the operation, whatever it is doing. */
    synchronized void insist() {
        if (worker != null) {
            delivered = true;
            worker.interrupt();
        }
    }

    synchronized boolean isRequested() {
        return !reason.isEmpty();
    }

    /** The operation of the calling thread begins. */
    synchronized void begin() {
        worker = Thread.currentThread();
    }

    /** It has ended, one way or another. */
    synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    /** What the operation says, and is remembered as the place where it stopped. */
    Progress heard(Progress progress) {
        return line -> {
            synchronized (this) {
                lastLine = line;
            }
            progress.say(line);
        };
    }

    /** One sentence of where, one of what next. */
    synchronized String sentence() {
        return "Stopped by " + reason + (lastLine.isEmpty() ? "" : " after \"" + lastLine + "\"")
                + ". What was done until then is kept: run the same command again to continue.";
    }

    /** A sleep that ends when a stop is asked for; afterwards those of whoever undoes something are as usual. */
    Sleeper sleeper() {
        return duration -> {
            synchronized (this) {
                if (isRequested() && !delivered) {
                    delivered = true;
                    throw new InterruptedException();
                }
                sleeping = true;
            }
            try {
                sleeper.sleep(duration);
            } finally {
                synchronized (this) {
                    sleeping = false;
                }
            }
        };
    }

    /**
     * Asked before each request, on any thread. The first that is refused interrupts the operation; those that follow
     * undo something.
     */
    synchronized boolean refusesRequest() {
        boolean refuses = isRequested() && !delivered && worker != null;
        if (refuses) {
            deliver();
        }
        return refuses;
    }

    private void deliver() {
        if (!delivered && worker != null) {
            delivered = true;
            worker.interrupt();
        }
    }
}
