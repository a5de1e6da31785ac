package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A1 and A4 of {@code docs/security.md}: who registers or owns an app gets nothing by this plugin. */
class AttackTest extends AttackOnStandIns {

    /** A member's app, as like ours as a member can make it. */
    private StandInApp registerFirst() {
        StandInApp app = world.tenant()
                .registerAsMember(
                        member,
                        ProcedureRequest.DEFAULT_APP_NAME,
                        ProcedureRequest.DEFAULT_UNIQUE_NAME,
                        AppMarker.tagsFor(List.of(), EngineFixture.CONTROLLER));
        ProcedureRequest.DEFAULT_PERMISSIONS.forEach(app::askFor);
        app.instanceLock(true);
        return app;
    }

    private void addSecret(StandInApp app, String name) {
        world.tenant().addSecretByHand(app, name, world.time().instant().plus(Duration.ofDays(90)));
    }

    /** Leaves the bootstrap identity as the only owner, as far as anybody can see. */
    private void handOver(StandInApp app) {
        String bootstrap = world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id();
        app.addOwner(bootstrap);
        app.removeOwner(member);
        StandInServicePrincipal principal =
                world.tenant().principalOf(app.appId()).orElseThrow();
        principal.addOwner(bootstrap);
        principal.removeOwner(member);
    }

    /** No consent, no secret of ours, no link; and the refusal names who is in the way. */
    private void assertNothingGained(StandInApp app, ProblemException refused, String who) {
        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(refused.cause()).contains(who);
        assertThat(world.tenant().consented(app)).isEmpty();
        assertThat(app.secrets())
                .noneMatch(secret -> world.vault()
                        .find(EngineFixture.CREDENTIALS_ID)
                        .filter(stored -> stored.keyId().equals(secret.keyId()))
                        .isPresent());
        assertThat(world.said()).noneMatch(line -> line.contains("adminconsent"));
        assertThat(refused.getMessage()).doesNotContain("adminconsent").doesNotContain("make the bootstrap identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWNED})
    void a1MemberRegistersTheAppFirst(String mayWrite) {
        begin(mayWrite, CONSENT, READ);
        StandInApp app = registerFirst();
        addSecret(app, "mine");

        ProblemException refused = refused();

        assertNothingGained(app, refused, "user " + member);
        assertThat(refused.cause()).contains("'mine'");
        assertThat(app.secrets()).hasSize(1);
        assertThat(refused.remedy()).contains("Remove each of these owners").contains("trusted owners");
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWNED})
    void a1WhereTheBootstrapIdentityMayNotConsentNoLinkIsShown(String mayWrite) {
        begin(mayWrite, READ);
        StandInApp app = registerFirst();

        assertNothingGained(app, refused(), "user " + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, OWNED})
    void a1MemberMakesTheBootstrapIdentityAnOwnerAndLeavesASecretWithACopiedMarker(String mayWrite) {
        begin(mayWrite, CONSENT, READ);
        StandInApp app = registerFirst();
        addSecret(
                app,
                new SecretMarker(EngineFixture.CONTROLLER, world.vault().place(), EngineFixture.CREDENTIALS_ID)
                        .freshNames()
                        .get());
        handOver(app);

        ProblemException refused = refused(Allowance.ADOPT, Allowance.REMOVE_FOREIGN_CREDENTIALS);

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(world.tenant().consented(app)).isEmpty();
        assertThat(app.secrets()).hasSize(1);
    }

    /** A member of the tenant who may also add credentials to the folder: the two together are no administrator. */
    @ParameterizedTest
    @ValueSource(strings = {ALL, OWNED})
    void a1MemberTypesTheirSecretIntoTheCredential(String mayWrite) throws Exception {
        begin(mayWrite, CONSENT, READ);
        StandInApp app = registerFirst();
        addSecret(app, "mine");
        handOver(app);
        StoredSecret typed = new StoredSecret(
                        EngineFixture.CREDENTIALS_ID,
                        world.tenant().domain(),
                        app.appId(),
                        new StoredSecret.Version(
                                app.secrets().get(0).keyId(),
                                SecretText.of("mine"),
                                world.time().instant().plus(Duration.ofDays(90))),
                        Optional.empty())
                .asTyped();
        world.vault().store(typed);

        ProblemException refused = refused();

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(world.tenant().consented(app)).isEmpty();
        assertThat(app.secrets()).hasSize(1);
    }

    @Test
    void a1AdoptingDoesNotReplaceTheProof() {
        begin(ALL, CONSENT, READ);
        StandInApp app = registerFirst();

        assertNothingGained(app, refused(Allowance.ADOPT, Allowance.REMOVE_FOREIGN_CREDENTIALS), "user " + member);
    }

    @Test
    void a1MarkedByAnotherController() {
        begin(ALL, CONSENT, READ);
        StandInApp app = registerFirst();
        app.tag(AppMarker.tagsFor(List.of(), PlannerFixture.OTHER));

        assertNothingGained(app, refused(Allowance.ADOPT), "user " + member);
    }

    @Test
    void a1WithoutMarkerIsNotOursEither() {
        begin(ALL, CONSENT, READ);
        StandInApp app = registerFirst();
        app.untag();
        world.tenant().deletePrincipalByHand(app);

        ProblemException refused = refused();

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_MANAGED);
        assertThat(app.tags()).isEmpty();
        assertThat(world.tenant().principalOf(app.appId())).isEmpty();
    }

