package io.jenkins.plugins.threatmanager.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.graph.GraphEntraDirectory;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An aborted build stops at once, whatever it waits for; the time limits are only for when it does not. */
@Timeout(60)
class InterruptionTest {

    private final EntraFixture bench = new EntraFixture();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        bench.close();
    }

    /** Something that an operation does. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private Throwable interrupted(Work work) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        reached.await();
        thread.interrupt();
        thread.join();
        return thrown.get();
    }

    private void hang(Predicate<StandInRequest> which) {
        bench.entra.http().faults(request -> {
            if (which.test(request)) {
                reached.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Optional.empty();
        });
    }

    @Test
    void whileGraphDoesNotAnswer() throws Exception {
        hang(request -> request.path().endsWith("$batch"));

        assertThat(interrupted(
                        () -> bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whileTheTokenEndpointDoesNotAnswer() throws Exception {
        hang(request -> request.path().endsWith("/token"));

        assertThat(interrupted(() -> bench.directory()
                        .prove(
                                bench.bootstrap.appId(),
                                SecretText.of(bench.bootstrapSecret),
                                Set.of(),
                                bench.operation)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whileWaitingToAskAgain() throws Exception {
        bench.entra.http().faults(request -> Optional.of(new Fault.Refused(StandInAnswer.json(429, "{}"))));
        Sleeper real = duration -> {
            reached.countDown();
            Thread.sleep(Duration.ofHours(1).toMillis());
        };
        OperationContext operation = OperationContext.begin(bench.time, real, line -> {}, Duration.ofHours(2));

        assertThat(interrupted(() -> bench.directory().observe(EntraFixture.UNIQUE, EntraFixture.NAME, operation)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void beforeItBegins() throws Exception {
        GraphEntraDirectory directory = bench.directory();
        Thread.currentThread().interrupt();

        try {
            directory.observe(EntraFixture.UNIQUE, EntraFixture.NAME, bench.operation);
        } catch (InterruptedException e) {
            assertThat(bench.entra.httpRequests()).isZero();
            return;
        } finally {
            Thread.interrupted();
        }
        throw new AssertionError("went on");
    }
}
