package io.jenkins.plugins.threatmanager.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final FailedAttempt BUSY = new FailedAttempt(429, "TooManyRequests", "", "", null);
    private static final FailedAttempt BUSY_FOR_A_MINUTE = new FailedAttempt(429, "", "", "", Duration.ofMinutes(1));
    private static final FailedAttempt LOST = FailedAttempt.noAnswer("connection reset");
    private static final FailedAttempt FORBIDDEN = new FailedAttempt(403, "Authorization_RequestDenied", "", "", null);

    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T08:00:00Z"));
    private final List<String> said = new ArrayList<>();
    private final OperationContext operation = OperationContext.begin(time, time, said::add, Duration.ofMinutes(10));
    private final RetryPolicy retries = new RetryPolicy(List.of(
            new RetryRule("throttled", r -> r.status() == 429, false, sec(2), sec(8), 5),
            new RetryRule("no answer", r -> r.status() == FailedAttempt.NO_ANSWER, true, sec(1), sec(1), 3)));
    private int attempts;

    private static Duration sec(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private RetryPolicy.Attempt<String> refusedTimes(int times, FailedAttempt refusal) {
        return () -> {
            if (attempts++ < times) {
                throw new AttemptFailedException(refusal);
            }
            return "done";
        };
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongest() throws Exception {
        assertThat(retries.run(refusedTimes(4, BUSY), false, operation)).isEqualTo("done");
        assertThat(Duration.between(Instant.parse("2026-11-23T08:00:00Z"), time.instant()))
                .isEqualTo(sec(2 + 4 + 8 + 8));
        assertThat(said).contains("waiting 8 s: throttled");
    }

    @Test
    void honoursWhatTheServiceAsksFor() throws Exception {
        retries.run(refusedTimes(1, BUSY_FOR_A_MINUTE), false, operation);
        assertThat(said).containsExactly("waiting 60 s: throttled");
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        assertThatThrownBy(() -> retries.run(refusedTimes(99, BUSY), false, operation))
                .isInstanceOf(AttemptFailedException.class);
        assertThat(attempts).isEqualTo(5);
    }

    @Test
    void whatMayHaveBeenDoneIsRepeatedOnlyWhereThatIsSafe() throws Exception {
        assertThat(retries.run(refusedTimes(2, LOST), true, operation)).isEqualTo("done");
        attempts = 0;
        assertThatThrownBy(() -> retries.run(refusedTimes(2, LOST), false, operation))
                .isInstanceOf(AttemptFailedException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void aFinalRefusalIsNotRepeated() {
        assertThatThrownBy(() -> retries.run(refusedTimes(1, FORBIDDEN), true, operation))
                .isInstanceOf(AttemptFailedException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotWaitPastTheDeadline() {
        OperationContext brief = OperationContext.begin(time, time, said::add, sec(30));
        assertThatThrownBy(() -> retries.run(refusedTimes(1, BUSY_FOR_A_MINUTE), true, brief))
                .isInstanceOf(AttemptFailedException.class);
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @Test
    void anInterruptEndsItBeforeTheNextAttempt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> retries.run(refusedTimes(0, BUSY), true, operation))
                .isInstanceOf(InterruptedException.class);
        assertThat(attempts).isZero();
    }

    @Test
    void eachSituationCountsByItself() throws Exception {
        RetryPolicy.Attempt<String> busyThenLost = () -> {
            attempts++;
            if (attempts <= 6) {
                throw new AttemptFailedException(attempts <= 4 ? BUSY : LOST);
            }
            return "done";
        };

        assertThat(retries.run(busyThenLost, true, operation)).isEqualTo("done");
    }
}
