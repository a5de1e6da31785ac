package io.jenkins.plugins.threatmanager.procedure.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * How much all fleets together do at a time. Their turns come in rotation: a fleet of hundreds does not keep one of two
 * tenants waiting until it ends. Work that waits holds no thread.
 */
public final class FleetBudget {

    private final IntSupplier limit;
    private final Executor threads;
    /** By whose it is; the one whose turn comes next first. */
    private final Map<Object, Deque<Runnable>> waiting = new LinkedHashMap<>();

    private int running;
    private boolean closed;

    /**
     * @param limit how many at a time; asked each time, so that a change of the configuration counts from the next turn on
     * @param threads are given as much work as the limit says, and no more
     */
    public FleetBudget(IntSupplier limit, Executor threads) {
        this.limit = limit;
        this.threads = threads;
    }

    /** Does it when it is its turn, in another thread. */
    public void submit(Object owner, Runnable work) {
        synchronized (this) {
            waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(work);
        }
        dispatch();
    }

    /** @return what was submitted and has not begun; it does not begin any more */
    public synchronized List<Runnable> withdraw(Object owner) {
        Deque<Runnable> left = waiting.remove(owner);
        return left == null ? List.of() : List.copyOf(left);
    }

    /** Nothing begins any more. */
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** How many are under way. */
    public synchronized int running() {
        return running;
    }

    private void dispatch() {
        Optional<Runnable> next = take();
        while (next.isPresent()) {
            Runnable work = next.get();
            boolean handedOver = false;
            try {
                threads.execute(() -> run(work));
                handedOver = true;
            } finally {
                if (!handedOver) {
                    release();
                }
            }
            next = take();
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            release();
            dispatch();
        }
    }

    private synchronized Optional<Runnable> take() {
        if (closed || running >= Math.max(1, limit.getAsInt()) || waiting.isEmpty()) {
            return Optional.empty();
        }
        Object owner = waiting.keySet().iterator().next();
        Deque<Runnable> own = waiting.remove(owner);
        Runnable work = own.remove();
        if (!own.isEmpty()) {
            waiting.put(owner, own);
        }
        running++;
        return Optional.of(work);
    }

    private synchronized void release() {
        running--;
    }
}
