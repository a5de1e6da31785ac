package io.jenkins.plugins.threatmanager.procedure.offboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.ServerTargets;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Off-boarding over HTTP: what is managed goes, what is not stays, and whatever else uses the app stops it. */
public class OffboardingTest {

    private EngineFixture world = new EngineFixture();
    private final List<Overview> overviews = new ArrayList<>();
    private final ProcedureListener journal = new ProcedureListener() {
        @Override
        public void overview(Overview overview) {
            overviews.add(overview);
        }
    };

    @AfterEach
    void close() {
        world.close();
    }

    public static ServerTarget rest(EngineFixture world) {
        return new ServerTarget("tm-test", Optional.of(world.server()));
    }

    private Offboarding offboarding(List<ServerTarget> others) {
        return new Offboarding(
                new Places(world.directory(), world.vault(), List.of(rest(world)), () -> others, journal));
    }

    private Outcome run(Allowance... allowances) throws InterruptedException {
        return offboarding(List.of()).run(Requests.offboard(world.request(allowances)), world.operation());
    }

    private void assertGone() {
        assertThat(world.tenant().named(ProcedureRequest.DEFAULT_UNIQUE_NAME)).isEmpty();
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isEmpty();
        assertThat(world.threatManager().console().profiles()).isEmpty();
        assertThat(world.threatManager().console().syncs()).isEmpty();
    }

    private void assertUntouched() throws InterruptedException {
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isPresent();
        assertThat(world.app().secrets()).isNotEmpty();
        assertThat(world.run().done()).isEmpty();
    }

    private ProblemException refused(ProcedureProblem problem, List<ServerTarget> others, Allowance... allowances) {
        ProblemException[] caught = new ProblemException[1];
        assertThatThrownBy(
                        () -> offboarding(others).run(Requests.offboard(world.request(allowances)), world.operation()))
                .isInstanceOfSatisfying(ProblemException.class, failure -> caught[0] = failure);
        assertThat(caught[0].problem()).isEqualTo(problem);
        return caught[0];
    }

    @Test
    void everythingGoesAndTheAppIsInTheRecycleBin() throws Exception {
        world.run();
        String text = world.app().secrets().get(0).text();
        StandInApp app = world.app();
        world.said().clear();

        Outcome outcome = run();

        assertGone();
        assertThat(outcome.done()).isEqualTo(outcome.plan().changes()).hasSize(2 + 2 + 12 + 1);
        assertThat(world.tenant().deletedApplications()).containsExactly(app);
        assertThat(app.secrets()).isEmpty();
        assertThat(world.tenant().grants())
                .noneMatch(grant -> world.tenant()
                        .principalOf(app.appId())
                        .filter(principal -> principal.id().equals(grant.principalId()))
                        .isPresent());
        assertThat(OverviewTable.lines(outcome.overview()))
                .containsExactly(
                        "Tenant              " + EngineFixture.DOMAIN + " ("
                                + world.tenant().id() + ")",
                        "App registration    none",
                        "Recycle bin         Entra for Netwrix Threat Manager (" + app.appId()
                                + "), can be restored until 2026-12-23");
        assertThat(overviews).last().isEqualTo(outcome.overview());
        assertThat(world.said())
                .contains("1. Threat Manager: delete Entra ID Sync for " + EngineFixture.DOMAIN
                        + " (AzurePublic) on tm-test (it uses the managed Credential Profile)")
                .contains("done: Jenkins: remove credential 'contoso-tm' from memory")
                .noneMatch(line -> line.contains(text));
    }

    @Test
    void noSecretIsAliveWhenTheCredentialIsForgotten() throws Exception {
        world.run();
        List<Integer> aliveAtRemoval = new ArrayList<>();
        world.vault()
                .beforeRemoval(() -> aliveAtRemoval.add(world.app().secrets().size()));

        run();

        assertThat(aliveAtRemoval).containsExactly(0);
    }

    @Test
    void aSecondRunHasNothingToDo() throws Exception {
        world.run();
        run();
        Outcome again = run();
        assertThat(again.plan().changesNothing()).isTrue();
        assertThat(again.overview().recycleBin()).isPresent();
        assertThat(world.said()).contains("no change needed");
    }

    @Test
    void whereNothingWasEverMadeNothingIsToBeDone() throws Exception {
        assertThat(run().plan().lines()).containsExactly("no change needed");
        assertThat(world.tenant().applications()).containsExactly(world.bootstrap());
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        world.run();
        Outcome plan = offboarding(List.of()).plan(Requests.offboard(world.request()), world.operation());
        assertThat(plan.plan().changes()).hasSize(17);
        assertThat(plan.done()).isEmpty();
        assertThat(plan.overview().secret()).isPresent();
        assertUntouched();
    }

    @Test
    void purgeTakesItOutOfTheRecycleBinAtOnce() throws Exception {
        world.run();
        world.entra().behaviour().lag(EntraLag.RECYCLE_BIN, Duration.ofSeconds(20));
        Outcome outcome = run(Allowance.PURGE);
        assertGone();
        assertThat(world.tenant().deletedApplications()).isEmpty();
        assertThat(outcome.overview().recycleBin()).isEmpty();
        assertThat(world.run().done()).hasSize(18);
    }

    @Test
    void purgeWorksForOneThatIsInTheBinAlready() throws Exception {
        world.run();
        run();
        Outcome purged = run(Allowance.PURGE);
        assertThat(purged.done()).singleElement().isInstanceOf(Change.PurgeApplication.class);
        assertThat(world.tenant().deletedApplications()).isEmpty();
    }

