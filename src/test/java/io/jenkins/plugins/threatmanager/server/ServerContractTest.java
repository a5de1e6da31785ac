package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every server must do through the connector, whatever its REST interface looks like. */
class ServerContractTest {

    private static final String CLIENT_ID = "6f1e2d3c-0000-4000-8000-00000000c0de";
    private static final SecretText SECRET = SecretText.of("s3cr3t~Value/with\"odd chars&");

    @ParameterizedTest
    @EnumSource(Shape.class)
    void goesThroughTheWholeLifeOfAnIntegration(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            OperationContext operation = test.operation();
            assertThat(server.observe(operation)).isEqualTo(new ServerSnapshot(List.of(), List.of()));

            CredentialProfile profile =
                    server.createProfile("Entra contoso", "managed; secret 1", CLIENT_ID, SECRET, operation);
            assertThat(profile.credentials())
                    .extracting(CredentialProfile.Credential::userName)
                    .containsExactly(CLIENT_ID);
            assertThat(test.console().passwordOf("Entra contoso")).isEqualTo(SECRET.reveal());

            EntraIdSync sync = server.createSync("contoso.onmicrosoft.com", "GLOBAL", profile, operation);
            assertThat(sync.azureCloud()).isEqualTo(server.azureCloudWord("GLOBAL"));
            assertThat(sync.profileId()).isEqualTo(profile.id());
            assertThat(server.testConnection("contoso.onmicrosoft.com", "GLOBAL", profile, operation))
                    .isEqualTo(new ConnectionTest(true, ""));

            assertThat(server.history(sync, operation)).isEmpty();
            test.time().advance(Duration.ofMinutes(3).plusSeconds(50));
            assertThat(server.history(sync, operation))
                    .extracting(SyncRun::state, run -> run.ended().isPresent())
                    .containsExactly(tuple(SyncRun.State.RUNNING, false), tuple(SyncRun.State.SUCCEEDED, true));
            test.time().advance(Duration.ofMinutes(5));
            assertThat(server.history(sync, operation))
                    .hasSize(5)
                    .allMatch(run -> run.state() == SyncRun.State.SUCCEEDED)
                    .isSortedAccordingTo((one, other) -> other.started().compareTo(one.started()));

            SecretText next = SecretText.of("the next secret");
            server.updateProfile(profile, "Entra contoso", "managed; secret 2", CLIENT_ID, next, operation);
            assertThat(test.console().passwordOf("Entra contoso")).isEqualTo("the next secret");
            assertThat(test.console().profile("Entra contoso").description()).isEqualTo("managed; secret 2");

            server.updateSync(sync, profile, false, operation);
            assertThat(server.observe(operation).syncs())
                    .extracting(EntraIdSync::enabled)
                    .containsExactly(false);
            server.deleteSync(sync, operation);
            server.deleteProfile(profile, operation);
            assertThat(server.observe(operation)).isEqualTo(new ServerSnapshot(List.of(), List.of()));
        }
    }
}
