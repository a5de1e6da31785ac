package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One change at a time for each app registration in this JVM: two builds at once would get in each other's way. Between
 * processes that share a name, the age of a secret and a second look into the vault do what a lock cannot.
 */
public final class Locks {

    /** Those that all operations of a JVM share. */
    public static final Locks OF_THIS_JVM = new Locks();

    private final Map<String, ReentrantLock> byApp = new ConcurrentHashMap<>();

    /** Something that may wait, fail, and be interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InterruptedException;
    }

    public <T> T alone(ProcedureRequest request, OperationContext operation, Work<T> work) throws InterruptedException {
        String app = (request.domain() + "/" + request.app().uniqueName()).toLowerCase(Locale.ROOT);
        ReentrantLock lock = byApp.computeIfAbsent(app, key -> new ReentrantLock());
        if (!lock.tryLock()) {
            operation.say("another run is working on the same app registration: waiting for it");
            if (!lock.tryLock(operation.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        ProcedureProblem.OUT_OF_TIME,
                        "Another run was working on the same app registration the whole time.",
                        "Let it end, or abort it, and run again.");
            }
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
