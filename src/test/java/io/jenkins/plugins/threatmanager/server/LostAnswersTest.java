package io.jenkins.plugins.threatmanager.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.rest.RestThreatManagerServer;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each write, on each server, with each way in which nobody knows what came of it. */
class LostAnswersTest {

    private static final String TENANT = "contoso.onmicrosoft.com";
    private static final SecretText SECRET = SecretText.of("the-client-secret");

    /** A write, and whether it was done. */
    private enum Write {
        CREATE_PROFILE {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                server.createProfile("new", "secret 2", "client", SECRET, test.operation());
            }
        },
        UPDATE_PROFILE {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                server.updateProfile(
                        profile(server, test), "old", "secret 2", "other-client", SECRET, test.operation());
            }
        },
        CREATE_SYNC {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                server.createSync("other.onmicrosoft.com", "GLOBAL", profile(server, test), test.operation());
            }
        },
        UPDATE_SYNC {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                server.updateSync(sync(server, test), profile(server, test), false, test.operation());
            }
        },
        DELETE_SYNC {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                server.deleteSync(sync(server, test), test.operation());
            }
        },
        DELETE_PROFILE {
            @Override
            void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
                List<CredentialProfile> all = server.observe(test.operation()).profiles();
                server.deleteProfile(all.get(all.size() - 1), test.operation());
            }
        };

        abstract void on(RestThreatManagerServer server, ServerFixture test) throws InterruptedException;

        static CredentialProfile profile(RestThreatManagerServer server, ServerFixture test)
                throws InterruptedException {
            return server.observe(test.operation()).profiles().get(0);
        }

        static EntraIdSync sync(RestThreatManagerServer server, ServerFixture test) throws InterruptedException {
            return server.observe(test.operation()).syncs().get(0);
        }
    }

    static Stream<Arguments> done() {
        return combinations(
                new Fault.ResponseLost(),
                new Fault.DoneButRefused(ThreatManagerStandIn.badGateway()),
                new Fault.DoneButRefused(StandInAnswer.empty(500)));
    }

    static Stream<Arguments> notDone() {
        return combinations(
                new Fault.RequestLost(),
                new Fault.Refused(ThreatManagerStandIn.badGateway()),
                new Fault.Refused(StandInAnswer.empty(503)),
                new Fault.Refused(StandInAnswer.empty(408)));
    }

    private static Stream<Arguments> combinations(Fault... faults) {
        return Stream.of(Shape.values())
                .flatMap(shape -> Stream.of(Write.values())
                        .flatMap(write -> Stream.of(faults).map(fault -> Arguments.of(shape, write, fault))));
    }

    private static ServerFixture start(Shape shape) throws Exception {
        ServerFixture test = ServerFixture.start(shape);
        long used = test.console().addProfile("old", "secret 1").id();
        test.console().addCredential(used, "AzureAD", "client", "old secret");
        test.console().addSync(TENANT, "GLOBAL", used, true);
        long free = test.console().addProfile("unused", "secret 1").id();
        test.console().addCredential(free, "AzureAD", "client", "old secret");
        return test;
    }

    private static AtomicInteger faultOnFirstWrite(ServerFixture test, Fault fault, int skip) {
        AtomicInteger writes = new AtomicInteger();
        test.http()
                .faults(request -> !request.method().equals("GET") && writes.getAndIncrement() == skip
                        ? Optional.of(fault)
                        : Optional.empty());
        return writes;
    }

    @ParameterizedTest
    @MethodSource("done")
    void whatWasDoneAllTheSameIsFoundAndGoneOnFrom(Shape shape, Write write, Fault fault) throws Exception {
        try (ServerFixture test = start(shape)) {
            faultOnFirstWrite(test, fault, 0);
            write.on(test.connect(), test);
            assertThat(test.said()).contains("it was done");
            assertDone(write, test);
        }
    }

    private static void assertDone(Write write, ServerFixture test) {
        switch (write) {
            case CREATE_PROFILE -> assertThat(test.console().passwordOf("new")).isEqualTo(SECRET.reveal());
            case UPDATE_PROFILE -> {
                assertThat(test.console().passwordOf("old")).isEqualTo(SECRET.reveal());
                assertThat(test.console().profile("old").description()).isEqualTo("secret 2");
            }
            case CREATE_SYNC -> assertThat(test.console().syncs()).hasSize(2);
            case UPDATE_SYNC ->
                assertThat(test.console().syncs().get(0).enabled()).isFalse();
            case DELETE_SYNC -> assertThat(test.console().syncs()).isEmpty();
            case DELETE_PROFILE -> assertThat(test.console().profiles()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("notDone")
    void whatWasNotDoneIsNotSentAgainButDoneByTheNextRun(Shape shape, Write write, Fault fault) throws Exception {
        try (ServerFixture test = start(shape)) {
            AtomicInteger writes = faultOnFirstWrite(test, fault, 0);
            RestThreatManagerServer server = test.connect();
            ProblemException failure = catchThrowableOfType(ProblemException.class, () -> write.on(server, test));
            assertThat(failure.problem()).isEqualTo(ServerProblem.WRITE_OUTCOME_UNKNOWN);
            assertThat(failure.cause()).contains(" The server may still ");
            assertThat(writes).hasValue(1);

            write.on(server, test);
            assertDone(write, test);
        }
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void whatTheServerItselfRefusesWithAnErrorIsToldInItsWords(Write write) throws Exception {
        try (ServerFixture test = start(Shape.RELATIVE)) {
            StandInAnswer error = StandInAnswer.json(500, "{\"title\": \"Deadlock\", \"traceId\": \"00-77\"}");
            faultOnFirstWrite(test, new Fault.Refused(error), 0);
            ProblemException failure =
                    catchThrowableOfType(ProblemException.class, () -> write.on(test.connect(), test));
            assertThat(failure.problem()).isEqualTo(ServerProblem.INTERNAL_ERROR);
            assertThat(failure.cause()).endsWith("the answer is HTTP 500, \"Deadlock\".");
            assertThat(failure.reference()).isEqualTo("00-77");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void passwordAloneCannotBeSeenSoThatItsOutcomeIsUnknown(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            faultOnFirstWrite(test, new Fault.ResponseLost(), 0);
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = Write.profile(server, test);
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> server.updateProfile(profile, "old", "secret 1", "client", SECRET, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.WRITE_OUTCOME_UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void descriptionIsNeverAheadOfTheSecret(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            faultOnFirstWrite(test, new Fault.RequestLost(), 0);
            RestThreatManagerServer server = test.connect();
            CredentialProfile profile = Write.profile(server, test);
            catchThrowableOfType(
                    ProblemException.class,
                    () -> server.updateProfile(profile, "old", "secret 2", "client", SECRET, test.operation()));
            assertThat(test.console().profile("old").description()).isEqualTo("secret 1");
            assertThat(test.console().passwordOf("old")).isEqualTo("old secret");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RELATIVE", value = Shape.class)
    void profileWithoutItsCredentialIsCompletedByAnUpdate(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            faultOnFirstWrite(test, new Fault.RequestLost(), 1);
            RestThreatManagerServer server = test.connect();
            catchThrowableOfType(ProblemException.class, () -> Write.CREATE_PROFILE.on(server, test));
            CredentialProfile half = server.observe(test.operation()).profiles().get(2);
            assertThat(half.credentials()).isEmpty();
            server.updateProfile(half, "new", "secret 2", "client", SECRET, test.operation());
            assertDone(Write.CREATE_PROFILE, test);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void serverThatIsGoneAfterAWriteLeavesTheOutcomeUnknown(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            RestThreatManagerServer server = test.connect();
            EntraIdSync sync = Write.sync(server, test);
            test.http().faults(request -> Optional.of(new Fault.RequestLost()));
            ProblemException failure =
                    catchThrowableOfType(ProblemException.class, () -> server.deleteSync(sync, test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.WRITE_OUTCOME_UNKNOWN);
            assertThat(failure.cause()).contains("The result cannot be read back");
        }
    }
}
