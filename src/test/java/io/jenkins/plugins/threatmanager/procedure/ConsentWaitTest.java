package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardRequest;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardRequest;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A9 of {@code docs/security.md}: what others change while a run waits for a person to consent is seen after the wait. */
class ConsentWaitTest extends OnboardingOnStandIns {

    private static final String WAITING = "for an administrator to consent";
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final List<Change> heard = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Overview> overviews = new ArrayList<>();

    private final ProcedureListener journal = new ProcedureListener() {
        @Override
        public void planned(Plan plan) {
            plans.add(plan);
        }

        @Override
        public void done(Change change) {
            heard.add(change);
        }

        @Override
        public void overview(Overview overview) {
            overviews.add(overview);
        }
    };

    /** Something that others do, and that may fail. */
    @FunctionalInterface
    private interface Deed {
        void happen() throws Exception;
    }

    @BeforeEach
    void mayNotConsent() {
        world.close();
        world = new EngineFixture(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                "Application.ReadWrite.OwnedBy",
                "Application.Read.All");
    }

    /** Runs, and lets something happen when a line is said for the first time, in a thread of its own. */
    private Outcome runWhile(String line, Deed meanwhile, Allowance... allowances) throws InterruptedException {
        boolean[] happened = new boolean[1];
        OperationContext operation = OperationContext.begin(
                world.time(),
                world.time(),
                said -> {
                    world.said().add(said);
                    if (said.endsWith(line) && !happened[0]) {
                        happened[0] = true;
                        inAnotherThread(meanwhile);
                    }
                },
                Duration.ofHours(4));
        return world.onboarding(journal).run(Requests.waiting(HALF_AN_HOUR, world.request(allowances)), operation);
    }

    /** Fails at once if the lock is held: nothing waits for it in real time. */
    private void inAnotherThread(Deed deed) {
        CompletableFuture.runAsync(() -> {
                    try {
                        Locks.OF_THIS_JVM.alone(world.request(), lasting(Duration.ZERO), () -> true);
                        deed.happen();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }

    private ProblemException refusedWhile(String line, Deed meanwhile, Allowance... allowances) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> runWhile(line, meanwhile, allowances));
        assertThat(refused).as("the run is refused").isNotNull();
        return refused;
    }

    private void consent() {
        world.tenant().grantByHand(world.app(), ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
    }

    private OperationContext lasting(Duration time) {
        return OperationContext.begin(world.time(), world.time(), line -> {}, time);
    }

    private Places places() {
        return world.places(
                world.directory(), ServerTargets.named(Optional.of(world.server())), List::of, ProcedureListener.NONE);
    }

    private void onboardElsewhere() throws InterruptedException {
        world.onboarding(ProcedureListener.NONE).run(world.request(), lasting(HALF_AN_HOUR));
    }

    private void offboard(Allowance... allowances) throws InterruptedException {
        OnboardRequest like = world.request(allowances);
        new Offboarding(places()).run(new OffboardRequest(like.goal()), lasting(HALF_AN_HOUR));
    }

    @Test
    void theReportShowsBothParts() throws Exception {
        Outcome outcome = runWhile(WAITING, this::consent);

        assertOnboarded();
        assertThat(outcome.done())
                .hasAtLeastOneElementOfType(Change.CreateApplication.class)
                .hasAtLeastOneElementOfType(Change.StoreSecret.class)
                .hasAtLeastOneElementOfType(Change.CreateProfile.class)
                .hasAtLeastOneElementOfType(Change.CreateSync.class)
                .doesNotHaveDuplicates()
                .isEqualTo(heard);
        assertThat(outcome.plan().changes()).containsAll(heard).doesNotHaveDuplicates();
        assertThat(plans).hasSize(2).last().isEqualTo(outcome.plan());
        assertThat(outcome.overview().missingPermissions()).isEmpty();
        assertThat(overviews).containsExactly(outcome.overview());
        assertThat(world.said())
                .filteredOn(line -> line.contains("add Credential Profile"))
                .hasSize(3);
    }

    @Test
    void aSecretThatWasReplacedMeanwhileIsTheOneThatGoesIntoTheProfile() throws Exception {
        String[] first = new String[1];
        runWhile(WAITING, () -> {
            first[0] = world.app().secrets().get(0).keyId();
            world.tenant().removeSecretByHand(world.app(), first[0]);
            world.onboarding(ProcedureListener.NONE).run(world.request(Set.of(Stage.SECRET)), lasting(HALF_AN_HOUR));
            consent();
        });

        assertOnboarded();
        assertThat(world.app().secrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.keyId()).isNotEqualTo(first[0]));
    }

    @Test
    void aRotationNeedNotWait() throws Exception {
        runWhile(WAITING, () -> {
            consent();
            onboardElsewhere();
            new Rotation(places())
                    .run(
                            new RotationRequest(world.request().goal(), RotationTerms.DEFAULT.withForce()),
                            lasting(HALF_AN_HOUR));
        });

        StoredSecret stored = world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
        assertThat(stored.previous()).isPresent();
        assertThat(world.threatManager().console().passwordOf(PROFILE))
                .isEqualTo(stored.text().reveal());
    }

    @Test
    void anotherRunMayDoAllOfItMeanwhile() throws Exception {
        Outcome outcome = runWhile(WAITING, () -> {
            consent();
            onboardElsewhere();
        });

        assertOnboarded();
        assertThat(outcome.done()).noneMatch(change -> change.place() == Resource.Place.THREAT_MANAGER);
        assertThat(outcome.overview().sync()).isPresent();
    }

    @Test
    void whatAnotherRunChangedInThreatManagerIsPlannedFromThere() throws Exception {
        Outcome outcome = runWhile(WAITING, () -> {
            consent();
            onboardElsewhere();
            var profile = world.threatManager().console().profile(PROFILE);
            world.threatManager().console().editProfile(profile.id(), "renamed by hand", profile.description());
        });

        assertThat(outcome.done()).hasAtLeastOneElementOfType(Change.UpdateProfile.class);
        assertOnboarded();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAppThatWasOffboardedMeanwhileStaysSo(boolean purged) {
        ProblemException refused = refusedWhile(
                WAITING,
                () -> {
                    if (purged) {
                        offboard(Allowance.PURGE);
                    } else {
                        offboard();
                    }
                },
                Allowance.RESTORE,
                Allowance.ADOPT);

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.ANOTHER_RUN);
        assertThat(refused.cause()).contains("while this run waited");
        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertThat(world.threatManager().console().profiles()).isEmpty();
        assertThat(overviews).hasSize(1);
    }

    @Test
    void anAppThatWasMadeAgainMeanwhileIsTheOneThatIsOnboarded() throws Exception {
        runWhile(WAITING, () -> {
            offboard(Allowance.PURGE);
            assertThatThrownBy(this::onboardElsewhere).hasMessageContaining("consent");
            consent();
        });

        assertOnboarded();
        assertThat(world.tenant().applications())
                .filteredOn(app -> app.displayName().equals(ProcedureRequest.DEFAULT_APP_NAME))
                .hasSize(1);
    }

    @Test
    void anAppThatWasDisabledMeanwhileEndsTheWait() {
        ProblemException refused = refusedWhile(WAITING, () -> world.app().disable());

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.SWITCHED_OFF);
        assertThat(world.said()).filteredOn(line -> line.endsWith(WAITING)).hasSize(1);
    }

