package io.jenkins.plugins.threatmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class AuditForwarderTest {

    /** Takes lines when it is let. */
    private static final class Slow extends AuditDestination {

        private final Semaphore may = new Semaphore(0);
        private final CountDownLatch begun = new CountDownLatch(1);
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
        private volatile boolean broken;

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public String getDisplayName() {
            return "a slow server";
        }

        @Override
        public void send(List<String> lines) throws IOException, InterruptedException {
            begun.countDown();
            may.acquire();
            if (broken) {
                throw new IOException("broken");
            }
            got.addAll(lines);
        }
    }

    @Test
    void whoOffersWaitsForNothingAndWhatIsTooMuchIsCounted() throws Exception {
        Slow slow = new Slow();
        AuditForwarder forwarder = new AuditForwarder(slow, 3, wait -> {});
        forwarder.offer(List.of("1"));
        slow.begun.await();
        forwarder.offer(List.of("2", "3", "4", "5"));
        assertThat(forwarder.dropped()).isEqualTo(2);
        assertThat(forwarder.waiting()).isEqualTo(3);
        slow.may.release(2);
        assertThat(List.of(slow.got.take(), slow.got.take(), slow.got.take())).containsExactly("1", "2", "3");
        assertThat(forwarder.dropped()).isEqualTo(2);
    }

    @Test
    void whatFailsIsSentAgainInOrder() throws Exception {
        Slow slow = new Slow();
        slow.broken = true;
        Semaphore waits = new Semaphore(0);
        AuditForwarder forwarder = new AuditForwarder(slow, 10, wait -> waits.release());
        forwarder.offer(List.of("1", "2"));
        slow.may.release();
        waits.acquire();
        slow.broken = false;
        slow.may.release();
        assertThat(List.of(slow.got.take(), slow.got.take())).containsExactly("1", "2");
    }

    /** The thread ends when there is nothing to bring, and another begins with the next line. */
    @Test
    void goesOnAfterItHadNothingToDo() throws Exception {
        Slow slow = new Slow();
        slow.may.release(1000);
        AuditForwarder forwarder = new AuditForwarder(slow, 10, wait -> {});
        for (int i = 0; i < 100; i++) {
            forwarder.offer(List.of("line " + i));
            assertThat(slow.got.take()).isEqualTo("line " + i);
        }
        assertThat(forwarder.dropped()).isZero();
    }
}
