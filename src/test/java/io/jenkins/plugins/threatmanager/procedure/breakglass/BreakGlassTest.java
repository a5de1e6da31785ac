package io.jenkins.plugins.threatmanager.procedure.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.entra.EntraProblem;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.FaultMatrixTest;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTargets;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInAnswer;
import io.jenkins.plugins.threatmanager.standin.StandInCertificate;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.StandInServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Break glass against the stand-in of Entra: what is refused afterwards, what goes wrong meanwhile, and the way back. */
class BreakGlassTest {

    private static final int MORE_THAN_ALL = 60;
    private static final StandInCertificate CERTIFICATE = new StandInCertificate("CN=somebody", "password");

    private EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private Places places() {
        return world.places(world.directory(), List.of(), List::of, ProcedureListener.NONE);
    }

    private Outcome disable() throws InterruptedException {
        return new Disabling(places()).run(Requests.breakGlass(world.request()), world.operation());
    }

    private Outcome enable() throws InterruptedException {
        return new Enabling(places()).run(Requests.breakGlass(world.request()), world.operation());
    }

    private StandInServicePrincipal principal() {
        return world.tenant().principalOf(world.app().appId()).orElseThrow();
    }

    private boolean works(StandInSecret secret) throws InterruptedException {
        return world.directory().works(world.app().appId(), SecretText.of(secret.text()), world.operation());
    }

    private void addStrangeCredentials() {
        world.tenant()
                .addSecretByHand(world.app(), "backup", world.time().instant().plus(Duration.ofDays(90)));
        world.app().trust(CERTIFICATE.certificate());
        world.app().addFederatedCredential("github", "https://token.actions.githubusercontent.com");
        principal().trust(CERTIFICATE.certificate());
        world.tenant()
                .addPrincipalSecretByHand(
                        world.app(), "hidden", world.time().instant().plus(Duration.ofDays(90)));
    }

    private void assertNothingLeft(String when) {
        assertThat(principal().enabled()).as(when).isFalse();
        assertThat(world.app().secrets()).as(when).isEmpty();
        assertThat(world.app().certificates()).as(when).isEmpty();
        assertThat(world.app().federatedCredentials()).as(when).isEmpty();
        assertThat(principal().secrets()).as(when).isEmpty();
        assertThat(principal().certificates()).as(when).isEmpty();
    }

