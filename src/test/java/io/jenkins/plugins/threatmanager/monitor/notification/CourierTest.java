package io.jenkins.plugins.threatmanager.monitor.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.monitor.notification.Courier.Load;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** The thread between the watch and a notifier. Tests wait for what it does, never for time. */
class CourierTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final NotifiedFinding EXPIRED =
            new NotifiedFinding("1", "expired", true, "contoso.onmicrosoft.com", "", "", "tm", "It expired.");
    private static final NotifiedFinding OWNER =
            new NotifiedFinding("2", "untrusted-owner", true, "contoso.onmicrosoft.com", "", "", "", "Mallory.");

    /** Sends when it is let. */
    private static final class Receiver extends FindingNotifier {

        private final Semaphore may = new Semaphore(0);
        private final BlockingQueue<FindingEvent> attempts = new LinkedBlockingQueue<>();
        private volatile Exception trouble;

        @Override
        public String getTarget() {
            return "a receiver";
        }

        @Override
        protected String address() {
            return "receiver";
        }

        @Override
        public void send(FindingEvent event) throws IOException, InterruptedException {
            attempts.add(event);
            may.acquire();
            if (trouble instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            if (trouble != null) {
                throw (IOException) trouble;
            }
        }
    }

    /** What a file would keep, and when it was told. */
    private static final class InMemory implements Courier.Memories {

        private final BlockingQueue<NotificationMemory> told = new LinkedBlockingQueue<>();
        private volatile NotificationMemory last = NotificationMemory.none("receiver");

        @Override
        public NotificationMemory of(String notifier) {
            return last;
        }

        @Override
        public void put(NotificationMemory memory) {
            last = memory;
            told.add(memory);
        }
    }

    private final Receiver receiver = new Receiver();
    private final InMemory memories = new InMemory();
    private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
    private final Courier courier = new Courier("receiver", memories, waits::add);

    private Load scan(int minute, NotifiedFinding... open) {
        return new Load(receiver, List.of(open), Instant.EPOCH, NOW.plus(Duration.ofMinutes(minute)));
    }

    /** Until the thread has remembered so often. */
    private NotificationMemory remembered(int times) throws InterruptedException {
        NotificationMemory last = memories.last;
        for (int i = 0; i < times; i++) {
            last = memories.told.take();
        }
        return last;
    }

    @Test
    void whoOffersWaitsForNothingAndOnlyTheNewestScanWaits() throws Exception {
        courier.offer(scan(0, EXPIRED));
        FindingEvent first = receiver.attempts.take();
        courier.offer(scan(20, EXPIRED, OWNER));
        courier.offer(scan(29, OWNER));
        assertThat(first.fresh()).containsExactly(EXPIRED);

        receiver.may.release(2);

        FindingEvent second = receiver.attempts.take();
        assertThat(second.fresh()).containsExactly(OWNER);
        assertThat(second.resolved()).containsExactly(EXPIRED);
        assertThat(remembered(4).sent()).containsOnlyKeys("1", "2");
    }

    /** A controller that is killed while it sends has not remembered: it sends twice rather than never. */
    @Test
    void itIsRememberedAfterItWasSentAndNotBefore() throws Exception {
        courier.offer(scan(0, EXPIRED));
        receiver.attempts.take();
        assertThat(remembered(1).sent()).as("while it is being sent").isEmpty();

        Receiver afterTheKill = new Receiver();
        afterTheKill.may.release();
        InMemory sameFile = new InMemory();
        sameFile.last = memories.last;
        new Courier("receiver", sameFile, waits::add)
                .offer(new Load(afterTheKill, List.of(EXPIRED), Instant.EPOCH, NOW.plus(Duration.ofHours(1))));
        assertThat(afterTheKill.attempts.take().fresh()).containsExactly(EXPIRED);
        receiver.may.release();
        assertThat(remembered(1).sent()).containsOnlyKeys("1");
    }

    @Test
    void threeAttemptsAreMadeThenTheNextScanIsTheNext() throws Exception {
        receiver.trouble = new NotSentException("hooks.contoso.com answered with status 500.");
        receiver.may.release(3);
        courier.offer(scan(0, EXPIRED));
        FindingEvent first = receiver.attempts.take();
        assertThat(List.of(receiver.attempts.take(), receiver.attempts.take()))
                .as("a receiver can tell that they are the same")
                .containsOnly(first);

        courier.offer(scan(20, EXPIRED));
        receiver.attempts.take();
        assertThat(waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(courier.failure())
                .contains("not sent since 2026-11-25. hooks.contoso.com answered with status 500.");
        receiver.trouble = null;
        remembered(2);
        receiver.may.release();
        assertThat(remembered(1).sent()).containsOnlyKeys("1");
        assertThat(courier.failure()).isEmpty();
    }

    @Test
    void whatAnUnexpectedFailureSaysIsNotShown() throws Exception {
        receiver.trouble = new IllegalStateException("the key is s3cret");
        receiver.may.release(3);
        courier.offer(scan(0, EXPIRED));
        for (int i = 0; i < 3; i++) {
            receiver.attempts.take();
        }
        courier.offer(scan(20, EXPIRED));
        receiver.attempts.take();
        assertThat(courier.failure().orElseThrow())
                .contains("IllegalStateException")
                .doesNotContain("s3cret");
        receiver.may.release(3);
    }

    @Test
    void aNotifierThatDoesNotReturnIsInterruptedWithALaterScan() throws Exception {
        courier.offer(scan(0, EXPIRED));
        receiver.attempts.take();

        courier.offer(scan(60, EXPIRED));

        assertThat(courier.failure()).isPresent();
        assertThat(receiver.attempts.take().fresh()).as("the later scan").containsExactly(EXPIRED);
        receiver.may.release();
        remembered(3);
        assertThat(courier.failure()).isEmpty();
    }
}
