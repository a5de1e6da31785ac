package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.SimulatedTime;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that takes connections and never answers. Nothing here depends on how long it takes to find that out. */
class ServerTimeoutTest {

    private static ServerSettings settings(ServerSocket silent) {
        return ServerFixture.settings(
                URI.create("http://localhost:" + silent.getLocalPort()),
                new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN),
                ApiProfile.bundledText());
    }

    @Test
    void isAskedTwiceAndThenTold() throws Exception {
        SimulatedTime time = new SimulatedTime(Instant.EPOCH);
        List<String> said = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ServerSettings settings = settings(silent);
            RestThreatManagerServer server = new RestThreatManagerServer(
                    settings, new HttpTransport(ServerFixture.CLIENT, settings, Duration.ofMillis(30)));
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> server.observe(OperationContext.begin(time, time, said::add, Duration.ofHours(1))));
            assertThat(failure.problem()).isEqualTo(ServerProblem.TIMED_OUT);
            assertThat(failure.cause()).contains("no answer in time (http://localhost:");
            assertThat(time.instant()).isEqualTo(Instant.EPOCH.plusSeconds(1));
        }
    }

    @Test
    void isNotWaitedForBeyondTheDeadline() throws Exception {
        SimulatedTime time = new SimulatedTime(Instant.EPOCH);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RestThreatManagerServer server = new RestThreatManagerServer(ServerFixture.CLIENT, settings(silent));
            OperationContext brief = OperationContext.begin(time, time, line -> {}, Duration.ofMillis(30));
            ProblemException failure = catchThrowableOfType(ProblemException.class, () -> server.observe(brief));
            assertThat(failure.problem()).isEqualTo(ServerProblem.TIMED_OUT);
        }
    }
}