    @Test
    void theAppObtainsNoMoreTokensAndLosesItsCredentials() throws Exception {
        world.run();
        addStrangeCredentials();
        StandInSecret secret = world.app().secrets().get(0);
        assertThat(works(secret)).isTrue();

        Outcome outcome = disable();

        assertThat(outcome.done().get(0)).isInstanceOf(Change.SwitchSignIn.class);
        assertThat(outcome.done()).hasSize(7);
        assertNothingLeft("");
        assertThatThrownBy(() -> world.directory()
                        .prove(world.app().appId(), SecretText.of(secret.text()), Set.of(), world.operation()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(EntraProblem.APPLICATION_DISABLED));
        assertThat(disable().done()).isEmpty();
        world.audit().assertComplete("");
        assertThat(world.audit().text())
                .contains("disable sign-in", "accountEnabled")
                .doesNotContain(secret.text());
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isPresent();
        assertThat(world.threatManager().console().profiles()).hasSize(1);
    }

    @Test
    void signInIsDisabledBeforeAnythingElseIsChanged() throws Exception {
        world.run();
        world.entra().forget();

        disable();

        List<String> writes = world.entra().http().received().stream()
                .filter(request ->
                        !request.method().equals("GET") && !request.path().endsWith("$batch"))
                .filter(request -> !request.path().endsWith("/token"))
                .map(request -> request.method() + " " + request.path().replaceAll(".*/", ""))
                .toList();
        assertThat(writes).containsExactly("PATCH " + principal().id(), "POST removePassword");
    }

    static Stream<String> operations() {
        return Stream.of("register", "secret", "sync", "onboard", "rotate");
    }

    private Plan plan(String operation) throws InterruptedException {
        Places places = world.places(
                world.directory(), ServerTargets.named(Optional.of(world.server())), List::of, ProcedureListener.NONE);
        return switch (operation) {
            case "rotate" ->
                new Rotation(places)
                        .plan(Requests.rotation(world.request()), world.operation())
                        .plan();
            case "register" -> onboarding(Stage.APP);
            case "secret" -> onboarding(Stage.SECRET);
            case "sync" -> onboarding(Stage.SYNC);
            default -> onboarding(Stage.values());
        };
    }

    private Plan onboarding(Stage... stages) throws InterruptedException {
        return world.onboarding(ProcedureListener.NONE)
                .plan(world.request(EnumSet.copyOf(List.of(stages))), world.operation())
                .plan();
    }

    /** Of each operation, on whatever controller and command line: it is what they see first. */
    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsRefused(String operation) throws Exception {
        world.run();
        disable();

        Plan plan = plan(operation);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(ProcedureProblem.SWITCHED_OFF);
            assertThat(obstacle.cause()).contains(world.app().appId(), "is disabled in Entra");
            assertThat(obstacle.remedy()).contains("let an administrator lift it");
        });
        assertThat(plan.differenceLines().get(1)).startsWith("- a run would fail: Sign-in of the enterprise");
    }

    /** It gives nobody anything, and the policy has to allow it. */
    @Test
    void offBoardingIsTheWayOut() throws Exception {
        world.run();
        disable();

        new Offboarding(world.places(
                        world.directory(),
                        ServerTargets.named(Optional.of(world.server())),
                        List::of,
                        ProcedureListener.NONE))
                .run(Requests.offboard(world.request(Allowance.PURGE)), world.operation());

        assertThat(world.tenant().applications()).containsExactly(world.bootstrap());
    }

    @Test
    void whatIsLiftedCanBeOnboardedAgain() throws Exception {
        world.run();
        String before = world.app().secrets().get(0).text();
        disable();

        assertThat(enable().done()).singleElement().isInstanceOf(Change.SwitchSignIn.class);
        assertThat(enable().done()).isEmpty();

        world.run();
        assertThat(principal().enabled()).isTrue();
        assertThat(world.app().secrets())
                .singleElement()
                .satisfies(now -> assertThat(now.text()).isNotEqualTo(before));
        assertThat(works(world.app().secrets().get(0))).isTrue();
    }

    @Test
    void whatSomebodyAddsWhileItIsDisabledIsNotRevived() throws Exception {
        world.run();
        disable();
        addStrangeCredentials();

        ProblemException refused = catchThrowableOfType(ProblemException.class, this::enable);

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.BREAK_GLASS_INCOMPLETE);
        assertThat(refused.cause()).contains("'backup'", "CN=somebody", "github", "'hidden'");
        assertThat(principal().enabled()).isFalse();
    }

    /** A build adds a secret after the first look: it does not survive. */
    @Test
    void aSecretThatWasBeingAddedIsRemovedToo() throws Exception {
        world.run();
        AtomicInteger changes = new AtomicInteger();
        world.entra().http().faults(request -> {
            if (request.method().equals("PATCH") && changes.incrementAndGet() == 1) {
                world.tenant()
                        .addSecretByHand(
                                world.app(), "late", world.time().instant().plus(Duration.ofDays(90)));
            }
            return Optional.empty();
        });

        Outcome outcome = disable();

        assertThat(outcome.done()).hasSize(3);
        assertNothingLeft("");
    }

    static Stream<Function<StandInRequest, Boolean>> singleRequests() {
        return Stream.of(
                request -> request.method().equals("PATCH")
                        && request.path().contains("/servicePrincipals/")
                        && request.text().contains("accountEnabled"),
                request -> request.path().endsWith("/removePassword")
                        && request.path().contains("/applications/"),
                request -> request.method().equals("DELETE"),
                request -> request.path().endsWith("/removePassword")
                        && request.path().contains("/servicePrincipals/"));
    }

    @ParameterizedTest
    @MethodSource("singleRequests")
    void whatIsRefusedDoesNotKeepTheRestFromBeingTried(Function<StandInRequest, Boolean> broken) throws Exception {
        world.run();
        addStrangeCredentials();
        AtomicInteger met = new AtomicInteger();
        world.entra()
                .http()
                .faults(request -> broken.apply(request) && met.incrementAndGet() > 0
                        ? Optional.of(new Fault.Refused(forbidden()))
                        : Optional.empty());

        ProblemException failure = catchThrowableOfType(ProblemException.class, this::disable);

        assertThat(met).hasPositiveValue();
        assertThat(failure.problem()).isEqualTo(ProcedureProblem.BREAK_GLASS_INCOMPLETE);
        assertThat(failure.cause())
                .startsWith(principal().enabled() ? "The app could not be disabled" : "The app obtains no more tokens");
        assertThat(failure.remedy()).contains("Run again", "docs/security.md");
        int left = (principal().enabled() ? 1 : 0)
                + world.app().secrets().size()
                + world.app().certificates().size()
                + world.app().federatedCredentials().size()
                + principal().secrets().size()
                + principal().certificates().size();
        assertThat(left).isEqualTo(met.get());
        world.entra().http().faults(request -> Optional.empty());
        disable();
        assertNothingLeft("");
    }

    private static StandInAnswer forbidden() {
        return StandInAnswer.json(
                403,
                "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"Insufficient privileges to complete"
                        + " the operation.\"}}");
    }

    @Test
    void whereEntraCannotBeReachedAPersonIsToldWhatToDo() throws Exception {
        world.run();
        world.entra().http().faults(request -> Optional.of(new Fault.RequestLost()));

        assertThatThrownBy(this::disable)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("by hand: docs/security.md, Break glass");
    }

    @Test
    void anIdentityThatMayOnlyRotateCanDoIt() throws Exception {
        world.run();
        world.tenant().revokeByHand(world.bootstrap(), "Application.Read.All");
        world.tenant().revokeByHand(world.bootstrap(), "AppRoleAssignment.ReadWrite.All");
        world.time().advance(Duration.ofHours(1));

        disable();

        assertNothingLeft("");
        assertThat(enable().done()).hasSize(1);
    }

    @Test
    void anIdentityThatOwnsNothingSaysSo() throws Exception {
        world.close();
        world = new EngineFixture(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                EngineRights.READ,
                EngineRights.CONSENT,
                EngineRights.OWNED);
        world.run();
        world.app()
                .removeOwner(world.tenant()
                        .principalOf(world.bootstrap().appId())
                        .orElseThrow()
                        .id());

        ProblemException failure = catchThrowableOfType(ProblemException.class, this::disable);

        assertThat(failure.problem()).isEqualTo(ProcedureProblem.BREAK_GLASS_INCOMPLETE);
        assertThat(failure.getMessage())
                .contains("The app could not be disabled", "not an owner", "Cloud Application Administrator");
    }

    /** Names of permissions. */
    private static final class EngineRights {
        static final String OWNED = "Application.ReadWrite.OwnedBy";
        static final String CONSENT = "AppRoleAssignment.ReadWrite.All";
        static final String READ = "Application.Read.All";
    }

    @ParameterizedTest
    @EnumSource(FaultMatrixTest.Trouble.class)
    void everyExchangeGoesWrongOnce(FaultMatrixTest.Trouble trouble) throws Exception {
        int exchange = 1;
        while (exchange < MORE_THAN_ALL && runWithFaultAt(exchange, trouble)) {
            exchange++;
        }
        assertThat(exchange).as("exchanges of break glass").isBetween(5, MORE_THAN_ALL - 1);
    }

    /** @return whether there was such an exchange */
    private boolean runWithFaultAt(int exchange, FaultMatrixTest.Trouble trouble) throws InterruptedException {
        world.close();
        world = new EngineFixture();
        world.run();
        addStrangeCredentials();
        AtomicInteger count = new AtomicInteger();
        Thread runner = Thread.currentThread();
        world.entra()
                .http()
                .faults(request -> count.incrementAndGet() == exchange
                        ? FaultMatrixTest.faultOf(trouble, request, runner)
                        : Optional.empty());
        String when = trouble + " at exchange " + exchange;
        try {
            disable();
        } catch (ProblemException failure) {
            assertThat(failure.cause()).as(when).endsWith(".");
        } catch (InterruptedException e) {
            assertThat(trouble.name()).startsWith("KILLED");
        }
        Thread.interrupted();
        world.audit().assertComplete(when);
        world.entra().http().faults(request -> Optional.empty());

        disable();

        assertNothingLeft(when);
        assertThat(disable().done()).as(when).isEmpty();
        return count.get() >= exchange;
    }
}
