package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.OperationCheck;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerPreflightTest {

    private static final ServerAuthentication APP = new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN);

    private static String lackedBy(Shape shape) {
        return shape == Shape.RELATIVE
                ? "POST /api/v1/EntraIdSync/TestConnection"
                : "POST /tm/integrations/entra-tenants/{uuid}/check";
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void missingOperationStopsBeforeAnythingIsChanged(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            test.standIn().lack(lackedBy(shape));
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> test.connect().createProfile("p", "d", "c", SecretText.of("secret"), test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.OPERATION_MISSING);
            assertThat(failure.cause()).contains("does not have these operations", "testConnection (POST /");
            assertThat(test.standIn().count("*")).isEqualTo(test.standIn().count("GET"));
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyOperationIsCompared(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            test.standIn().lack(lackedBy(shape));
            assertThat(test.connect().operations(test.operation()))
                    .hasSameSizeAs(
                            ApiProfile.parse("p", shape.profile()).operations().keySet())
                    .filteredOn(check -> !check.found())
                    .extracting(OperationCheck::operation)
                    .containsExactly("testConnection");
        }
    }

    @Test
    void serverThatHidesItsDocumentIsNotChangedIfTheProfileDemandsIt() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.RELATIVE)) {
            test.standIn().showDocument(false);
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class, () -> test.connect().observe(test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.API_DOCUMENT_UNAVAILABLE);
            assertThat(failure.cause()).contains("/swagger/v1/swagger.json", "provisional");
            assertThat(test.said())
                    .contains("API profile 'provisional' has not been confirmed on a live Threat Manager");
        }
    }

    @Test
    void serverThatHidesItsDocumentIsUsedIfTheProfileAllowsIt() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.OTHER)) {
            test.standIn().showDocument(false);
            assertThat(test.connect().observe(test.operation()).profiles()).isEmpty();
            assertThat(test.said())
                    .contains("the API profile allows the run to continue without the server's OpenAPI document")
                    .anyMatch(line -> line.startsWith("no OpenAPI document at /openapi.json: HTTP 404"));
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void documentIsReadOnceForManyOperations(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            RestThreatManagerServer server = test.connect();
            server.observe(test.operation());
            server.observe(test.operation());
            assertThat(test.http().received())
                    .filteredOn(each -> each.path().endsWith("/swagger.json"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void verifyingChangesNothingAndTellsEverything(Shape shape) throws Exception {
        try (ServerFixture test = ServerFixture.start(shape)) {
            ServerVerification verification = test.connect().verify(test.operation());
            assertThat(verification.passed()).isTrue();
            assertThat(verification.lines())
                    .contains("Connection: plain http")
                    .anyMatch(line -> line.matches("Operations: (\\d+) of \\1 found in the server's OpenAPI document"))
                    .anyMatch(line -> line.startsWith("Login: accepted"));
            assertThat(test.standIn().count("*")).isEqualTo(test.standIn().count("GET"));
        }
    }

    @Test
    void verifyingGoesOnAfterAFailure() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.RELATIVE)) {
            test.standIn().lack("POST /api/v1/EntraIdSync");
            ServerAuthentication wrong = new ServerAuthentication.AppToken(SecretText.of("wrong"));
            ServerVerification verification = test.connect(wrong).verify(test.operation());
            assertThat(verification.failures())
                    .extracting(ProblemException::problem)
                    .containsExactly(ServerProblem.OPERATION_MISSING, ServerProblem.LOGIN_REFUSED);
            assertThat(verification.operations()).isNotEmpty();
        }
    }

    @Test
    void verifyingNamesARoleThatIsNotEnough() throws Exception {
        try (ServerFixture test = ServerFixture.start(Shape.RELATIVE)) {
            test.standIn().accounts().addUser("u", "password", "Response Manager", null);
            ServerAuthentication user =
                    new ServerAuthentication.UserPassword("u", SecretText.of("password"), Optional.empty());
            assertThat(test.connect(user).verify(test.operation()).failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.cause())
                            .isEqualTo(
                                    "The login to server tm-test has the role Response Manager, not Administrator."));
        }
    }

    @Test
    void serverThatIsNotThereIsToldOnce() throws Exception {
        ServerFixture gone = ServerFixture.start(Shape.RELATIVE);
        gone.close();
        ServerVerification verification = gone.connect(APP).verify(gone.operation());
        assertThat(verification.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.problem()).isEqualTo(ServerProblem.CONNECTION_REFUSED));
        assertThat(gone.said())
                .filteredOn(line -> line.contains("cannot be reached"))
                .hasSize(1);
    }
}
