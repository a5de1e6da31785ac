package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.RotationFixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.RotationOnStandIns;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A credential whose secrets the policy wants kept elsewhere: the sync has a secret at any time, and no copy stays. */
class MovingTest extends RotationOnStandIns {

    private static final String ELSEWHERE = "elsewhere";

    private boolean isLeft() {
        return world.land.vault().former(EngineFixture.CREDENTIALS_ID).isPresent();
    }

    private String move() {
        String older = world.stored().keyId();
        world.land.vault().moveTo(ELSEWHERE);
        return older;
    }

    @Test
    void theNextRotationMakesANewOneThereAndTheCopyGoesWithTheOlderOne() throws Exception {
        world(2);
        String older = move();

        Outcome first = world.rotate(NIGHTLY, "tm-1");

        assertThat(first.done().get(0).reason())
                .isEqualTo("the tenant's policy keeps it in elsewhere by now, and it was made for memory");
        assertThat(world.stored().keyId()).isNotEqualTo(older);
        assertThat(world.heldBy("tm-1")).isEqualTo(world.stored().text().reveal());
        assertThat(world.heldBy("tm-2"))
                .as("not named, but it held the older one")
                .isEqualTo(world.stored().text().reveal());
        assertThat(isLeft()).isTrue();
        assertThat(first.plan().findings())
                .extracting(Plan.Finding::sentence)
                .contains("The credential '" + EngineFixture.CREDENTIALS_ID
                        + "' is moving to elsewhere. Its copy in memory stays until its client secret is removed from"
                        + " Entra.");
        assertThat(world.rotate(NIGHTLY, "tm-1").done())
                .as("in the grace period")
                .isEmpty();

        world.pass(TWO_DAYS);
        Outcome later = world.rotate(NIGHTLY, "tm-1");

        assertThat(later.done())
                .extracting(Change::what)
                .containsExactly(
                        "remove client secret " + older,
                        "remove credential '" + EngineFixture.CREDENTIALS_ID + "' from memory");
        assertThat(isLeft()).isFalse();
        assertThat(world.rotate(NIGHTLY, "tm-1").done()).isEmpty();
        assertSettled("tm-1");
    }

    @Test
    void withoutGracePeriodOneRunDoesAll() throws Exception {
        world(1);
        move();

        world.rotate(NIGHTLY.withGracePeriod(AT_ONCE.gracePeriod()), "tm-1");

        assertThat(isLeft()).isFalse();
        assertSettled("tm-1");
    }

    @Test
    void aServerThatRefusesTheNewOneKeepsTheOlderOneAndTheCopy() throws Exception {
        world(1);
        String older = move();
        world.refuse("tm-1");
        assertThatThrownBy(() -> world.rotate(NIGHTLY, "tm-1")).isInstanceOf(ProblemException.class);

        world.pass(Duration.ofDays(3));
        assertThatThrownBy(() -> world.rotate(NIGHTLY, "tm-1")).isInstanceOf(ProblemException.class);

        assertThat(world.land.app().secrets())
                .anySatisfy(secret -> assertThat(secret.keyId()).isEqualTo(older));
        assertThat(isLeft()).isTrue();
    }

    @Test
    void aRotationThatWasUnderWayThereIsFinishedFirst() throws Exception {
        world(1);
        world.rotate(FORCE, "tm-1");
        String current = move();
        world.pass(TWO_DAYS);

        Outcome outcome = world.rotate(NIGHTLY, "tm-1");

        assertThat(outcome.done()).hasAtLeastOneElementOfType(Change.AddSecret.class);
        assertThat(world.stored().previous().orElseThrow().keyId()).isEqualTo(current);
        world.pass(TWO_DAYS);
        world.rotate(NIGHTLY, "tm-1");
        assertThat(isLeft()).isFalse();
        assertSettled("tm-1");
    }

    /** As a person has left it who moved a tenant by hand before there was this. */
    @Test
    void aCopyOfASecretThatNothingUsesAnyMoreGoesTheSameNight() throws Exception {
        world(1);
        move();
        world.rotate(NIGHTLY, "tm-1");
        world.pass(TWO_DAYS);
        world.land.vault().store(world.stored().withoutPrevious());

        world.rotate(NIGHTLY, "tm-1");

        assertThat(isLeft()).isFalse();
        assertSettled("tm-1");
    }
}
