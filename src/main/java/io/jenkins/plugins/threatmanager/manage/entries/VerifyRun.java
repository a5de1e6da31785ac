package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.monitor.Unexpected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Verifies every entry of a list in threads of its own: a browser need not wait for it. What it finds stays until the next
 * one, or until Jenkins stops.
 */
final class VerifyRun {

    /** Enough to be done soon, and few enough to be no burden on Entra, the servers, or this controller. */
    static final int AT_ONCE = 4;

    /** What verifies one entry. */
    @FunctionalInterface
    interface Check {
        List<FormValidation> of(String name) throws InterruptedException;
    }

    private final List<VerifyRow> rows;
    private final Check check;
    private final AtomicInteger left;
    private final ExecutorService threads;
    private volatile boolean stopped;

    private VerifyRun(List<String> names, Check check, ExecutorService threads) {
        this.rows = names.stream().map(VerifyRow::new).toList();
        this.check = check;
        this.left = new AtomicInteger(names.size());
        this.threads = threads;
    }

    /** @param names of the entries, in the order in which they are verified */
    static VerifyRun start(List<String> names, Check check) {
        AtomicInteger count = new AtomicInteger();
        VerifyRun run = new VerifyRun(names, check, Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "Threat Manager: verify all, " + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }));
        run.rows.forEach(row -> run.threads.execute(() -> run.verify(row)));
        run.threads.shutdown();
        return run;
    }

    private void verify(VerifyRow row) {
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            if (!stopped) {
                row.begun();
                row.ended(check.of(row.getName()));
            }
        } catch (InterruptedException interrupted) {
            row.left();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            Unexpected.trace(e, line -> {});
            row.ended(List.of(FormValidation.error(
                    Messages.VerifyRun_Unexpected(e.getClass().getSimpleName()))));
        } finally {
            left.decrementAndGet();
        }
    }

    /** What is under way is interrupted, and what has not begun is left out. */
    void stop() {
        stopped = true;
        left.addAndGet(-threads.shutdownNow().size());
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isUnderWay() {
        return left.get() > 0;
    }

    int done() {
        return (int) rows.stream().filter(VerifyRow::isDone).count();
    }

    List<VerifyRow> rows() {
        return new ArrayList<>(rows);
    }

    /** For tests. */
    void join() throws InterruptedException {
        threads.awaitTermination(1, TimeUnit.HOURS);
    }
}
