package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.approval.ApprovedPlan;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.approval.StatedChange;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A18: an approved plan is carried out, over all interruptions, and no other. */
class ApprovedRunTest {

    private static final int MORE_THAN_ALL = 200;

    /** As the approvals of a controller work, without one. */
    private static final class Desk implements PlanGate {

        private ApprovedPlan approved;

        private Desk(PlanStatement plan) {
            approved = ApprovedPlan.of(plan);
        }

        @Override
        public void admit(PlanStatement now) {
            List<String> differences = approved.differences(now);
            if (!differences.isEmpty()) {
                throw new ProblemException(ProcedureProblem.OTHER_PLAN, differences + ".", "Plan again.");
            }
            approved = approved.begunWith(now);
        }

        @Override
        public void done(StatedChange change) {
            approved = approved.with(change);
        }
    }

    private static Places places(EngineFixture world) {
        return world.places(
                world.directory(), ServerTargets.named(Optional.of(world.server())), List::of, ProcedureListener.NONE);
    }

    private static PlanStatement planned(EngineFixture world, OnboardRequest request) throws InterruptedException {
        Outcome outcome = world.onboarding(ProcedureListener.NONE).plan(request, world.operation());
        return places(world).statement(request, outcome.plan());
    }

    private static void requireNothingWritten(EngineFixture world, int before) {
        assertThat(world.audit().writes()).isEqualTo(before);
    }

    @Test
    void planningAgainGivesTheSameDigest() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            PlanStatement first = planned(world, world.request());
            assertThat(first.changes()).isNotEmpty();
            world.time().advance(Duration.ofDays(3));
            assertThat(planned(world, world.request()).digest()).isEqualTo(first.digest());
            ProcedureRequest.Secret other = new ProcedureRequest.Secret(
                    EngineFixture.CREDENTIALS_ID, CalendarPeriod.parse("6 months"), CalendarPeriod.parse("30 days"));
            assertThat(planned(world, world.request(other, world.request().stages()))
                            .digest())
                    .isNotEqualTo(first.digest());
            assertThat(planned(world, world.request(Allowance.REPLACE)).digest())
                    .isNotEqualTo(first.digest());
            world.tenant().addUser("somebody");
            assertThat(planned(world, world.request()).digest()).isEqualTo(first.digest());
        }
    }

    /** The words that people approve hold nothing that is not known yet. */
    @Test
    void theStatementNamesNoTime() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.time().advance(Duration.ofDays(715));
            PlanStatement plan = planned(world, world.request());
            assertThat(plan.changes()).anyMatch(StatedChange::gives);
            assertThat(plan.toString()).doesNotContainPattern("20\\d\\d-\\d\\d");
        }
    }

    @Test
    void everyProcedureAsksBeforeItsFirstChange() throws Exception {
        ProblemException no = new ProblemException(ProcedureProblem.APPROVAL_MISSING, "Not approved.", "Ask.");
        try (RotationFixture world = new RotationFixture(1)) {
            world.removeForeign();
            int before = world.land.audit().writes();
            world.land.gate = plan -> {
                throw no;
            };
            world.passUntilDue();
            assertThatThrownBy(() -> world.land.run()).isEqualTo(no);
            assertThatThrownBy(() -> world.rotate(RotationFixture.NIGHTLY, "tm-1"))
                    .isEqualTo(no);
            assertThatThrownBy(() -> new Offboarding(places(world.land))
                            .run(new OffboardRequest(world.land.request().goal()), world.operation()))
                    .isEqualTo(no);
            requireNothingWritten(world.land, before);
        }
    }

    @Test
    void aPlanThatChangesNothingNeedsNobody() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.gate = plan -> {
                throw new AssertionError("asked for " + plan);
            };
            assertThat(world.run().done()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultMatrixTest.Trouble.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void itServesTheRestAfterEveryInterruption(FaultMatrixTest.Trouble trouble) throws Exception {
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && interruptedAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).isBetween(20, MORE_THAN_ALL - 1);
    }

    private static boolean interruptedAt(int exchange, FaultMatrixTest.Trouble trouble) throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.gate = new Desk(planned(world, world.request()));
            AtomicInteger count = new AtomicInteger();
            Thread runner = Thread.currentThread();
            List<StandInHttp> https =
                    List.of(world.entra().http(), world.threatManager().http());
            https.forEach(http -> http.faults(request -> count.incrementAndGet() == exchange
                    ? FaultMatrixTest.faultOf(trouble, request, runner)
                    : Optional.empty()));
            try {
                world.run();
            } catch (ProblemException failure) {
                assertThat(failure.problem())
                        .as("%s at exchange %d", trouble, exchange)
                        .isNotIn(ProcedureProblem.OTHER_PLAN, ProcedureProblem.APPROVAL_MISSING);
            } catch (InterruptedException killed) {
                // the run after it shows what is left
            }
            Thread.interrupted();
            boolean met = count.get() >= exchange;
            https.forEach(http -> http.faults(request -> Optional.empty()));
            world.run();
            world.time().advance(Duration.ofDays(1));
            world.run();
            String when = trouble + " at exchange " + exchange;
            assertThat(world.app().secrets()).as(when).hasSize(1);
            assertThat(world.tenant().consented(world.app()))
                    .as(when)
                    .containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
            assertThat(world.run().done()).as(when).isEmpty();
            return met;
        }
    }

    @Test
    void aTenantThatChangedMeanwhileIsNotTouched() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.tenant().revokeByHand(world.app(), "User.Read.All");
            world.gate = new Desk(planned(world, world.request()));
            world.tenant().revokeByHand(world.app(), "Group.Read.All");
            int before = world.audit().writes();
            assertThatThrownBy(world::run).isInstanceOf(ProblemException.class).hasMessageContaining("Group.Read.All");
            requireNothingWritten(world, before);
        }
    }

    @Test
    void itIsGoodForOnePlanOnce() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.gate = new Desk(planned(world, world.request()));
            world.run();
            world.tenant().revokeByHand(world.app(), "User.Read.All");
            int before = world.audit().writes();
            assertThatThrownBy(world::run).isInstanceOf(ProblemException.class).hasMessageContaining("User.Read.All");
            requireNothingWritten(world, before);
        }
    }

    /** The older secret goes in a later run, which belongs to the plan that made the newer one. */
    @Test
    void theLaterPhasesOfARotationBelongToIt() throws Exception {
        try (RotationFixture world = new RotationFixture(1)) {
            world.removeForeign();
            Outcome plan = world.plan(RotationFixture.FORCE, "tm-1");
            Desk desk = new Desk(world.land
                    .places(world.land.directory(), world.targets("tm-1"), List::of, ProcedureListener.NONE)
                    .statement(world.request(RotationFixture.FORCE), plan.plan()));
            world.land.gate = desk;
            String before = world.stored().keyId();
            world.rotate(RotationFixture.FORCE, "tm-1");
            assertThat(world.stored().keyId()).isNotEqualTo(before);
            assertThat(desk.approved.isCarriedOut()).isTrue();
            String now = world.stored().keyId();
            assertThatThrownBy(() -> world.rotate(RotationFixture.FORCE, "tm-1"))
                    .as("another forced one")
                    .isInstanceOf(ProblemException.class);
            assertThat(world.stored().keyId()).isEqualTo(now);
            world.pass(Duration.ofDays(2));
            world.rotate(RotationFixture.NIGHTLY, "tm-1");
            assertThat(world.land.app().secrets())
                    .extracting(StandInSecret::keyId)
                    .containsExactly(now);
        }
    }
}
