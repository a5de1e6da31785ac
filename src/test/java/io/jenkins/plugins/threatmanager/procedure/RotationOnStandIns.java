package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A rotation over the stand-ins; whatever it started from: no lapse, no orphan, nothing foreign touched. */
public abstract class RotationOnStandIns {

    public static final Duration TWO_DAYS = Duration.ofDays(2);

    public RotationFixture world;

    public RotationFixture world(int servers) throws InterruptedException {
        world = new RotationFixture(servers);
        return world;
    }

    @AfterEach
    public void assertNothingLapsed() {
        assertThat(world.watch.lapses()).isEmpty();
        assertThat(world.watch.most()).isLessThanOrEqualTo(2);
        assertThat(world.isForeignSecretThere()).isTrue();
        for (StandInSecret secret : world.land.app().secrets()) {
            assertThat(world.land.said()).noneMatch(line -> line.contains(secret.text()));
        }
        world.close();
    }

    /** The stored secret is the only managed one, everybody holds it, and nothing is left to do. */
    public void assertSettled(String... named) throws InterruptedException {
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

    public static RotationPhase phase(Outcome outcome) {
        return outcome.overview().rotation().orElseThrow().phase();
    }

    public ProblemException failure(RotationTerms terms, String... named) {
        ProblemException[] caught = new ProblemException[1];
        assertThatThrownBy(() -> world.rotate(terms, named))
                .isInstanceOfSatisfying(ProblemException.class, failure -> caught[0] = failure);
        return caught[0];
    }
}
