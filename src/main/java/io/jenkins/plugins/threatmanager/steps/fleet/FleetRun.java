package io.jenkins.plugins.threatmanager.steps.fleet;

import io.jenkins.plugins.threatmanager.procedure.fleet.FleetBudget;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetEntry;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetJournal;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetSchedule;
import io.jenkins.plugins.threatmanager.procedure.fleet.FleetState;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A fleet while it runs: gives each tenant its turn, and puts down how far each has come before the next step is taken.
 * Holds no thread of its own; whoever ends a turn begins the next.
 */
@Restricted(NoExternalUse.class)
public final class FleetRun {

    private static final Logger LOGGER = Logger.getLogger(FleetRun.class.getName());

    /** What is done for one tenant. */
    public interface Work {
        /**
         * Finds out what would be done, and changes nothing.
         *
         * @param index the tenant's place in the fleet
         */
        FleetEntry plan(int index, FleetEntry tenant) throws InterruptedException;

        /** Does it. */
        FleetEntry perform(int index, FleetEntry tenant) throws InterruptedException;
    }

    private final FleetSchedule schedule;
    private final FleetJournal journal;
    private final List<FleetEntry> entries;
    private final Work work;
    private final Consumer<FleetRun> atEnd;
    private final FleetBudget budget;
    private final Clock clock = Clock.systemUTC();

    private final Set<Integer> underWay = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean stopped;
    private boolean suspended;
    private boolean broken;
    private boolean over;

    /**
     * @param journal that has the selection
     * @param atEnd called once, when nothing is under way any more; not if Jenkins stops
     */
    FleetRun(FleetSchedule schedule, FleetJournal journal, Work work, FleetBudget budget, Consumer<FleetRun> atEnd)
            throws IOException {
        this.schedule = schedule;
        this.journal = journal;
        this.entries = new ArrayList<>(journal.read());
        this.work = work;
        this.budget = budget;
        this.atEnd = atEnd;
    }

    public void begin() {
        goOn();
    }

    /** All tenants in their order, each as it is now. */
    public synchronized List<FleetEntry> entries() {
        return List.copyOf(entries);
    }

    /** For the Pipeline. */
    public FleetResult result() {
        return new FleetResult(entries());
    }

    /** Whether it ended because its progress could not be kept. */
    public synchronized boolean isBroken() {
        return broken;
    }

    /** Nothing more begins, and what is under way is interrupted. What is done stays. */
    public void stop() {
        synchronized (this) {
            stopped = true;
            withdraw();
        }
        goOn();
    }

    /** As {@link #stop}, but nothing of it is put down: the next start of Jenkins goes on from here. */
    synchronized void suspend() {
        suspended = true;
        withdraw();
    }

    private void withdraw() {
        budget.withdraw(this).forEach(waiting -> underWay.remove(((Turn) waiting).index));
        threads.forEach(Thread::interrupt);
    }

    /** One tenant's turn, in a thread of the pool. */
    private final class Turn implements Runnable {
        private final int index;
        private final boolean plan;

        Turn(FleetSchedule.Turn turn) {
            index = turn.index();
            plan = turn.plan();
        }

        @Override
        public void run() {
            if (enter(this)) {
                FleetEntry before = entry(index);
                FleetEntry after =
                        before.now(FleetState.FAILED, clock.instant()).because(Messages.FleetRun_Unexpected());
                try {
                    after = plan ? work.plan(index, before) : work.perform(index, before);
                } catch (InterruptedException aborted) {
                    after = before;
                    LOGGER.log(Level.FINE, "Interrupted: {0}", before.tenant());
                } finally {
                    // Whatever was thrown, the others get their turns, and the step its end.
                    leave(this, after);
                    goOn();
                }
            } else {
                goOn();
            }
        }
    }

    private synchronized FleetEntry entry(int index) {
        return entries.get(index);
    }

    private synchronized boolean enter(Turn turn) {
        if (stopped
                || suspended
                || !turn.plan && !put(turn.index, entries.get(turn.index).now(FleetState.RUNNING, clock.instant()))) {
            underWay.remove(turn.index);
            return false;
        }
        threads.add(Thread.currentThread());
        return true;
    }

    private synchronized void leave(Turn turn, FleetEntry after) {
        threads.remove(Thread.currentThread());
        // The thread is the pool's: an abort that came too late for this turn is none for the next.
        Thread.interrupted();
        underWay.remove(turn.index);
        if (after.state() != entries.get(turn.index).state()) {
            put(turn.index, after);
        }
    }

    private boolean put(int index, FleetEntry entry) {
        try {
            journal.put(index, entry);
            entries.set(index, entry);
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The progress of a fleet cannot be kept", e);
            // Where it stands is known here; that nothing more may begin, everywhere.
            entries.set(index, entry);
            broken = true;
            stopped = true;
            return false;
        }
    }

    private void goOn() {
        List<Turn> turns = new ArrayList<>();
        boolean ends;
        synchronized (this) {
            if (!stopped && !suspended) {
                for (FleetSchedule.Turn turn : schedule.next(entries, underWay)) {
                    underWay.add(turn.index());
                    turns.add(new Turn(turn));
                }
            }
            ends = underWay.isEmpty() && !suspended && !over;
            over = over || ends;
        }
        turns.forEach(turn -> budget.submit(this, turn));
        if (ends) {
            end();
        }
    }

    /** One that was under way can only have been aborted. */
    private FleetEntry left(FleetEntry entry) {
        return entry.state() == FleetState.RUNNING
                ? entry.now(FleetState.FAILED, clock.instant()).because(Messages.FleetRun_Aborted())
                : entry.now(FleetState.NOT_BEGUN, clock.instant());
    }

    private void end() {
        synchronized (this) {
            for (int i = 0; i < entries.size(); i++) {
                FleetEntry entry = entries.get(i);
                boolean wasLeft =
                        !entry.state().isEnd() && !(entry.state() == FleetState.PLANNED && !schedule.changes());
                if (wasLeft && !broken) {
                    put(i, left(entry));
                }
            }
        }
        atEnd.accept(this);
    }
}
