package io.jenkins.plugins.threatmanager.procedure.breakglass;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.APP_NAME;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.BOOTSTRAP_OWNER;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.CLIENT_ID;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.NOW;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.OTHER;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.WANTED;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.foreign;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.key;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.onboarded;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.ours;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ownership.AppMarker;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is disabled, removed, and enabled again; and what is left alone. */
class BreakGlassPlannerTest {

    private static final String DISABLE =
            "disable sign-in of the enterprise application '" + APP_NAME + "' (" + CLIENT_ID + ")";
    private static final String ENABLE = DISABLE.replace("disable ", "enable ");

    private final PlannerFixture situation = onboarded();

    private Plan disabling(String... clientIds) {
        return BreakGlassPlanner.disabling(Requests.breakGlass(situation.request(), clientIds), situation.directory());
    }

    private Plan enabling() {
        return BreakGlassPlanner.enabling(Requests.breakGlass(situation.request()), situation.directory());
    }

    private static List<String> what(Plan plan) {
        assertThat(plan.obstacles()).isEmpty();
        return plan.changes().stream().map(Change::what).toList();
    }

    private static void assertStopped(Plan plan, ProcedureProblem problem, String... words) {
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(ProblemException::problem).containsExactly(problem);
        assertThat(plan.obstacles().get(0).getMessage()).contains(words);
    }

    private static Application signIn(Application app, boolean enabled) {
        ServicePrincipal like = app.servicePrincipal().orElseThrow();
        return app.with(new ServicePrincipal(like.objectId(), enabled, like.grants(), like.tags(), like.keys()));
    }

    @Test
    void signInGoesFirstThenEveryCredentialWhoeverMadeIt() {
        Application app = PlannerFixture.app(WANTED, WANTED, ours("a", Duration.ofDays(700)), foreign("f"));
        ServicePrincipal like = app.servicePrincipal().orElseThrow();
        situation.managed = app.newBuilder()
                .certificates(List.of("CN=somebody"))
                .federatedCredentials(Optional.of(
                        List.of(new FederatedCredential(key("1"), "github", "issuer", "subject", List.of("audience")))))
                .servicePrincipal(Optional.of(like.with(new PrincipalKeys(
                        Optional.of(List.of()),
                        List.of(new ClientSecret(key("9"), "hidden", "", NOW)),
                        List.of("CN=hidden")))))
                .build();

        assertThat(what(disabling()))
                .containsExactly(
                        DISABLE,
                        "remove client secret " + key("a"),
                        "remove client secret " + key("f"),
                        "remove the certificate 'CN=somebody'",
                        "remove the federated credential 'github' (" + key("1") + ")",
                        "remove the client secret of the service principal 'hidden' (" + key("9") + ")",
                        "remove the certificate of the service principal 'CN=hidden'");
        assertThat(disabling().findings()).isEmpty();
        assertThat(disabling().remarks()).singleElement().asString().contains("60 to 90 minutes");
    }

    @Test
    void whatIsDoneAlreadyIsNotDoneAgain() {
        situation.managed = signIn(PlannerFixture.app(WANTED, WANTED), false);
        assertThat(what(disabling())).isEmpty();
    }

    @Test
    void aRunThatWasInterruptedGoesOnWithTheCredentials() {
        situation.managed = signIn(situation.managed, false);
        assertThat(what(disabling())).containsExactly("remove client secret " + key("a"));
    }

    @Test
    void anAppOfAnotherControllerIsDisabledToo() {
        situation.managed = PlannerFixture.tagged(situation.managed, AppMarker.tagsFor(List.of(), OTHER));
        assertThat(what(disabling())).startsWith(DISABLE);
    }

    @Test
    void theUniqueNameAloneIsNotEnough() {
        situation.managed = PlannerFixture.tagged(situation.managed, List.of());
        assertStopped(disabling(), ProcedureProblem.NOT_MANAGED, CLIENT_ID, "may be somebody else's", "by hand");
        assertThat(enabling().changes()).isEmpty();
    }

