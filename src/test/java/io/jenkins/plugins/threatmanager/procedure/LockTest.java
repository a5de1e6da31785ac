package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A9 of {@code docs/security.md}: what only waits keeps nobody from the app registration. */
class LockTest extends OnboardingOnStandIns {

    /** Whether another run could begin now; it has no time to wait. */
    private boolean isFree() {
        return CompletableFuture.supplyAsync(() -> {
                    OperationContext hasty =
                            OperationContext.begin(world.time(), world.time(), Progress.NONE, Duration.ZERO);
                    try {
                        return Locks.OF_THIS_JVM.alone(world.request(), hasty, () -> true);
                    } catch (ProblemException held) {
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }

    @Test
    void isHeldForChangesAndNotWhileTheFirstSyncIsWaitedFor() throws Exception {
        List<Boolean> changing = new ArrayList<>();
        List<Boolean> waiting = new ArrayList<>();
        OperationContext operation = OperationContext.begin(
                world.time(),
                world.time(),
                line -> {
                    if (line.startsWith("done: ")) {
                        changing.add(isFree());
                    } else if (line.startsWith("waiting 15 s") && line.contains("sync")) {
                        waiting.add(isFree());
                    }
                },
                Duration.ofMinutes(60));

        world.onboarding(ProcedureListener.NONE).run(world.request(), operation);

        assertThat(changing).isNotEmpty().containsOnly(false);
        assertThat(waiting).isNotEmpty().containsOnly(true);
    }

    @Test
    void isHeldForChangesAndNotWhileAPersonIsWaitedFor() throws Exception {
        world.close();
        world = new EngineFixture(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                "Application.ReadWrite.OwnedBy",
                "Application.Read.All");
        List<Boolean> changing = new ArrayList<>();
        List<Boolean> waiting = new ArrayList<>();
        OperationContext operation = OperationContext.begin(
                world.time(),
                world.time(),
                line -> {
                    if (line.startsWith("done: ")) {
                        changing.add(isFree());
                    } else if (line.endsWith("for an administrator to consent")) {
                        waiting.add(isFree());
                        world.tenant()
                                .grantByHand(world.app(), ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
                    }
                },
                Duration.ofMinutes(60));

        world.onboarding(ProcedureListener.NONE)
                .run(Requests.waiting(Duration.ofMinutes(30), world.request()), operation);

        assertThat(changing).isNotEmpty().containsOnly(false);
        assertThat(waiting).containsExactly(true);
        assertOnboarded();
    }
}
