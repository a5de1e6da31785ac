package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One change at a time for each app registration in this JVM: two builds at once would take each other's fresh secret
 * for a lost one. Between controllers the markers tell them apart.
 */
final class Locks {

    private static final Map<String, ReentrantLock> BY_APP = new ConcurrentHashMap<>();

    private Locks() {}

    /** Something that may wait, fail, and be interrupted. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    static <T> T alone(OnboardingRequest request, Operation operation, Work<T> work) throws InterruptedException {
        String app = (request.domain() + "/" + request.app().uniqueName()).toLowerCase(Locale.ROOT);
        ReentrantLock lock = BY_APP.computeIfAbsent(app, key -> new ReentrantLock());
        if (!lock.tryLock()) {
            operation.say("another run is working on the same app registration: waiting for it");
            if (!lock.tryLock(operation.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failure(
                        OnboardingProblem.OUT_OF_TIME,
                        "Another run has been working on the same app registration all the time.",
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