    @Test
    void anAppThatLostItsMarkerIsKnownByTheStoredCredential() {
        situation.managed = PlannerFixture.tagged(situation.managed, List.of());
        assertThat(what(disabling(CLIENT_ID.toUpperCase()))).startsWith(DISABLE);
    }

    @Test
    void ownersAreNoObstacleButAreNamed() {
        situation.managed = situation
                .managed
                .newBuilder()
                .owners(Optional.of(List.of(BOOTSTRAP_OWNER, new Owner(key("e"), "user", "Mallory", ""))))
                .build();
        assertThat(what(disabling())).startsWith(DISABLE);
        assertThat(disabling().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .contains("can enable the app again", key("e"), "Mallory")
                        .doesNotContain(PlannerFixture.BOOTSTRAP));
    }

    @Test
    void whatCouldNotBeReadIsAFinding() {
        situation.managed = situation
                .managed
                .newBuilder()
                .federatedCredentials(Optional.empty())
                .build();
        assertThat(what(disabling())).startsWith(DISABLE);
        assertThat(disabling().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("federated credentials", "Entra admin"));
    }

    @Test
    void withoutServicePrincipalItsCredentialsGo() {
        situation.managed = situation
                .managed
                .newBuilder()
                .servicePrincipal(Optional.empty())
                .build();
        assertThat(what(disabling())).containsExactly("remove client secret " + key("a"));
        assertThat(disabling().remarks()).anyMatch(remark -> remark.contains("no service principal"));
    }

    @Test
    void whereThereIsNoAppNothingWasDisabled() {
        situation.managed = null;
        assertStopped(disabling(), ProcedureProblem.NO_APP, "nothing was disabled", "by hand");
        assertThat(what(enabling())).isEmpty();
    }

    @Test
    void anAppInTheRecycleBinObtainsNoTokensAnyway() {
        situation.deleted = situation.managed;
        situation.managed = null;
        assertThat(what(disabling())).isEmpty();
        assertThat(disabling().remarks()).singleElement().asString().contains("recycle bin");
    }

    @Test
    void liftingEnablesSignInAlone() {
        situation.managed = signIn(PlannerFixture.app(WANTED, WANTED), false);
        assertThat(what(enabling())).containsExactly(ENABLE);
    }

    @Test
    void noCredentialComesBackToLifeByLifting() {
        situation.managed = signIn(PlannerFixture.app(WANTED, WANTED, foreign("f")), false);
        assertStopped(
                enabling(), ProcedureProblem.BREAK_GLASS_INCOMPLETE, key("f"), "made by hand", "Disable the app again");
    }

    @Test
    void whatIsEnabledStaysAsItIs() {
        assertThat(what(enabling())).isEmpty();
    }

    @Test
    void aDeactivatedAppRegistrationIsForAPerson() {
        Application app = signIn(PlannerFixture.app(WANTED, WANTED), false);
        situation.managed = app.newBuilder().disabled(true).build();
        assertThat(what(enabling())).containsExactly(ENABLE);
        assertThat(enabling().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("Activate it in the Entra admin center"));
    }

    @Test
    void whatWasAddedMeanwhileIsRemovedAndNothingTwice() {
        Application before = situation.managed;
        Application now = before.withSecrets(List.of(ours("a", Duration.ofDays(700)), ours("b", Duration.ofDays(700))));
        assertThat(BreakGlassPlanner.addedMeanwhile(before, before)).isEmpty();
        assertThat(BreakGlassPlanner.addedMeanwhile(
                        before.withSecrets(List.of(before.secrets().get(0))),
                        now.withSecrets(
                                List.of(before.secrets().get(0), now.secrets().get(1)))))
                .extracting(Change::what)
                .containsExactly("remove client secret " + key("b"));
    }
}
