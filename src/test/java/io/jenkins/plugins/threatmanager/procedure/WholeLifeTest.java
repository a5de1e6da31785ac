package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.server.Variation;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From nothing to nothing, on each variation of the REST interface, by its API profile alone. */
class WholeLifeTest {

    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final ProcedureRequest.Secret SECRET = new ProcedureRequest.Secret(
            EngineFixture.CREDENTIALS_ID, CalendarPeriod.parse("24 months"), CalendarPeriod.parse("30 days"));

    private EngineFixture land;
    private LapseWatch watch;

    private OperationContext operation() {
        return OperationContext.begin(land.time(), watch, land.said()::add, Duration.ofMinutes(60));
    }

    private List<ServerTarget> server() {
        return List.of(new ServerTarget("tm-test", Optional.of(land.server())));
    }

    private Outcome rotate(RotationTerms terms) throws InterruptedException {
        return new Rotation(new Places(land.directory(), land.vault(), server(), List::of, ProcedureListener.NONE))
                .run(new RotationRequest(land.request(SECRET, Set.of()).goal(), terms), operation());
    }

    private Outcome onboard() throws InterruptedException {
        return land.onboarding(ProcedureListener.NONE)
                .run(land.request(SECRET, EnumSet.allOf(Stage.class)), operation());
    }

    private ThreatManagerConsole.Credential held() {
        return land.threatManager().console().profiles().get(0).credentials().get(0);
    }

    private String stored() {
        return land.vault()
                .find(EngineFixture.CREDENTIALS_ID)
                .orElseThrow()
                .text()
                .reveal();
    }

    @ParameterizedTest
    @EnumSource(Variation.class)
    void onboardRotateTwiceAndOffboard(Variation variation) throws Exception {
        try (EngineFixture world =
                new EngineFixture(variation.dialect(), variation.profile(), StandInWorld.leastPrivileges())) {
            land = world;
            land.run();
            watch = new LapseWatch(land, List.of(land.threatManager()));
            assertThat(onboard().plan().changes()).isEmpty();
            assertThat(held().password()).isEqualTo(stored());
            long credential = held().id();

            for (int rotation = 1; rotation <= 2; rotation++) {
                String before = stored();
                rotate(RotationFixture.FORCE);
                assertThat(stored()).isNotEqualTo(before);
                assertThat(held().password()).isEqualTo(stored());
                assertThat(held().id()).as("edited in its place").isEqualTo(credential);
                watch.advanceTo(land.time().instant().plus(TWO_DAYS));
                rotate(RotationTerms.DEFAULT);
                assertThat(land.app().secrets()).extracting(StandInSecret::text).containsExactly(stored());
                assertThat(rotate(RotationTerms.DEFAULT).plan().changes()).isEmpty();
                assertThat(onboard().plan().changes()).isEmpty();
            }
            assertThat(watch.lapses()).isEmpty();

            // Nothing is watched any more: that the profile holds nothing is what is wanted now.
            land.threatManager().http().faults(request -> Optional.empty());
            land.entra().http().faults(request -> Optional.empty());
            new Offboarding(new Places(land.directory(), land.vault(), server(), List::of, ProcedureListener.NONE))
                    .run(Requests.offboard(land.request()), land.operation());
            assertThat(land.threatManager().console().profiles()).isEmpty();
            assertThat(land.threatManager().console().syncs()).isEmpty();
            assertThat(land.vault().find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        }
    }
}
