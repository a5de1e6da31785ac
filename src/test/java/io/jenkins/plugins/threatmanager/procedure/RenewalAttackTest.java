package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A18: somebody who may rotate makes a secret by a rotation that passes for one that is due, which needs no approval. */
class RenewalAttackTest {

    private final List<PlanStatement> asked = new ArrayList<>();
    private RotationFixture world;

    @BeforeEach
    void onboard() throws Exception {
        world = new RotationFixture(1);
        world.removeForeign();
        world.land.gate = plan -> {
            asked.add(plan);
            throw new ProblemException(ProcedureProblem.APPROVAL_MISSING, "Stopped.", "Look at what was asked.");
        };
    }

    @AfterEach
    void close() {
        world.close();
    }

    private PlanStatement asked(
            String credentialsId, String renewBefore, RotationTerms terms, Allowance... allowances) {
        TenantGoal goal = world.land
                .request(
                        new ProcedureRequest.Secret(
                                credentialsId, CalendarPeriod.parse("24 months"), CalendarPeriod.parse(renewBefore)),
                        Set.of())
                .goal();
        RotationRequest request = new RotationRequest(
                new TenantGoal(
                        goal.tenant(),
                        goal.controller(),
                        goal.app(),
                        goal.secret(),
                        Optional.empty(),
                        Set.of(allowances)),
                terms);
        assertThatThrownBy(() -> world.rotation(world.land.directory(), "tm-1").run(request, world.operation()))
                .hasMessageStartingWith("Stopped.");
        return asked.get(asked.size() - 1);
    }

    @Test
    void whatIsDueForEverybodyNeedsNone() {
        world.passUntilDue();
        assertThat(asked(EngineFixture.CREDENTIALS_ID, "30 days", RotationFixture.NIGHTLY)
                        .renews())
                .isTrue();
        assertThat(asked(EngineFixture.CREDENTIALS_ID, "23 months", RotationFixture.NIGHTLY)
                        .renews())
                .as("earlier as well")
                .isTrue();
        assertThat(asked(EngineFixture.CREDENTIALS_ID, "30 days", RotationFixture.FORCE)
                        .renews())
                .as("forced")
                .isFalse();
        assertThat(asked(EngineFixture.CREDENTIALS_ID, "30 days", RotationFixture.NIGHTLY, Allowance.ADOPT)
                        .renews())
                .as("with what another controller left")
                .isFalse();
    }

    @Test
    void renewBeforeIsNoOtherForce() {
        world.pass(Duration.ofDays(60));
        assertThat(asked(EngineFixture.CREDENTIALS_ID, "23 months", RotationFixture.NIGHTLY)
                        .renews())
                .isFalse();
    }

    @Test
    void aCredentialThatKeepsNothingYetIsNotDue() {
        assertThat(asked("another-id", "30 days", RotationFixture.NIGHTLY).renews())
                .isFalse();
    }
}