    @Test
    void afterwardsTheTenantCanBeOnboardedAgain() throws Exception {
        world.run();
        run();
        world.run(Allowance.RESTORE);
        assertThat(world.app().secrets()).hasSize(1);
        assertThat(world.tenant().consented(world.app())).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
        assertUntouched();
    }

    @Test
    void foreignSecretsCertificatesAndProfilesStopItWithAList() throws Exception {
        world.run();
        StandInSecret foreign = world.tenant()
                .addSecretByHand(
                        world.app(), "backup script", world.time().instant().plus(Duration.ofDays(9)));
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile profile = console.addProfile("second", "");
        console.addCredential(profile.id(), "Azure", world.app().appId(), foreign.text());
        String cause = refused(ProcedureProblem.USED_BY_OTHERS, List.of()).cause();
        assertThat(cause)
                .contains("'backup script' " + foreign.keyId(), "the Credential Profile 'second' on 'tm-test'")
                .doesNotContain(foreign.text());
        console.deleteProfile(profile.id(), true);
        world.tenant().removeSecretByHand(world.app(), foreign.keyId());
        assertUntouched();
        run();
        assertGone();
    }

    @Test
    void aServerThatWasNotNamedStopsItUntilItIsNamed() throws Exception {
        world.run();
        ThreatManagerStandIn second = world.addThreatManager();
        ThreatManagerConsole.Profile profile = second.console().addProfile("ours, too", "");
        second.console().addCredential(profile.id(), "Azure", world.app().appId(), "x");
        ServerTarget other = new ServerTarget("tm-lab", Optional.of(world.server("tm-lab", second)));
        assertThat(refused(ProcedureProblem.USED_BY_OTHERS, List.of(other)).cause())
                .contains("'ours, too' on 'tm-lab', a server that was not named");
        second.console().deleteProfile(profile.id(), true);
        assertUntouched();
    }

    @Test
    void severalServersAreLeftTogether() throws Exception {
        world.run();
        ThreatManagerStandIn second = world.addThreatManager();
        new Onboarding(new Places(
                        world.directory(),
                        world.vault(),
                        ServerTargets.named(Optional.of(world.server("tm-lab", second))),
                        List::of,
                        ProcedureListener.NONE))
                .run(world.request(), world.operation());
        ServerTarget other = new ServerTarget("tm-lab", Optional.of(world.server("tm-lab", second)));

        Outcome outcome = new Offboarding(
                        new Places(world.directory(), world.vault(), List.of(rest(world), other), List::of, journal))
                .run(Requests.offboard(world.request()), world.operation());

        assertGone();
        assertThat(second.console().profiles()).isEmpty();
        assertThat(second.console().syncs()).isEmpty();
        assertThat(outcome.done()).hasSize(19);
    }

    @Test
    void aServerThatDoesNotAnswerStopsItOnlyIfSomethingIsLeft() throws Exception {
        world.run();
        ThreatManagerStandIn second = world.addThreatManager();
        ServerTarget other = new ServerTarget("tm-lab", Optional.of(world.server("tm-lab", second)));
        second.close();
        assertThat(refused(ProcedureProblem.SERVER_UNREADABLE, List.of(other)).cause())
                .contains("tm-lab");
        ServerTarget broken = ServerTarget.ifConnectable("tm-broken", () -> {
            throw new ProblemException(ProcedureProblem.BAD_INPUT, "It has no credential.", "Give it one.");
        });
        assertThat(refused(ProcedureProblem.SERVER_UNREADABLE, List.of(broken)).cause())
                .contains("tm-broken", "It has no credential.");
        assertUntouched();
        run();
        world.vault().clear();
        run(Allowance.PURGE);
        assertThat(offboarding(List.of(other))
                        .run(Requests.offboard(world.request()), world.operation())
                        .plan()
                        .changesNothing())
                .isTrue();
    }

    @Test
    void withoutTheRightToRevokeTheAppTakesItsConsentsWithIt() throws Exception {
        world.close();
        world = new EngineFixture(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                "Application.ReadWrite.OwnedBy",
                "Application.Read.All");
        assertThatThrownBy(world::run).isInstanceOf(ProblemException.class);
        world.tenant().grantByHand(world.app(), ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
        world.run();

        Outcome outcome = run();

        assertGone();
        assertThat(outcome.plan().changes()).hasSize(17);
        assertThat(outcome.done()).hasSize(5).noneMatch(Change.RevokePermission.class::isInstance);
        assertThat(world.said())
                .filteredOn(line -> line.contains("cannot be withdrawn individually"))
                .hasSize(1);
    }

    @Test
    void aVaultThatRefusesIsFoundOutBeforeAnythingIsRemoved() throws Exception {
        world.run();
        world.vault().seal();
        assertThat(refused(ProcedureProblem.VAULT_REFUSED, List.of()).cause()).contains("sealed");
        assertUntouched();
    }

    @Test
    void aCredentialWhoseAppGotAnotherUniqueNameIsKept() throws Exception {
        world.run();
        world.tenant().nameByHand(world.app(), "renamed");
        assertThat(refused(ProcedureProblem.VAULT_REFUSED, List.of()).cause()).contains("works");
        assertThat(world.vault().find(EngineFixture.CREDENTIALS_ID)).isPresent();
        assertThat(world.threatManager().console().profiles()).hasSize(1);
    }
}
