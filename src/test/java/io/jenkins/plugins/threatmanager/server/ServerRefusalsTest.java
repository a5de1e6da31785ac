package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the server refuses, and what is refused for it before it is asked. */
class ServerRefusalsTest {

    private static final String TENANT = "contoso.onmicrosoft.com";
    private static final SecretText SECRET = SecretText.of("the-client-secret");

    private static ProblemException failure(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }

    private static CredentialProfile withProfile(ServerFixture test, RestThreatManagerServer server) throws Exception {
        return server.createProfile("p", "d", "client", SECRET, test.operation());
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void profileNameThatIsTakenIsRefusedBeforeItIsSent(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            withProfile(test, server);
            ProblemException failure = failure(() -> withProfile(test, server));
            assertThat(failure.problem()).isEqualTo(ServerProblem.DUPLICATE_NAME);
            assertThat(test.console().profiles()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void renamingToATakenNameIsRefusedInTheServersWords(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            test.console().addProfile("taken", "");
            ProblemException failure =
                    failure(() -> server.updateProfile(profile, "taken", "d", "client", SECRET, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.DUPLICATE_NAME);
            assertThat(failure.cause())
                    .startsWith("Cannot edit a Credential Profile on server tm-test: the answer is HTTP 409, \"")
                    .contains("A credential profile named 'taken' already exists");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void tenantThatIsThereAlreadyIsRefused(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            server.createSync(TENANT, "GLOBAL", profile, test.operation());
            ProblemException failure =
                    failure(() -> server.createSync("CONTOSO.onmicrosoft.com", "GLOBAL", profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.DUPLICATE_SYNC);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void profileInUseIsNotDeletedNorEmptied(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            server.createSync(TENANT, "GLOBAL", profile, test.operation());
            ProblemException failure = failure(() -> server.deleteProfile(profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.PROFILE_IN_USE);
            assertThat(test.console().passwordOf("p")).isEqualTo(SECRET.reveal());
            assertThat(test.standIn().count("DELETE")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whatIsGoneCountsAsDeletedButCannotBeEdited(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            EntraIdSync sync = server.createSync(TENANT, "GLOBAL", profile, test.operation());
            test.console().deleteSync(test.console().syncs().get(0).id());
            assertThat(failure(() -> server.updateSync(sync, profile, true, test.operation()))
                            .problem())
                    .isEqualTo(ServerProblem.NOT_FOUND);
            server.deleteSync(sync, test.operation());
            server.deleteProfile(profile, test.operation());
            server.deleteProfile(profile, test.operation());
            assertThat(failure(() -> server.updateProfile(profile, "p", "e", "c", SECRET, test.operation()))
                            .problem())
                    .isEqualTo(ServerProblem.NOT_FOUND);
            assertThat(failure(() -> server.history(sync, test.operation())).problem())
                    .isEqualTo(ServerProblem.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RELATIVE", value = Shape.class)
    void severalCredentialsAreLeftAlone(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            withProfile(test, server);
            long id = test.console().profile("p").id();
            test.console().addCredential(id, "AzureAD", "another", "another secret");
            CredentialProfile profile =
                    server.observe(test.operation()).profiles().get(0);
            assertThat(profile.credentials()).hasSize(2);
            ProblemException failure =
                    failure(() -> server.updateProfile(profile, "p", "e", "client", SECRET, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.SEVERAL_CREDENTIALS);
            assertThat(failure.cause()).contains("holds 2 credentials");
            assertThat(test.standIn().count("PUT")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void settingsThatTheProfileDoesNotKnowAreKept(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            EntraIdSync sync = server.createSync(TENANT, "US_GOV_L5", profile, test.operation());
            server.updateSync(sync, profile, false, test.operation());
            ThreatManagerConsole.Sync now = test.console().syncs().get(0);
            assertThat(now.cloud()).isEqualTo("US_GOV_L5");
            assertThat(now.enabled()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void cloudWithoutAWordIsRefusedBeforeAnythingIsSent(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            String cloud = shape == Shape.OTHER ? "CHINA" : "CUSTOM";
            assertThatThrownBy(() -> server.azureCloudWord(cloud))
                    .hasMessageContaining(
                            shape == Shape.OTHER
                                    ? "has no word for the Azure Cloud CHINA"
                                    : "The tenant is in a custom cloud, and nothing says what the server calls it.");
            ProblemException failure = failure(() ->
                    server.createSync(TENANT, cloud, new CredentialProfile("1", "p", "", List.of()), test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.CLOUD_NOT_MAPPED);
            assertThat(test.standIn().count("*")).isZero();
        }
    }

    /** The sync is there, made when nobody had to say what the server calls the cloud: it must not lapse for that. */
    @ParameterizedTest
    @EnumSource(Shape.class)
    void syncOfACustomCloudIsTestedWithItsOwnWord(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            server.createSync(TENANT, "US_GOV_L4", profile, test.operation());
            assertThat(server.testConnection(TENANT, "CUSTOM", profile, test.operation())
                            .passed())
                    .isTrue();
            ProblemException failure =
                    failure(() -> server.testConnection("other.onmicrosoft.com", "CUSTOM", profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.CLOUD_NOT_MAPPED);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void wordOfTheServersOwnIsSentAsItIs(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            String known = shape == Shape.OTHER ? "2" : "AzureUsGovernmentDod";
            assertThat(server.createSync(TENANT, known, profile, test.operation())
                            .azureCloud())
                    .isEqualTo(known);
            assertThat(test.console().syncs().get(0).cloud()).isEqualTo("US_GOV_L5");
            String unknown = shape == Shape.OTHER ? "9" : "AzureContoso";
            ProblemException failure =
                    failure(() -> server.createSync("other.onmicrosoft.com", unknown, profile, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.REFUSED);
            assertThat(test.http()
                            .received()
                            .get(test.http().received().size() - 1)
                            .text())
                    .contains(shape == Shape.OTHER ? "\"cloud\":9" : "\"azureCloud\":\"AzureContoso\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void failedConnectionTestIsAnAnswerAndNoFailure(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            server.createSync(TENANT, "GLOBAL", profile, test.operation());
            test.console()
                    .onTestConnection((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(
                            false, "AADSTS7000215: Invalid client secret provided for " + tenant + " " + cloud));
            assertThat(server.testConnection(TENANT, "GLOBAL", profile, test.operation()))
                    .isEqualTo(new ConnectionTest(
                            false, "AADSTS7000215: Invalid client secret provided for " + TENANT + " GLOBAL"));
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whetherAConnectionCanBeTestedBeforeTheSyncIsAddedIsTold(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            assertThat(server.testNeedsSync()).isEqualTo(shape == Shape.OTHER);
            if (server.testNeedsSync()) {
                assertThat(failure(() -> server.testConnection(TENANT, "GLOBAL", profile, test.operation()))
                                .problem())
                        .isEqualTo(ServerProblem.TEST_NEEDS_SYNC);
            } else {
                assertThat(server.testConnection(TENANT, "GLOBAL", profile, test.operation())
                                .passed())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void failedSyncShowsInTheHistory(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = withProfile(test, server);
            EntraIdSync sync = server.createSync(TENANT, "GLOBAL", profile, test.operation());
            test.console().onSync((tenant, cloud, clientId, secret) -> new ThreatManagerConsole.Result(false, "no"));
            test.time().advance(Duration.ofMinutes(10));
            assertThat(server.history(sync, test.operation())).singleElement().satisfies(run -> {
                assertThat(run.state()).isEqualTo(SyncRun.State.FAILED);
                assertThat(run.ended()).isPresent();
            });
        }
    }
}
