package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.RotationOnStandIns;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the identity that rotates must be allowed to. */
class RotationPermissionsTest extends RotationOnStandIns {

    @Test
    void ownedByAloneIsEnough() throws Exception {
        world(1);
        StandInApp rotator = world.land.tenant().registerBootstrap("Jenkins rotation", "Application.ReadWrite.OwnedBy");
        StandInSecret secret =
                world.land.tenant().addSecretByHand(rotator, "rotation", Instant.parse("2099-01-01T00:00:00Z"));
        assertThatThrownBy(() -> rotateAs(rotator, secret, FORCE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(EntraProblem.NOT_OWNER));

        world.land
                .app()
                .addOwner(world.land
                        .tenant()
                        .principalOf(rotator.appId())
                        .orElseThrow()
                        .id());
        rotateAs(rotator, secret, FORCE);
        // A stricter reading of the permission: nothing but its own applications.
        world.land.entra().behaviour().itemFaults(RotationPermissionsTest::onlyOwnApplications);
        world.pass(TWO_DAYS);
        rotateAs(rotator, secret, NIGHTLY);
        Outcome outcome = rotateAs(rotator, secret, AT_ONCE);
        assertThat(outcome.done()).hasSize(4);
        world.land.entra().behaviour().itemFaults(request -> Optional.empty());
        assertSettled("tm-1");
    }

    @Test
    void withoutOwnedByTheFailureSaysSo() throws Exception {
        world(1);
        StandInApp reader = world.land.tenant().registerBootstrap("Reader", "Application.Read.All");
        StandInSecret secret =
                world.land.tenant().addSecretByHand(reader, "reader", Instant.parse("2099-01-01T00:00:00Z"));
        assertThatThrownBy(() -> rotateAs(reader, secret, FORCE))
                .isInstanceOfSatisfying(ProblemException.class, failure -> {
                    assertThat(failure.problem()).isEqualTo(EntraProblem.MISSING_PERMISSION);
                    assertThat(failure.cause()).contains("Application.ReadWrite.OwnedBy");
                });
    }

    private Outcome rotateAs(StandInApp identity, StandInSecret secret, RotationTerms terms)
            throws InterruptedException {
        return world.rotation(world.land.directory(identity, secret), "tm-1")
                .run(world.request(terms), world.operation());
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
}
