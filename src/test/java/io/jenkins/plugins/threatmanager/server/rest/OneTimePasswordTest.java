package io.jenkins.plugins.threatmanager.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.ServerFixture;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.Shape;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server takes each one-time password once, whoever sends it. */
class OneTimePasswordTest {

    private static final String USER = "svc-jenkins";
    private static final SecretText PASSWORD = SecretText.of("Pa55-word");
    private static final SecretText SEED = SecretText.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final ServerAuthentication LOGIN =
            new ServerAuthentication.UserPassword(USER, PASSWORD, Optional.of(SEED));
    private static final String WAITING = "waiting 30 s for the next one-time password";
    private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

    private static ServerFixture start(Shape shape) throws Exception {
        ServerFixture test = ServerFixture.start(shape);
        test.standIn().accounts().addUser(USER, PASSWORD.reveal(), "Administrator", KEY);
        return test;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aSecondSessionWithinTheHalfMinuteWaitsForTheNextCode(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.connect(LOGIN).observe(test.operation());
            test.connect(LOGIN).observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(2);
            assertThat(test.said()).filteredOn(WAITING::equals).hasSize(1);
            assertThat(refusedLogins(test)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theWaitComesBeforeTheFirstPageWhoseAnswerMayBeGoodForSecondsOnly(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.standIn().accounts().firstPageLife(Duration.ofSeconds(5));
            test.connect(LOGIN).observe(test.operation());
            test.connect(LOGIN).observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aCodeThatSomebodyElseHasUsedIsFollowedByTheNextOnce(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.standIn().accounts().firstPageLife(Duration.ofSeconds(5));
            test.standIn().accounts().useCodeElsewhere(USER);
            test.connect(LOGIN).observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(1);
            assertThat(test.said())
                    .contains("the server does not take this one-time password; trying the next one", WAITING);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void soItIsOnOnePage(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.standIn().accounts().onePageLogin(true);
            test.standIn().accounts().useCodeElsewhere(USER);
            test.connect(LOGIN).observe(test.operation());
            test.connect(LOGIN).observe(test.operation());
            assertThat(test.standIn().accounts().logins()).isEqualTo(2);
            assertThat(test.said()).filteredOn(WAITING::equals).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aWrongSeedIsTriedTwiceAndNoMore(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            ProblemException failure = observing(
                    test,
                    new ServerAuthentication.UserPassword(USER, PASSWORD, Optional.of(SecretText.of("AAAAAAAA"))),
                    test.operation());
            assertThat(failure.problem()).isEqualTo(ServerProblem.OTP_REFUSED);
            assertThat(test.said()).filteredOn(WAITING::equals).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aRefusalThatLeavesNoTimeForTheNextCodeIsTheRefusal(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.standIn().accounts().useCodeElsewhere(USER);
            ProblemException failure = observing(test, LOGIN, brief(test));
            assertThat(failure.problem()).isEqualTo(ServerProblem.OTP_REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whoHasNoTimeForTheNextCodeIsToldAndSendsNothing(Shape shape) throws Exception {
        try (ServerFixture test = start(shape)) {
            test.connect(LOGIN).observe(test.operation());
            test.http().forget();
            ProblemException failure = observing(test, LOGIN, brief(test));
            assertThat(failure.problem()).isEqualTo(ServerProblem.OTP_TAKEN);
            assertThat(failure.cause())
                    .isEqualTo("The next unused one-time password of svc-jenkins on server tm-test comes in 30 s, and"
                            + " 20 s are left.");
            assertThat(test.http().received())
                    .allMatch(request -> request.method().equals("GET"));
        }
    }

    @Test
    void aCodeThatWasNotSentIsLeftForOthers() throws Exception {
        try (ServerFixture test = start(Shape.OTHER)) {
            // This server says on its first page that no code is due.
            test.standIn().accounts().addUser("no-mfa", PASSWORD.reveal(), "Administrator", null);
            ServerAuthentication login = new ServerAuthentication.UserPassword("no-mfa", PASSWORD, Optional.of(SEED));
            test.connect(login).observe(test.operation());
            test.connect(login).observe(test.operation());
            assertThat(test.said()).doesNotContain(WAITING);
        }
    }

    @Test
    void anAbortedWaitLeavesItsCodeForOthers() throws Exception {
        try (ServerFixture test = start(Shape.RELATIVE)) {
            test.connect(LOGIN).observe(test.operation());
            Sleeper aborted = wait -> {
                throw new InterruptedException();
            };
            OperationContext abortedOperation =
                    OperationContext.begin(test.time(), aborted, line -> {}, Duration.ofDays(1));
            assertThatThrownBy(() -> test.connect(LOGIN).observe(abortedOperation))
                    .isInstanceOf(InterruptedException.class);
            test.connect(LOGIN).observe(test.operation());
            assertThat(test.said()).filteredOn(WAITING::equals).hasSize(1);
        }
    }

    @Test
    void everyLoginGetsAStepOfItsOwn() {
        UsedCodes used = new UsedCodes(10);
        long now = Totp.step(T);
        assertThat(List.of(used.take("a", T), used.take("a", T), used.take("b", T), used.take("a", T)))
                .containsExactly(now, now + 1, now, now + 2);
        used.giveBack("a", now + 2);
        assertThat(used.take("a", T.plusSeconds(5))).isEqualTo(now + 2);
        used.giveBack("a", now);
        assertThat(used.take("a", T.plus(Duration.ofHours(1)))).isEqualTo(now + 120);
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepAnybodyWaiting() {
        UsedCodes used = new UsedCodes(10);
        used.take("a", T);
        Instant earlier = T.minus(Duration.ofHours(1));
        assertThat(used.take("a", earlier)).isEqualTo(Totp.step(earlier));
    }

    @Test
    void onlySoManyAccountsAreRemembered() {
        UsedCodes used = new UsedCodes(3);
        for (String account : List.of("a", "b", "c", "a", "d")) {
            used.take(account, T);
        }
        assertThat(used.accounts()).isEqualTo(3);
        assertThat(used.take("a", T)).isEqualTo(Totp.step(T) + 2);
        assertThat(used.take("b", T)).isEqualTo(Totp.step(T));
    }

    private static OperationContext brief(ServerFixture test) {
        return OperationContext.begin(test.time(), test.time(), test.said()::add, Duration.ofSeconds(20));
    }

    private static ProblemException observing(
            ServerFixture test, ServerAuthentication login, OperationContext operation) {
        return catchThrowableOfType(
                ProblemException.class, () -> test.connect(login).observe(operation));
    }

    /** Requests that carried a code and did not end in a login. */
    private static long refusedLogins(ServerFixture test) {
        long withCode = test.http().received().stream()
                .filter(request ->
                        request.path().endsWith("signin2fa") || request.path().endsWith("/code"))
                .count();
        return withCode - test.standIn().accounts().logins();
    }
}
