package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that hold more than they should, and a JVM that cannot read one. */
class ForeignSecretsTest {

    private ServerFixture test;

    @BeforeEach
    void start() throws Exception {
        test = ServerFixture.start(Shape.RELATIVE);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    /** A server is not supposed to give passwords back, but one that does has those of other people's profiles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\": [{\"password\": \"Hunter2\", \"id\": \"7\", \"name\": \"SQL\"}], \"recordsTotal\": 1}",
                "{\"data\": [{\"id\": 7, \"name\": \"SQL\", \"credentials\": {\"password\": \"Hunter2\"}}]}",
                "{\"data\": {\"password\": \"Hunter2\"}}",
                "{\"data\": [\"Hunter2\"]}",
                "{\"password\": \"Hunter2\"",
                "Hunter2",
            })
    void passwordOfAnotherProfileIsNotSaid(String body) {
        test.http()
                .faults(request -> request.path().endsWith("/Search")
                        ? Optional.of(new Fault.Refused(StandInAnswer.json(200, body)))
                        : Optional.empty());
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> test.connect().observe(test.operation()));
        assertThat(failure.problem()).isEqualTo(ServerProblem.UNEXPECTED_ANSWER);
        assertThat(failure.toString() + test.said()).doesNotContain("Hunter2");
    }

    /** OkHttp reports nothing of an error in a callback: without care the step would wait for ever. */
    @Test
    @Timeout(60)
    void errorOfTheJvmWhileReadingEndsTheWait() {
        OkHttpClient broken = ServerFixture.CLIENT
                .newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request())
                        .newBuilder()
                        .body(new UnreadableBody())
                        .build())
                .build();
        ServerSettings settings = ServerFixture.settings(
                test.standIn().url(),
                new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                Shape.RELATIVE.profile());
        assertThat(catchThrowable(() -> new RestThreatManagerServer(broken, settings).observe(test.operation())))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    private static final class UnreadableBody extends ResponseBody {

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            throw new NoClassDefFoundError("as class loaders of a controller may have it");
        }
    }
}