    @Test
    void a1FromTheRecycleBin() {
        begin(ALL, CONSENT, READ);
        StandInApp app = registerFirst();
        world.tenant().deleteByHand(app);

        assertNothingGained(app, refused(Allowance.RESTORE), "user " + member);
        assertThat(world.tenant().principalOf(app.appId())).isEmpty();
    }

    @Test
    void a1OwnersThatCannotBeReadProveNothing() {
        begin(ALL, CONSENT, READ);
        StandInApp app = registerFirst();
        app.removeOwner(member);
        world.entra().behaviour().forbidOwners();

        assertNothingGained(app, refused(), "could not be read");
    }

    @Test
    void a1TheOneStrangerAmongManyOwnersIsFound() {
        begin(ALL, CONSENT, READ);
        world.entra().behaviour().pageSize(1);
        StandInApp app = registerFirst();
        app.removeOwner(member);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());
        app.addOwner(member);

        assertNothingGained(app, refused(), "user " + member);
    }

    @Test
    void a1OwnerWhoComesBetweenPlanAndGrant() throws Exception {
        begin(everything());
        world.run();
        StandInApp app = world.app();
        world.tenant().revokeByHand(app, "User.Read.All");
        addOwnerAtLook(app, 2);

        ProblemException refused = refused();

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(world.tenant().consented(app)).doesNotContain("User.Read.All");
    }

    @Test
    void a1OwnerWhoComesWhileAPersonIsWaitedFor() {
        begin(OWNED, READ);
        OnboardRequest plain = world.request();
        OnboardRequest waiting = new OnboardRequest(plain.goal(), plain.stages(), Duration.ofMinutes(30));
        world.entra().behaviour().itemFaults(request -> {
            world.tenant()
                    .named(ProcedureRequest.DEFAULT_UNIQUE_NAME)
                    .filter(app -> request.path().endsWith(app.id() + "/owners")
                            && request.method().equals("GET"))
                    .ifPresent(app -> app.addOwner(member));
            return Optional.empty();
        });

        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> world.onboarding(ProcedureListener.NONE).run(waiting, world.operation()));

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(world.threatManager().console().syncs()).isEmpty();
    }

    /** The member becomes an owner just before the owners are read for the nth time. */
    private void addOwnerAtLook(StandInApp app, int look) {
        AtomicInteger looks = new AtomicInteger();
        world.entra().behaviour().itemFaults(request -> {
            boolean reads = request.path().endsWith(app.id() + "/owners");
            if (reads && looks.incrementAndGet() == look) {
                app.addOwner(member);
            }
            return Optional.empty();
        });
    }

    @Test
    void a4AdoptingTakesTheClientIdThatAnAdministratorHasListed() throws Exception {
        begin(everything());
        StandInApp app = world.tenant().createByHand(ProcedureRequest.DEFAULT_APP_NAME);
        app.addOwner(world.tenant()
                .principalOf(world.bootstrap().appId())
                .orElseThrow()
                .id());

        ProblemException refused = refused(Allowance.ADOPT);

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_MANAGED);
        assertThat(refused.remedy()).contains("adoptable");
        onboard(Requests.under(Requests.adoptable(Requests.ALL_ALLOWED, app.appId()), world.request(Allowance.ADOPT)));
        assertOnboarded();
    }

    @Test
    void anOwnerThatAnAdministratorTrustsIsNoStranger() throws Exception {
        begin(everything());
        world.run();
        world.app().addOwner(member);
        world.tenant().revokeByHand(world.app(), "User.Read.All");
        TenantPolicy plain = Requests.ALL_ALLOWED;

        onboard(Requests.under(
                new TenantPolicy(
                        plain.permissions(),
                        Set.of(member),
                        plain.adoptable(),
                        plain.allowances(),
                        plain.longestLifetime()),
                world.request()));

        assertThat(world.tenant().consented(world.app())).contains("User.Read.All");
    }

    private void onboard(OnboardRequest request) throws InterruptedException {
        Onboarding onboarding = world.onboarding(ProcedureListener.NONE);
        onboarding.run(request, world.operation());
    }
}
