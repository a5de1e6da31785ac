package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Run;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two controllers, or vault files, of one name on one tenant with two servers, over HTTP: the second is stopped until it
 * takes over; then the first is. Threat Manager holds a secret that works at every moment.
 */
class TakeoverTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private RotationFixture world;
    private final MemoryVault ours = new MemoryVault();
    private String theirs;

    @BeforeEach
    void onboardedByTheFirst() throws Exception {
        world = new RotationFixture(2);
        theirs = world.stored().keyId();
        world.land.app().secrets().stream()
                .filter(secret -> !secret.keyId().equals(theirs))
                .forEach(byHand -> world.land.tenant().removeSecretByHand(world.land.app(), byHand.keyId()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private OnboardRequest request(Set<Stage> stages, Allowance... allowances) {
        OnboardRequest like = world.land.request(stages, allowances);
        return Requests.by(like, PlannerFixture.NAMESAKE);
    }

    private Outcome onboard(String server, Allowance... allowances) throws InterruptedException {
        return onboarding(server).run(request(EnumSet.allOf(Stage.class), allowances), world.operation());
    }

    private Onboarding onboarding(String server) {
        return new Onboarding(new Places(
                world.land.directory(),
                ours,
                ServerTargets.named(world.targets(server).get(0).server()),
                List::of,
                ProcedureListener.NONE));
    }

    private Outcome rotate(RotationTerms terms, Allowance... allowances) throws InterruptedException {
        return new Rotation(new Places(
                        world.land.directory(), ours, world.targets("tm-1", "tm-2"), List::of, ProcedureListener.NONE))
                .run(new RotationRequest(request(Set.of(), allowances).goal(), terms), world.operation());
    }

    private Outcome offboard(boolean planOnly) throws InterruptedException {
        Offboarding engine = new Offboarding(new Places(
                world.land.directory(), ours, world.targets("tm-1", "tm-2"), List::of, ProcedureListener.NONE));
        OperationContext operation = world.land.operation();
        OffboardRequest request = Requests.offboard(request(Set.of()));
        return planOnly ? engine.plan(request, operation) : engine.run(request, operation);
    }

    /** From now on no server need hold anything. */
    private void stopWatching() {
        world.land.entra().http().faults(request -> Optional.empty());
        world.server("tm-1").http().faults(request -> Optional.empty());
        world.server("tm-2").http().faults(request -> Optional.empty());
    }

    private boolean isThere(String keyId) {
        return world.land.app().secrets().stream()
                .anyMatch(secret -> secret.keyId().equals(keyId));
    }

    @FunctionalInterface
    private interface Run {
        Outcome go() throws InterruptedException;
    }

    private void assertStopped(Run run) {
        List<?> secrets = List.copyOf(world.land.app().secrets());
        assertThatThrownBy(run::go)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(ProcedureProblem.MANAGED_ELSEWHERE));
        assertThat(List.copyOf(world.land.app().secrets())).isEqualTo(secrets);
    }

    @Test
    void untilItTakesOverTheSecondChangesNothing() throws Exception {
        assertStopped(() -> onboard("tm-1"));
        for (Stage stage : Stage.values()) {
            assertStopped(() -> onboarding("tm-1").run(request(EnumSet.of(stage)), world.operation()));
        }
        assertStopped(() -> rotate(RotationFixture.NIGHTLY));
        assertStopped(() -> rotate(RotationFixture.FORCE));
        assertStopped(() -> offboard(false));
        assertThat(offboard(true).plan().changes()).isEmpty();
        assertThat(ours.find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertThat(world.rotate(RotationFixture.NIGHTLY, "tm-1", "tm-2").done()).isEmpty();
        assertThat(world.watch.lapses()).isEmpty();
    }

    @Test
    void afterTheTakeoverTheFirstIsStoppedAndItsSecretGoesOnRequest() throws Exception {
        onboard("tm-1", Allowance.ADOPT);
        assertStopped(() -> world.rotate(RotationFixture.FORCE, "tm-1", "tm-2"));
        assertStopped(() -> rotate(RotationFixture.NIGHTLY, Allowance.ADOPT));
        assertThat(isThere(theirs)).isTrue();

        onboard("tm-2", Allowance.ADOPT);
        String text =
                ours.find(EngineFixture.CREDENTIALS_ID).orElseThrow().text().reveal();
        assertThat(List.of(world.heldBy("tm-1"), world.heldBy("tm-2"))).containsOnly(text);
        assertThat(rotate(RotationFixture.NIGHTLY).plan().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains(theirs));
        assertThat(rotate(RotationFixture.NIGHTLY, Allowance.ADOPT).done()).isEmpty();

        world.pass(TWO_DAYS);
        assertThat(rotate(RotationFixture.NIGHTLY).done()).isEmpty();
        assertThat(rotate(RotationFixture.NIGHTLY, Allowance.ADOPT).done())
                .extracting(Change::what)
                .containsExactly("remove client secret " + theirs);
        Outcome settled = rotate(RotationFixture.NIGHTLY);
        assertThat(settled.done()).isEmpty();
        assertThat(settled.plan().findings()).isEmpty();
        assertThat(world.land.app().secrets()).hasSize(1);
        assertThat(world.watch.lapses()).isEmpty();
    }

    /** What removes a secret proves first that every server signs in with the other one. */
    @Test
    void theFormerSecretStaysWhereAServerCannotSignIn() throws Exception {
        onboard("tm-1", Allowance.ADOPT);
        onboard("tm-2", Allowance.ADOPT);
        world.pass(TWO_DAYS);
        world.server("tm-2")
                .console()
                .onTestConnection((tenant, cloud, clientId, text) -> new ThreatManagerConsole.Result(false, "refused"));
        assertThatThrownBy(() -> rotate(RotationFixture.NIGHTLY, Allowance.ADOPT))
                .isInstanceOf(ProblemException.class);
        assertThat(isThere(theirs)).isTrue();
    }

    /** As with a new name, or a controller that was built again with its credentials restored. */
    @Test
    void aCredentialThatMovesAlongIsRotatedOn() throws Exception {
        ours.store(world.stored());
        onboard("tm-1", Allowance.ADOPT);
        onboard("tm-2", Allowance.ADOPT);
        assertThat(ours.find(EngineFixture.CREDENTIALS_ID).orElseThrow().keyId())
                .isEqualTo(theirs);
        assertThat(world.land.app().secrets()).hasSize(1);

        world.pass(TWO_DAYS);
        assertThat(rotate(RotationFixture.FORCE).plan().findings()).isEmpty();
        world.pass(TWO_DAYS);
        assertThat(rotate(RotationFixture.NIGHTLY).done())
                .extracting(Change::what)
                .containsExactly("remove client secret " + theirs);
        assertThat(world.land.app().secrets()).hasSize(1);
        assertThat(world.watch.lapses()).isEmpty();
    }

    @Test
    void whatWasTakenOverCanBeOffboarded() throws Exception {
        onboard("tm-1", Allowance.ADOPT);
        onboard("tm-2", Allowance.ADOPT);
        assertThatThrownBy(() -> offboard(false)).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.USED_BY_OTHERS);
            assertThat(failure.cause()).contains(theirs);
        });
        world.pass(TWO_DAYS);
        rotate(RotationFixture.NIGHTLY, Allowance.ADOPT);
        stopWatching();
        offboard(false);
        assertThat(world.land.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME))
                .isEmpty();
        assertThat(ours.find(EngineFixture.CREDENTIALS_ID)).isEmpty();
    }
}
