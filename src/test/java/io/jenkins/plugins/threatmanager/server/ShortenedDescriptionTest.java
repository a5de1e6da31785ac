package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A server that takes a write, and keeps less of a description than it was sent. */
class ShortenedDescriptionTest {

    private static final String SENT = "of Jenkins, secret 0123456789abcdef";

    private static StandInAnswer shortened(StandInAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).replace(SENT, SENT.substring(0, 20));
        return new StandInAnswer(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNoticed(ThrowingCallable write, String words) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, write);
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.cause()).contains(words);
    }

    @Test
    void isNoticedAfterAnUpdateAndAfterACreation() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.RELATIVE)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = server.createProfile("p", "d", "c", SecretText.of("secret"), test.operation());
            test.http().rewrite(ShortenedDescriptionTest::shortened);

            assertNoticed(
                    () -> server.updateProfile(profile, "p", SENT, "c", SecretText.of("secret"), test.operation()),
                    "keeps another name, description or credential");
            assertNoticed(
                    () -> server.createProfile("q", SENT, "c", SecretText.of("secret"), test.operation()),
                    "with another description or credential than it was sent");
        }
    }
}
