package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of request to Entra, of its own or inside a batch, is carried out and answered with a good status and an
 * odd body, once or always. It ends in a sentence or in success, after a bounded wait, and leaves no secret whose text
 * nobody has; once the answers are right again, the next run ends as any.
 */
class OddEntraAnswersTest {

    /** What an operation may wait all in all, that for a lost creation and for a lost secret included. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    enum Odd {
        EMPTY_OBJECT(StandInAnswer.json(200, "{}")),
        NULLS(StandInAnswer.json(
                200,
                "{\"id\":null,\"appId\":null,\"value\":null,\"responses\":null,\"keyId\":null,\"secretText\":null,"
                        + "\"endDateTime\":null,\"appRoles\":null,\"access_token\":null}")),
        EMPTY_TEXTS(StandInAnswer.json(
                200, "{\"id\":\"\",\"appId\":\"\",\"secretText\":\"\",\"access_token\":\"\",\"expires_in\":\"\"}")),
        OTHER_TYPES(StandInAnswer.json(
                200,
                "{\"id\":{},\"appId\":[1],\"value\":\"x\",\"responses\":{\"id\":1},\"keyId\":7,\"secretText\":true,"
                        + "\"endDateTime\":\"yesterday\",\"appRoles\":\"none\",\"access_token\":[]}")),
        SECRET_WITHOUT_ID(StandInAnswer.json(
                200, "{\"secretText\":\"lost-text\",\"displayName\":\"x\",\"endDateTime\":\"2028-01-01T00:00:00Z\"}")),
        LIST_OF_NOTHING(StandInAnswer.json(200, "{\"value\":[{}],\"responses\":[{}]}")),
        TEXT(StandInAnswer.json(200, "\"ok\"")),
        NO_CONTENT(StandInAnswer.empty(204)),
        PAGE(StandInAnswer.text(200, "text/html", "<p>Log in to the guest network</p>"));

        private final StandInAnswer answer;

        Odd(StandInAnswer answer) {
            this.answer = answer;
        }
    }

    /** A kind of request: method and path, without identifiers. */
    private static String kind(StandInRequest request) {
        return request.method() + " " + request.path().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID");
    }

    private static OnboardRequest request(EngineFixture world) {
        return world.request(EnumSet.of(Stage.APP, Stage.SECRET));
    }

    private static Outcome run(EngineFixture world) throws InterruptedException {
        return new Onboarding(new Places(world.directory(), world.vault(), List.of(), List::of, ProcedureListener.NONE))
                .run(request(world), world.operation());
    }

    /** The kinds of a first run, and those of the look at an app that is there. */
    private static Set<String> kinds() throws InterruptedException {
        Set<String> kinds = new TreeSet<>();
        try (EngineFixture world = new EngineFixture()) {
            fault(world, request -> {
                kinds.add(kind(request));
                return Optional.empty();
            });
            run(world);
            run(world);
        }
        return kinds;
    }

    private static void fault(EngineFixture world, Function<StandInRequest, Optional<Fault>> plan) {
        world.entra().http().faults(plan);
        world.entra().behaviour().itemFaults(plan);
    }

    @Test
    void theKindsAreThoseOfAnOnboarding() throws Exception {
        assertThat(kinds()).hasSizeGreaterThan(10).anyMatch(kind -> kind.endsWith("addPassword"));
    }

    @ParameterizedTest
    @EnumSource(Odd.class)
    void onceAndThenRight(Odd odd) throws Exception {
        for (String kind : kinds()) {
            try (EngineFixture world = new EngineFixture()) {
                int[] met = {0};
                fault(
                        world,
                        request -> kind(request).equals(kind) && met[0]++ == 0
                                ? Optional.of(new Fault.DoneButRefused(odd.answer))
                                : Optional.empty());
                endsWithin(world, odd + " to " + kind);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Odd.class)
    void always(Odd odd) throws Exception {
        for (String kind : kinds()) {
            try (EngineFixture world = new EngineFixture()) {
                fault(
                        world,
                        request -> kind(request).equals(kind)
                                ? Optional.of(new Fault.DoneButRefused(odd.answer))
                                : Optional.empty());
                endsWithin(world, odd + " always to " + kind);
            }
        }
    }

    private static void endsWithin(EngineFixture world, String when) throws InterruptedException {
        Instant start = world.time().instant();
        try {
            run(world);
        } catch (ProblemException failure) {
            assertThat(failure.cause())
                    .as(when)
                    .endsWith(".")
                    .doesNotContain("%")
                    .doesNotContain("guest network");
        } catch (RuntimeException e) {
            throw new AssertionError(when, e);
        }
        assertThat(Duration.between(start, world.time().instant())).as(when).isLessThan(PATIENCE);
        fault(world, request -> Optional.empty());
        assertNoOrphan(world, when);

        run(world);
        StandInSecret only = world.app().secrets().get(0);
        assertThat(world.app().secrets()).as(when).hasSize(1);
        assertThat(world.vault()
                        .find(EngineFixture.CREDENTIALS_ID)
                        .orElseThrow()
                        .text()
                        .reveal())
                .as(when)
                .isEqualTo(only.text());
        assertThat(world.tenant().applications()).as(when).hasSize(2);
        assertThat(run(world).done()).as(when).isEmpty();
    }

    /** Unless nothing but odd answers came from where it could have been removed. */
    private static void assertNoOrphan(EngineFixture world, String when) throws InterruptedException {
        List<String> kept = world.vault().find(EngineFixture.CREDENTIALS_ID).stream()
                .map(StoredSecret::keyId)
                .toList();
        List<String> alive = world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME).stream()
                .flatMap(app -> app.secrets().stream())
                .map(StandInSecret::keyId)
                .toList();
        if (!when.contains("always to POST /v1.0/$batch")) {
            assertThat(alive).as(when).isEqualTo(kept);
        }
    }
}