    @Test
    void anOwnerWhoCameMeanwhileEndsTheWait() {
        String member = world.tenant().addUser("Mallory");

        ProblemException refused = refusedWhile(WAITING, () -> {
            world.app().addOwner(member);
            consent();
        });

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.NOT_TRUSTED);
        assertThat(world.threatManager().console().profiles()).isEmpty();
    }

    @Test
    void withoutConsentTheRunEndsInTimeAndShowsWhatIsThere() {
        ProblemException refused = refusedWhile(WAITING, () -> {});

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.CONSENT_MISSING);
        assertThat(refused.remedy())
                .contains("/adminconsent?client_id=" + world.app().appId());
        assertThat(world.said()).filteredOn(line -> line.endsWith(WAITING)).hasSize(180);
        assertThat(overviews)
                .singleElement()
                .satisfies(overview -> assertThat(overview.app()).isPresent());
        assertThat(heard).isNotEmpty();
        assertThat(world.threatManager().console().profiles()).isEmpty();
    }

    /** However often it is given and withdrawn: all waits together take as long as was asked for. */
    @Test
    void aConsentThatIsWithdrawnAgainIsWaitedForNoLonger() {
        OperationContext operation = OperationContext.begin(
                world.time(),
                world.time(),
                said -> {
                    world.said().add(said);
                    if (said.endsWith(WAITING)) {
                        consent();
                    } else if (said.equals("consent was given")) {
                        world.tenant().revokeByHand(world.app(), "User.Read.All");
                    }
                },
                Duration.ofHours(4));

        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> world.onboarding(journal)
                        .run(Requests.waiting(Duration.ofMinutes(2), world.request()), operation));

        assertThat(refused.problem()).isEqualTo(ProcedureProblem.CONSENT_MISSING);
        assertThat(world.said()).filteredOn(line -> line.endsWith(WAITING)).hasSize(12);
    }

    @Test
    void anAbortWhileItWaitsShowsWhatIsThere() {
        assertThatThrownBy(() -> world.onboarding(journal)
                        .run(
                                Requests.waiting(HALF_AN_HOUR, world.request()),
                                OperationContext.begin(
                                        world.time(),
                                        world.time(),
                                        said -> {
                                            if (said.endsWith(WAITING)) {
                                                Thread.currentThread().interrupt();
                                            }
                                        },
                                        Duration.ofHours(4))))
                .isInstanceOf(InterruptedException.class);

        assertThat(overviews)
                .singleElement()
                .satisfies(overview -> assertThat(overview.secret()).isPresent());
    }
}
