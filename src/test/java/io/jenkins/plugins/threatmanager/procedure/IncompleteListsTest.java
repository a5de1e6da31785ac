package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What others have on a server may lack parts; what is ours may not, because something is decided by it. */
class IncompleteListsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Changes each item of each list, and writes totals as texts. */
    private static UnaryOperator<StandInAnswer> lists(Consumer<ObjectNode> item) {
        return answer -> {
            try {
                JsonNode body = answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
                if (!body.path("data").isArray()) {
                    return answer;
                }
                body.path("data").forEach(each -> item.accept((ObjectNode) each));
                ((ObjectNode) body)
                        .put("recordsTotal", body.path("recordsTotal").asText());
                return new StandInAnswer(answer.status(), answer.headers(), JSON.writeValueAsBytes(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void ofOthers(ObjectNode item) {
        if (item.path("name").asText().equals("theirs")) {
            item.putNull("credentials");
        }
        if (item.path("tenant").asText().equals("theirs.example")) {
            item.putNull("tenant");
        }
    }

    private static Places places(EngineFixture world) {
        return new Places(
                world.directory(),
                world.vault(),
                List.of(new ServerTarget("tm-test", Optional.of(world.server()))),
                List::of,
                ProcedureListener.NONE);
    }

    private static RotationRequest forced(EngineFixture world) {
        return new RotationRequest(world.request().goal(), RotationFixture.FORCE);
    }

    @Test
    void whatIsOfOthersStopsNothing() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            CredentialProfile theirs =
                    world.server().createProfile("theirs", "", "x", SecretText.of("theirs"), world.operation());
            world.server().createSync("theirs.example", "GLOBAL", theirs, world.operation());
            world.threatManager().http().rewrite(lists(IncompleteListsTest::ofOthers));

            assertThat(world.run().done()).isNotEmpty();
            assertThat(world.run().plan().changes()).as("status").isEmpty();
            assertThat(new Rotation(places(world))
                            .run(forced(world), world.operation())
                            .done())
                    .isNotEmpty();
            new Offboarding(places(world)).run(Requests.offboard(world.request()), world.operation());

            assertThat(world.threatManager().console().profiles())
                    .extracting(ThreatManagerConsole.Profile::name)
                    .containsExactly("theirs");
            assertThat(world.threatManager().console().syncs()).hasSize(1);
        }
    }

    @Test
    void whatIsOursStopsBeforeAnythingIsChanged() throws Exception {
        try (EngineFixture world = new EngineFixture()) {
            world.run();
            world.threatManager().http().rewrite(lists(item -> item.remove("id")));
            int secrets = world.app().secrets().size();

            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> new Rotation(places(world)).run(forced(world), world.operation()));

            assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
            assertThat(world.app().secrets()).hasSize(secrets);
        }
    }
}
