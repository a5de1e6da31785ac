package io.jenkins.plugins.threatmanager.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Two runs of which one goes on at a time, as a schedule says: the first makes so many steps, then the other so many, and
 * so on; after the last turn each goes on to its end. A step is an exchange with Entra or a server, or a look into the
 * vault.
 */
public final class Interleaving {

    private static final int TO_THE_END = Integer.MAX_VALUE;

    private final List<Integer> turns;
    private final Semaphore[] baton = {new Semaphore(0), new Semaphore(0)};
    private final boolean[] ended = new boolean[2];
    private int turn;
    private int left;
    private boolean complete = true;

    /** @param turns how many steps each turn has; the first is that of run 0 */
    public Interleaving(List<Integer> turns) {
        this.turns = turns;
        left = turns.isEmpty() ? TO_THE_END : turns.get(0);
    }

    /**
     * Lets both runs end.
     *
     * @return what became of them
     */
    public List<Object> run(ExecutorService threads, Callable<Object> first, Callable<Object> second) throws Exception {
        Future<Object> one = threads.submit(() -> alone(0, first));
        Future<Object> two = threads.submit(() -> alone(1, second));
        baton[0].release();
        return List.of(one.get(), two.get());
    }

    /** Whether no run ended before its turn was over: otherwise the schedule is the same as a shorter one. */
    public boolean isComplete() {
        return complete;
    }

    private Object alone(int me, Callable<Object> run) throws Exception {
        baton[me].acquire();
        try {
            return run.call();
        } finally {
            end(me);
        }
    }

    /** Called by a run before each of its steps. */
    public void step(int me) {
        while (left == 0) {
            if (ended[1 - me]) {
                nextTurn();
                complete = false;
            } else {
                handOver(me);
            }
        }
        if (left != TO_THE_END) {
            left--;
        }
    }

    /** Called by a run that can do nothing until the other has ended. */
    public void awaitOther(int me) {
        complete = false;
        turn = turns.size();
        left = TO_THE_END;
        pass(me);
    }

    private void handOver(int me) {
        nextTurn();
        pass(me);
    }

    private void pass(int me) {
        baton[1 - me].release();
        baton[me].acquireUninterruptibly();
    }

    private void nextTurn() {
        turn++;
        left = turn < turns.size() ? turns.get(turn) : TO_THE_END;
    }

    private void end(int me) {
        ended[me] = true;
        if (turn < turns.size()) {
            complete = false;
        }
        if (!ended[1 - me]) {
            turn = turns.size();
            left = TO_THE_END;
            baton[1 - me].release();
        }
    }

    /** What is called with each schedule. */
    @FunctionalInterface
    public interface Trial {

        /** @return whether the schedule was complete */
        boolean run(List<Integer> turns) throws Exception;
    }

    /**
     * All schedules with at most so many preemptions in which run 0 begins.
     *
     * @return how many there were
     */
    public static int search(int preemptions, Trial trial) throws Exception {
        trial.run(List.of());
        return 1 + search(List.of(), preemptions, trial);
    }

    private static int search(List<Integer> before, int preemptions, Trial trial) throws Exception {
        int count = 0;
        for (int steps = 1; before.size() < preemptions; steps++) {
            List<Integer> turns = new ArrayList<>(before);
            turns.add(steps);
            if (!trial.run(turns)) {
                break;
            }
            count += 1 + search(turns, preemptions, trial);
        }
        return count;
    }
}
