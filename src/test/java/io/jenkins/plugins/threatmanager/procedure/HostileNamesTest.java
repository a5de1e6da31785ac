package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Names and texts that others chose, through whole operations. Attack: a line break forges a line of the build log, an
 * escape code hides one, the bytes of a console note make Jenkins read an object, a mark of direction turns a name round.
 */
class HostileNamesTest {

    private static final String HOSTILE =
            "Pay\r\nroll\u001B[2K\u001B[8mha:////4AAA\u001B[0m\u202Etxt\u200B\u2066\u0085\u2028done: all\u009B1A\uFEFF";

    private final EngineFixture world = new EngineFixture();
    private final List<String> printed = new ArrayList<>();

    @AfterEach
    void stop() {
        world.close();
    }

    private Onboarding onboarding() {
        return world.onboarding(new ProcedureListener() {
            @Override
            public void planned(Plan plan) {
                printed.addAll(plan.lines());
                printed.addAll(plan.differenceLines());
            }

            @Override
            public void done(Change change) {
                printed.add(change.line());
            }

            @Override
            public void overview(Overview overview) {
                printed.addAll(OverviewTable.lines(overview));
            }
        });
    }

    private void onboard(Allowance... allowances) throws InterruptedException {
        print(onboarding().run(world.request(allowances), world.operation()));
    }

    private void status(Allowance... allowances) throws InterruptedException {
        print(onboarding().plan(world.request(allowances), world.operation()));
    }

    private void print(Outcome outcome) {
        printed.addAll(outcome.plan().lines());
        printed.addAll(outcome.plan().differenceLines());
        printed.addAll(OverviewTable.lines(outcome.overview()));
        outcome.plan().obstacles().forEach(this::print);
        outcome.plan().findings().forEach(finding -> printed.add(finding.sentence()));
        outcome.plan().changes().forEach(change -> printed.add(change.line()));
    }

    private void print(ProblemException failure) {
        printed.addAll(List.of(failure.getMessage(), failure.cause(), failure.remedy(), failure.reference()));
    }

    private void fails(ThrowingCallable run) {
        print(catchThrowableOfType(ProblemException.class, run));
    }

    private void assertPrintable() {
        printed.addAll(world.said());
        assertThat(printed).anyMatch(line -> line.contains("roll"));
        assertThat(printed)
                .allSatisfy(line -> assertThat(line.chars()
                                .filter(c -> Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT
                                        || c == '\u2028'
                                        || c == '\u2029')
                                .mapToObj(c -> "U+" + Integer.toHexString(c)))
                        .as(line)
                        .isEmpty());
    }

    private static String hostile(String before) {
        return before + HOSTILE;
    }

    @Test
    void ofAnAppThatSomebodyElseMade() throws Exception {
        StandInApp theirs = world.tenant().createByHand(hostile("their "));
        world.tenant().nameByHand(theirs, ProcedureRequest.DEFAULT_UNIQUE_NAME);
        status();
        fails(this::onboard);
        status(Allowance.ADOPT);
        assertPrintable();
    }

    @Test
    void ofADeletedAppThatHoldsTheName() throws Exception {
        world.run();
        world.app().displayName = hostile("deleted ");
        world.tenant().deleteByHand(world.app());
        status();
        fails(this::onboard);
        onboard(Allowance.RESTORE);
        assertPrintable();
    }

    @Test
    void ofOurAppItsSecretsAndOtherProfiles() throws Exception {
        world.run();
        world.app().displayName = hostile("renamed ");
        world.tenant().addSecretByHand(world.app(), hostile("jenkins-tm "), Instant.parse("2099-01-01T00:00:00Z"));
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile profile = console.addProfile(hostile("profile "), hostile("by hand "));
        console.addCredential(profile.id(), "Entra", world.app().appId(), "x");
        status();
        onboard();
        fails(() -> new Offboarding(new Places(
                        world.directory(),
                        world.vault(),
                        List.of(new ServerTarget("tm-test", Optional.of(world.server()), Optional.empty())),
                        List::of,
                        ProcedureListener.NONE))
                .run(Requests.offboard(world.request()), world.operation()));
        assertPrintable();
    }

    @Test
    void ofWhatAServerSaysOfAFailure() throws Exception {
        world.threatManager()
                .console()
                .onTestConnection((tenant, cloud, clientId, secret) ->
                        new ThreatManagerConsole.Result(false, hostile("refused ")));
        fails(this::onboard);
        assertPrintable();
    }

    @Test
    void aRotationWithThem() throws Exception {
        try (RotationFixture rotated = new RotationFixture(2)) {
            rotated.land.app().displayName = hostile("renamed ");
            rotated.land
                    .tenant()
                    .addSecretByHand(rotated.land.app(), hostile("x "), Instant.parse("2099-01-01T00:00:00Z"));
            ThreatManagerConsole console = rotated.server("tm-1").console();
            ThreatManagerConsole.Profile other = console.addProfile(hostile("profile "), "");
            console.addCredential(other.id(), "Entra", rotated.land.app().appId(), "x");
            print(rotated.plan(RotationFixture.FORCE, "tm-1", "tm-2"));
            print(rotated.rotate(RotationFixture.FORCE, "tm-1", "tm-2"));
            rotated.pass(Duration.ofDays(2));
            print(rotated.rotate(RotationFixture.NIGHTLY, "tm-1", "tm-2"));
            printed.addAll(rotated.land.said());
            assertPrintable();
        }
    }

    /** Only what is printed is changed: of two names that look alike when printed, each is itself. */
    @Test
    void comparisonsAreOfTheExactText() throws Exception {
        world.run();
        String wanted = world.app().displayName;
        world.app().displayName = wanted.replace(" ", "\u00A0");

        Outcome seen = onboarding().plan(world.request(), world.operation());

        assertThat(OverviewTable.lines(seen.overview())).anyMatch(line -> line.endsWith(wanted));
        assertThat(seen.plan().changes()).hasSize(1);
    }
}
