package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody deletes the credential while Threat Manager holds its secret: no run takes that secret for one nobody uses. */
class LostCredentialTest {

    private static final Set<Stage> SECRET = EnumSet.of(Stage.SECRET);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private Outcome onboard(Optional<ThreatManagerServer> server, List<ServerTarget> others, Allowance... allowances)
            throws InterruptedException {
        return new Onboarding(new Places(
                        world.directory(),
                        world.vault(),
                        ServerTargets.named(server),
                        () -> others,
                        ProcedureListener.NONE))
                .run(world.request(allowances), world.operation());
    }

    private Outcome byHand(Allowance... allowances) throws InterruptedException {
        return onboard(Optional.empty(), List.of(), allowances);
    }

    private Outcome storeSecret(Allowance... allowances) throws InterruptedException {
        return world.onboarding(ProcedureListener.NONE).run(world.request(SECRET, allowances), world.operation());
    }

    private StandInSecret first() {
        return world.app().secrets().get(0);
    }

    private void assertObstacle(ProblemException failure) {
        assertThat(failure.problem()).isEqualTo(ProcedureProblem.SECRET_MAY_BE_IN_USE);
        assertThat(failure.remedy()).contains("'confirm'");
    }

    @Test
    void storingASecretTwiceLeavesTheOneInUse() throws Exception {
        world.run();
        StandInSecret inUse = first();
        world.vault().clear();
        storeSecret();
        world.time().advance(TWO_DAYS);
        Outcome second = storeSecret();
        assertThat(second.plan().changesNothing()).isTrue();
        assertThat(second.plan().remarks())
                .anyMatch(remark -> remark.contains(inUse.keyId() + " is managed but not stored, and may be in use"));
        assertThat(world.app().secrets()).contains(inUse);

        world.run();
        assertThat(world.app().secrets()).hasSize(2);
        assertThat(world.run().done())
                .extracting(Change::what)
                .containsExactly("remove client secret " + inUse.keyId());
    }

    @Test
    void losingItTwiceMakesNoThirdOneAndSaysWhatToDo() throws Exception {
        world.run();
        StandInSecret inUse = first();
        for (int time = 0; time < 2; time++) {
            world.vault().clear();
            world.time().advance(TWO_DAYS);
            if (time == 0) {
                storeSecret();
            }
        }
        assertThatThrownBy(this::storeSecret).isInstanceOfSatisfying(ProblemException.class, this::assertObstacle);
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);
        // The server tells what it holds, so the step that looks at it needs nobody's word.
        world.run();
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);
        assertThat(world.threatManager()
                        .console()
                        .profiles()
                        .get(0)
                        .credentials()
                        .get(0)
                        .password())
                .isEqualTo(world.vault()
                        .find(EngineFixture.CREDENTIALS_ID)
                        .orElseThrow()
                        .text()
                        .reveal());
    }

    @Test
    void onAServerThatIsSetUpByHandAPersonConfirms() throws Exception {
        byHand();
        StandInSecret inUse = first();
        world.vault().clear();
        byHand();
        world.time().advance(TWO_DAYS);
        assertThat(byHand().plan().changesNothing()).isTrue();
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);
        assertThat(byHand(Allowance.CONFIRM).done())
                .extracting(Change::what)
                .containsExactly("remove client secret " + inUse.keyId());
    }

    @Test
    void aSecondServerHoldsItAsWell() throws Exception {
        ThreatManagerStandIn second = world.addThreatManager();
        ServerTarget other = new ServerTarget("tm-2", Optional.of(world.server("tm-2", second)));
        world.run();
        onboard(other.server(), List.of());
        StandInSecret inUse = first();
        world.vault().clear();
        world.run();
        world.time().advance(TWO_DAYS);
        assertThat(onboard(Optional.of(world.server()), List.of(other)).done()).isEmpty();
        assertThat(world.app().secrets()).hasSize(2).contains(inUse);
        assertThat(second.console().profiles().get(0).credentials().get(0).password())
                .isEqualTo(inUse.text());
        ServerTarget byHand = new ServerTarget("tm-hand", Optional.empty());
        onboard(other.server(), List.of());
        assertThat(onboard(Optional.of(world.server()), List.of(other, byHand)).done())
                .isEmpty();
        assertThat(onboard(Optional.of(world.server()), List.of(other)).done())
                .extracting(Change::what)
                .containsExactly("remove client secret " + inUse.keyId());
    }

    @Test
    void aRunThatChangesNothingAsksNoOtherServer() throws Exception {
        world.run();
        new Onboarding(new Places(
                        world.directory(),
                        world.vault(),
                        ServerTargets.named(Optional.of(world.server())),
                        () -> {
                            throw new AssertionError("asked");
                        },
                        ProcedureListener.NONE))
                .run(world.request(), world.operation());
    }
}
