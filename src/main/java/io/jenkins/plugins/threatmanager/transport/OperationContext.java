package io.jenkins.plugins.threatmanager.transport;

import io.jenkins.plugins.threatmanager.transport.traffic.Traffic;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One run of a step or command: its clock, its deadline, and who hears of its progress. Everything that waits does so
 * through {@link #pause}, so that each wait is announced, interruptible and bounded.
 */
public final class OperationContext {

    private static final Duration WORTH_SAYING = Duration.ofSeconds(2);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Progress progress;
    private final Instant deadline;
    private final Consumer<String> references;

    private OperationContext(
            Clock clock, Sleeper sleeper, Progress progress, Instant deadline, Consumer<String> references) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.progress = progress;
        this.deadline = deadline;
        this.references = references;
    }

    /**
     * Begins now.
     *
     * @param timeout how long the whole operation may take
     */
    public static OperationContext begin(Clock clock, Sleeper sleeper, Progress progress, Duration timeout) {
        return new OperationContext(
                clock,
                sleeper,
                line -> progress.say(RemoteText.printable(line)),
                clock.instant().plus(timeout),
                reference -> {});
    }

    public Instant now() {
        return clock.instant();
    }

    /** What is left until the deadline; zero if it has passed. */
    public Duration remaining() {
        Duration left = Duration.between(now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public Progress progress() {
        return progress;
    }

    /** Says a line to whoever follows this operation. */
    public void say(String line) {
        progress.say(line);
    }

    /**
     * The same for what has to be finished after an abort, or undone.
     *
     * @param most how long that may take
     */
    public OperationContext toFinish(Duration most) {
        return new OperationContext(clock, sleeper, progress, clock.instant().plus(most), references);
    }

    /**
     * The same for one change.
     *
     * @param listener hears what the other side calls each request in its own log, such as {@code request-id 7f1c…}
     */
    public OperationContext hearing(Consumer<String> listener) {
        return new OperationContext(clock, sleeper, progress, deadline, listener);
    }

    /** A request that may change something was answered; by what name the other side knows it. */
    public void answered(String reference) {
        references.accept(reference);
    }

    /** Whether a wait of that length would end before the deadline. */
    public boolean hasTimeFor(Duration wait) {
        return wait.compareTo(remaining()) < 0;
    }

    /**
     * Waits; says so if it takes longer than two seconds.
     *
     * @param wait not negative; must fit into {@link #remaining()}, see {@link #hasTimeFor}
     * @param reason why; "for …" follows "waiting 10 s", anything else "waiting 10 s: "
     * @throws InterruptedException if the build was aborted
     */
    public void pause(Duration wait, String reason) throws InterruptedException {
        pause(wait, WaitReason.of(reason), reason);
    }

    /** @param counted as what the wait is counted, where the words need not tell */
    public void pause(Duration wait, WaitReason counted, String reason) throws InterruptedException {
        if (wait.compareTo(WORTH_SAYING) > 0) {
            say("waiting " + wait.toSeconds() + (reason.startsWith("for ") ? " s " : " s: ") + reason);
        }
        Traffic.OF_PROCESS.waited(counted, wait);
        sleeper.sleep(wait);
    }

    /**
     * @throws InterruptedException if the thread was interrupted, with the flag cleared
     */
    public void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
