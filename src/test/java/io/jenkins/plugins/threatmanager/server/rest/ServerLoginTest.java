package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerAccounts;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLoginTest {

    private static final SecretText PASSWORD = SecretText.of("Pa55-word!\"&");
    private static final SecretText OTP_SECRET = SecretText.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final byte[] OTP_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static ServerAuthentication user(SecretText password, SecretText otpSecret) {
        return new ServerAuthentication.UserPassword("svc-jenkins", password, Optional.ofNullable(otpSecret));
    }

    private static ServerFixture start(Shape shape, boolean withOtp) throws Exception {
        ServerFixture test = ServerFixture.start(shape);
        test.standIn().accounts().addUser("svc-jenkins", PASSWORD.reveal(), "Administrator", withOtp ? OTP_KEY : null);
        return test;
    }

    private static ProblemException observing(ServerFixture test, ServerAuthentication authentication) {
        return catchThrowableOfType(
                ProblemException.class, () -> test.connect(authentication).observe(test.operation()));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void userWithoutOtpLogsInOnceForManyRequests(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            RestThreatManagerServer server = test.connect(user(PASSWORD, null));
            server.observe(test.operation());
            server.observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void twoPageLoginGivesTheCodeAfterThePassword(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            test.connect(user(PASSWORD, OTP_SECRET)).observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void onePageLoginIsFoundOutAndRemembered(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            test.standIn().accounts().onePageLogin(true);
            RestThreatManagerServer server = test.connect(user(PASSWORD, OTP_SECRET));
            server.observe(test.operation());
            assertThat(test.http().received())
                    .filteredOn(each -> !each.method().equals("GET"))
                    .hasSize(2);

            test.http().forget();
            test.time().advance(ThreatManagerAccounts.TOKEN_LIFE);
            server.observe(test.operation());
            assertThat(test.http().received())
                    .filteredOn(each -> !each.method().equals("GET"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void expiredTokenIsRenewedInTheMiddleOfTheWork(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            RestThreatManagerServer server = test.connect(user(PASSWORD, OTP_SECRET));
            server.observe(test.operation());
            test.time().advance(ThreatManagerAccounts.TOKEN_LIFE);
            CredentialProfile added =
                    server.createProfile("p", "d", "client", SecretText.of("secret"), test.operation());
            test.time().advance(ThreatManagerAccounts.TOKEN_LIFE);
            server.createSync("contoso.onmicrosoft.com", "GLOBAL", added, test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(3);
            assertThat(test.console().profiles()).hasSize(1);
            assertThat(test.said()).contains("the login to Threat Manager has expired; logging in again");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void tokenThatIsKnownToExpireSoonIsRenewedBeforeAList(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            test.standIn().accounts().webTokens(Duration.ofSeconds(60));
            RestThreatManagerServer server = test.connect(user(PASSWORD, OTP_SECRET));
            server.observe(test.operation());
            test.time().advance(Duration.ofSeconds(40));
            server.observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(1);
            test.time().advance(Duration.ofSeconds(10));
            server.observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(2);
            assertThat(test.said())
                    .contains("the login to Threat Manager ends soon; logging in again")
                    .noneMatch(line -> line.contains("has expired"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque",
                "a.b.c",
                "a.{}.c",
                "a.bm90IGpzb24.c",
                "a.W10.c",
                "a.eyJleHAiOiA1fQ.c",
                "a.eyJpYXQiOiAiMSIsICJleHAiOiA1fQ.c",
                "a.eyJpYXQiOiAtOTIyMzM3MjAzNjg1NDc3NTgwNywgImV4cCI6IDV9.c.d"
            })
    void tokenThatDoesNotSayHowLongItIsGoodIsRenewedWhenRefused(String token) {
        assertThat(TokenLife.of(token)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void codeIsNotUsedTwiceWithinItsHalfMinute(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            RestThreatManagerServer server = test.connect(user(PASSWORD, OTP_SECRET));
            server.observe(test.operation());
            test.standIn().accounts().forgetSessions();
            server.observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(2);
            assertThat(test.said()).contains("waiting 30 s for the next one-time password");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void missingOtpSecretIsNamed(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            ProblemException failure = observing(test, user(PASSWORD, null));
            // A server that does not say on its first page that a code is due refuses the token later.
            assertThat(failure.problem())
                    .isEqualTo(shape == Shape.OTHER ? ServerProblem.OTP_NEEDED : ServerProblem.LOGIN_REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void wrongOtpSecretIsNamed(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, true)) {
            ProblemException failure = observing(test, user(PASSWORD, SecretText.of("AAAAAAAA")));
            assertThat(failure.problem()).isEqualTo(ServerProblem.OTP_REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void wrongPasswordIsRefusedWithTheServersText(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            ProblemException failure = observing(test, user(SecretText.of("wrong-password"), null));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REFUSED);
            assertThat(failure.cause())
                    .contains(
                            shape == Shape.RELATIVE
                                    ? "\"Unauthorized; Invalid user name or password\""
                                    : "without a text")
                    .doesNotContain("wrong-password");
            assertThat(failure.reference()).isEqualTo(shape == Shape.RELATIVE ? "00-4bf92f3577b34da6-00" : "");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void unknownAppTokenIsRefusedAndNotTriedAgain(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            ProblemException failure =
                    observing(test, new ServerAuthentication.AppToken(SecretText.of("no-such-token")));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REFUSED);
            assertThat(failure.getMessage()).doesNotContain("no-such-token");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void tokenThatNoHeaderCanCarryIsRefusedUnsaid(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            ProblemException failure = observing(test, new ServerAuthentication.AppToken(SecretText.of("tök\nen")));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REFUSED);
            assertThat(failure.getMessage())
                    .contains("characters that no HTTP header can have")
                    .doesNotContain("tök");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void loginThatTheProfileDoesNotDescribeIsNamed(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            String profile = shape.profile().replaceFirst("\"appToken\": \\{[^}]*}?[^}]*},", "");
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> test.connect(new ServerAuthentication.AppToken(ServerFixture.APP_TOKEN), profile)
                            .observe(test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_UNSUPPORTED);
            assertThat(failure.cause()).contains("App Token");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void roleThatMayOnlyReadIsTold(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            test.standIn().accounts().addUser("responder", PASSWORD.reveal(), "Response Manager", null);
            RestThreatManagerServer server =
                    test.connect(new ServerAuthentication.UserPassword("responder", PASSWORD, Optional.empty()));
            server.observe(test.operation());
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> server.createProfile("p", "d", "client", SecretText.of("secret"), test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.ROLE_INSUFFICIENT);
            assertThat(failure.cause()).contains("Cannot add a Credential Profile on server tm-test", "HTTP 403");
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void appTokenMayBeAllowedLessThanItNeeds(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            test.standIn()
                    .accounts()
                    .addAppToken("narrow", route -> route.method().equals("GET"));
            RestThreatManagerServer server = test.connect(new ServerAuthentication.AppToken(SecretText.of("narrow")));
            assertThat(server.observe(test.operation()).profiles()).isEmpty();
            ProblemException failure = catchThrowableOfType(
                    ProblemException.class,
                    () -> server.createProfile("p", "d", "client", SecretText.of("secret"), test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.ROLE_INSUFFICIENT);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void passwordChangedMeanwhileIsToldAtTheNextLogin(Shape shape) throws Exception {
        try (ServerFixture test = start(shape, false)) {
            RestThreatManagerServer server = test.connect(user(PASSWORD, null));
            server.observe(test.operation());
            test.standIn().accounts().addUser("svc-jenkins", "changed", "Administrator", null);
            test.standIn().accounts().forgetSessions();
            ProblemException failure =
                    catchThrowableOfType(ProblemException.class, () -> server.observe(test.operation()));
            assertThat(failure.problem()).isEqualTo(ServerProblem.LOGIN_REFUSED);
        }
    }
}
