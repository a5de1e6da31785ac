package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.RotationWorld.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.Instruction;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rotation over the stand-ins, from every starting point: no lapse, no orphan, nothing foreign touched. */
class RotationTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private RotationWorld world;

    private RotationWorld world(int servers) throws InterruptedException {
        world = new RotationWorld(servers);
        return world;
    }

    @AfterEach
    void assertNothingLapsed() {
        assertThat(world.watch.lapses()).isEmpty();
        assertThat(world.watch.most()).isLessThanOrEqualTo(2);
        assertThat(world.isForeignSecretThere()).isTrue();
        for (StandInSecret secret : world.land.app().secrets()) {
            assertThat(world.land.said()).noneMatch(line -> line.contains(secret.text()));
        }
        world.close();
    }

    /** The stored secret is the only managed one, everybody holds it, and nothing is left to do. */
    private void assertSettled(String... named) throws InterruptedException {
        assertThat(world.watch.managed())
                .extracting(StandInSecret::keyId)
                .containsExactly(world.stored().keyId());
        for (String name : named) {
            assertThat(world.heldBy(name)).isEqualTo(world.stored().text().reveal());
        }
        assertThat(world.stored().previous()).isEmpty();
        Outcome again = world.rotate(NIGHTLY, named);
        assertThat(again.plan().changes()).isEmpty();
        assertThat(phase(again)).isEqualTo(RotationPhase.UP_TO_DATE);
    }

    private static RotationPhase phase(Outcome outcome) {
        return outcome.overview().rotation().orElseThrow().phase();
    }

    private Failure failure(RotationTerms terms, String... named) {
        Failure[] caught = new Failure[1];
        assertThatThrownBy(() -> world.rotate(terms, named))
                .isInstanceOfSatisfying(Failure.class, failure -> caught[0] = failure);
        return caught[0];
    }

    @Test
    void aNightBeforeItIsDueChangesNothing() throws Exception {
        world(1);
        world.pass(Duration.ofDays(600));
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).isEmpty();
        assertSettled("tm-1");
    }

    @Test
    void aDueSecretIsReplacedAndTheOlderOneGoesAfterTheGracePeriod() throws Exception {
        world(1);
        String older = world.stored().keyId();
        world.passUntilDue();

        Outcome first = world.rotate(NIGHTLY, "tm-1");

        assertThat(first.done()).hasSize(3);
        assertThat(phase(first)).isEqualTo(RotationPhase.IN_GRACE);
        Overview.Rotation rotation = first.overview().rotation().orElseThrow();
        assertThat(rotation.previous().orElseThrow().keyId()).isEqualTo(older);
        assertThat(rotation.previous().orElseThrow().keptUntil())
                .hasValueSatisfying(until -> assertThat(until)
                        .isBetween(
                                world.land.time().instant().plus(Duration.ofHours(23)),
                                world.land.time().instant().plus(Duration.ofHours(24))));
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).isEmpty();

        world.pass(TWO_DAYS);
        Outcome later = world.rotate(NIGHTLY, "tm-1");
        assertThat(later.done()).extracting(Change::what).containsExactly("remove client secret " + older);
        assertThat(phase(later)).isEqualTo(RotationPhase.UP_TO_DATE);
        assertSettled("tm-1");
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        world(2);
        world.passUntilDue();
        String before = world.stored().keyId();
        Outcome outcome = world.plan(NIGHTLY, "tm-1", "tm-2");
        assertThat(outcome.plan().changes()).hasSize(4);
        assertThat(outcome.done()).isEmpty();
        assertThat(phase(outcome)).isEqualTo(RotationPhase.DUE);
        assertThat(world.stored().keyId()).isEqualTo(before);
        assertThat(world.watch.managed()).hasSize(1);
    }

    @Test
    void withoutGracePeriodOneRunDoesAll() throws Exception {
        world(1);
        Outcome outcome = world.rotate(AT_ONCE, "tm-1");
        assertThat(outcome.done()).hasSize(4);
        assertSettled("tm-1");
    }

    @Test
    void forceInsideTheGracePeriodSaysUntilWhen() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        Failure failure = failure(FORCE, "tm-1");
        assertThat(failure.problem()).isEqualTo(OnboardingProblem.OLDER_SECRET_STAYS);
        assertThat(failure.cause()).contains("is kept until 2026-11-24 ");
        world.rotate(AT_ONCE, "tm-1");
        assertSettled("tm-1");
    }

    @Test
    void allServersAreMovedNamedOrNot() throws Exception {
        world(3);
        world.passUntilDue();
        Outcome outcome = world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertThat(outcome.done()).hasSize(5);
        assertThat(outcome.overview().rotation().orElseThrow().servers())
                .extracting(Overview.Holder::server)
                .containsExactly("tm-1", "tm-2", "tm-3");
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertSettled("tm-1", "tm-2", "tm-3");
    }

    @Test
    void aServerThatRefusesTheNewSecretGetsTheOlderOneBackAndTheOthersKeepTheNewOne() throws Exception {
        world(2);
        String older = world.stored().text().reveal();
        world.passUntilDue();
        world.server("tm-2")
                .console()
                .onTestConnection((tenant, cloud, clientId, secret) ->
                        new ThreatManagerConsole.Result(secret.equals(older), "proxy says no"));

        Failure failure = failure(NIGHTLY, "tm-1", "tm-2");

        assertThat(failure.problem()).isEqualTo(OnboardingProblem.CONNECTION_TEST_FAILED);
        assertThat(failure.cause()).contains("tm-2: ", "proxy says no", "No older client secret was removed");
        assertThat(failure.remedy()).contains("holds the older secret");
        assertThat(world.heldBy("tm-2")).isEqualTo(older);
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        failure(NIGHTLY, "tm-1", "tm-2");
        assertThat(world.watch.managed()).hasSize(2);

        world.accept("tm-2");
        assertThat(phase(world.rotate(NIGHTLY, "tm-1", "tm-2"))).isEqualTo(RotationPhase.IN_GRACE);
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1", "tm-2");
        assertSettled("tm-1", "tm-2");
    }

    @Test
    void nothingIsRemovedWhenAServerDoesNotWorkWithTheNewSecret() throws Exception {
        world(1);
        world.passUntilDue();
        world.rotate(NIGHTLY, "tm-1");
        world.pass(TWO_DAYS);
        world.server("tm-1")
                .console()
                .onTestConnection(
                        (tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no route"));
        assertThat(failure(NIGHTLY, "tm-1").cause()).contains("no route");
        assertThat(world.watch.managed()).hasSize(2);
    }

    @Test
    void aServerThatIsAwayKeepsTheOlderOneAndGetsTheNewOneLater() throws Exception {
        world(2);
        world.passUntilDue();
        world.server("tm-2").http().faults(request -> Optional.of(new Fault.Refused(StandInAnswer.empty(503))));
        failure(NIGHTLY, "tm-1", "tm-2");
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        // As one that is not named it does not even make the run fail, but keeps the older one.
        Outcome outcome = world.rotate(NIGHTLY, "tm-1");
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.plan().remarks()).anyMatch(remark -> remark.contains("tm-2', which could not be read"));
        assertThat(world.watch.managed()).hasSize(2);

        world.server("tm-2").http().faults(request -> Optional.empty());
        world.rotate(NIGHTLY, "tm-1");
        assertThat(world.heldBy("tm-2")).isEqualTo(world.stored().text().reveal());
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1", "tm-2");
    }

    @Test
    void anotherServerThatThereIsNoConnectingToKeepsTheOlderOne() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        world.pass(TWO_DAYS);
        Rotation rotation = new Rotation(
                world.land.directory(),
                world.land.vault(),
                world.targets("tm-1"),
                () -> List.of(ServerTarget.ifConnectable("tm-2", () -> {
                    throw new Failure(OnboardingProblem.BAD_INPUT, "There is no credential.", "Add it.");
                })),
                Journal.NONE);
        Outcome outcome = rotation.run(world.request(), NIGHTLY, world.operation());
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.plan().remarks()).anyMatch(remark -> remark.contains("tm-2', which could not be read"));
        assertThat(world.watch.managed()).hasSize(2);
    }

    @Test
    void aServerWithoutProfileIsNeverOnboarded() throws Exception {
        world(1);
        world.land.addThreatManager();
        world.passUntilDue();
        Rotation rotation = new Rotation(
                world.land.directory(),
                world.land.vault(),
                List.of(new ServerTarget(
                        "tm-new", Optional.of(world.land.server("tm-new", world.land.addThreatManager())))),
                List::of,
                Journal.NONE);
        assertThatThrownBy(() -> rotation.run(world.request(), NIGHTLY, world.operation()))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problem()).isEqualTo(OnboardingProblem.NO_PROFILE));
        assertThat(world.watch.managed()).hasSize(1);
    }

    @Test
    void aCredentialDeletedByHandIsMadeAnew() throws Exception {
        world(1);
        world.land.vault().clear();
        world.rotate(NIGHTLY, "tm-1");
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1");
    }

    @Test
    void theVaultIsAskedBeforeASecretIsMade() throws Exception {
        world(1);
        world.land.vault().refuse();
        assertThat(failure(FORCE, "tm-1").problem()).isEqualTo(OnboardingProblem.VAULT_REFUSED);
        assertThat(world.watch.managed()).hasSize(1);
    }

    @Test
    void lagWhileRotatingTwiceAtOnceLeavesNoOrphan() throws Exception {
        world(1);
        world.land.entra().behaviour().lag(Duration.ofMinutes(1)).flappingTokenEndpoint();
        world.rotate(AT_ONCE, "tm-1");
        world.rotate(AT_ONCE, "tm-1");
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertSettled("tm-1");
    }

    // ---- by hand ---------------------------------------------------------------------------------------------------

    @Test
    void byHandInTwoPhases() throws Exception {
        world(1);
        clear(world.server("tm-1").console());
        String older = world.stored().keyId();
        world.passUntilDue();
        Outcome first = world.rotate(NIGHTLY, "hand");
        assertThat(first.done()).hasSize(2);
        assertThat(phase(first)).isEqualTo(RotationPhase.HAND_OFF_PENDING);
        assertThat(first.overview().byHand())
                .extracting(Instruction::value)
                .contains(world.land.app().appId(), Landscape.CREDENTIALS_ID);

        world.pass(TWO_DAYS);
        Outcome second = world.rotate(NIGHTLY, "hand");
        assertThat(second.done()).isEmpty();
        assertThat(second.overview().byHand()).isEqualTo(first.overview().byHand());
        assertThat(failure(FORCE, "hand").problem()).isEqualTo(OnboardingProblem.HAND_OFF_PENDING);

        int tokens = world.land.entra().tokenRequests();
        Outcome third = world.rotate(CONFIRM, "hand");
        assertThat(third.done()).extracting(Change::what).containsExactly("remove client secret " + older);
        assertThat(world.land.entra().tokenRequests() - tokens).isGreaterThanOrEqualTo(5);
        assertThat(third.overview().byHand()).isEmpty();
        assertThat(world.rotate(CONFIRM, "hand").plan().remarks())
                .anyMatch(remark -> remark.contains("nothing to confirm"));
        assertSettled();
    }

    private static void clear(ThreatManagerConsole console) {
        console.syncs().forEach(sync -> console.deleteSync(sync.id()));
        console.profiles().forEach(profile -> console.deleteProfile(profile.id(), true));
    }

    @Test
    void byHandBesideAServerThatIsNotNamed() throws Exception {
        world(1);
        world.passUntilDue();
        assertThat(world.rotate(NIGHTLY, "hand").done()).hasSize(3).last().isInstanceOf(Change.OnServer.class);
        world.pass(TWO_DAYS);
        assertThat(world.rotate(CONFIRM, "hand").done()).hasSize(1);
        assertSettled("tm-1");
    }

    // ---- permissions -----------------------------------------------------------------------------------------------

    private Outcome rotateAs(StandInApp identity, StandInSecret secret, RotationTerms terms)
            throws InterruptedException {
        return world.rotation(world.land.directory(identity, secret), "tm-1")
                .run(world.request(), terms, world.operation());
    }

    @Test
    void ownedByAloneIsEnough() throws Exception {
        world(1);
        StandInApp rotator = world.land.tenant().registerBootstrap("Jenkins rotation", "Application.ReadWrite.OwnedBy");
        StandInSecret secret =
                world.land.tenant().addSecretByHand(rotator, "rotation", Instant.parse("2099-01-01T00:00:00Z"));
        assertThatThrownBy(() -> rotateAs(rotator, secret, FORCE))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.NOT_OWNER));

        world.land
                .app()
                .addOwner(world.land
                        .tenant()
                        .principalOf(rotator.appId())
                        .orElseThrow()
                        .id());
        rotateAs(rotator, secret, FORCE);
        // A stricter reading of the permission: nothing but its own applications.
        world.land.entra().behaviour().itemFaults(RotationTest::onlyOwnApplications);
        world.pass(TWO_DAYS);
        rotateAs(rotator, secret, NIGHTLY);
        Outcome outcome = rotateAs(rotator, secret, AT_ONCE);
        assertThat(outcome.done()).hasSize(4);
        world.land.entra().behaviour().itemFaults(request -> Optional.empty());
        assertSettled("tm-1");
    }

    private static Optional<Fault> onlyOwnApplications(StandInRequest item) {
        boolean own = item.path().contains("/applications(") || item.path().contains("/applications/");
        return own
                ? Optional.empty()
                : Optional.of(new Fault.Refused(StandInAnswer.json(
                        403,
                        "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":"
                                + "\"Insufficient privileges to complete the operation.\"}}")));
    }

    @Test
    void withoutOwnedByTheFailureSaysSo() throws Exception {
        world(1);
        StandInApp reader = world.land.tenant().registerBootstrap("Reader", "Application.Read.All");
        StandInSecret secret =
                world.land.tenant().addSecretByHand(reader, "reader", Instant.parse("2099-01-01T00:00:00Z"));
        assertThatThrownBy(() -> rotateAs(reader, secret, FORCE)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
            assertThat(failure.cause()).contains("Application.ReadWrite.OwnedBy");
        });
    }

    // ---- what it costs ---------------------------------------------------------------------------------------------

    @Test
    void aRotationAndAQuietNightCostFewRequests() throws Exception {
        world(1);
        assertCost("a quiet night", 3, 0, 3);
        world.passUntilDue();
        assertCost("a rotation", 4, 5, 8);
        world.pass(TWO_DAYS);
        assertCost("the removal after the grace period", 4, 0, 4);
        assertSettled("tm-1");
    }

    /**
     * One thread sends one request after the other, so each is a sequential round trip.
     *
     * @param proofs tokens that prove the new secret
     */
    private void assertCost(String what, int entra, int proofs, int threatManager) throws InterruptedException {
        world.land.entra().forget();
        world.server("tm-1").http().forget();
        world.rotate(NIGHTLY, "tm-1");
        assertThat(world.land.entra().httpRequests()).as(what).isEqualTo(entra + proofs);
        assertThat(world.server("tm-1").count("*")).as(what).isEqualTo(threatManager);
    }
}
