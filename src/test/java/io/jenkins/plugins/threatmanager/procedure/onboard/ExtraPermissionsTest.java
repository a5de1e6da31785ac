package io.jenkins.plugins.threatmanager.procedure.onboard;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A8 of {@code docs/security.md}: nothing is taken away from others that use the app registration. */
class ExtraPermissionsTest {

    /** Who else there is. */
    private enum Other {
        NOBODY,
        A_SECRET_OF_ANOTHER_CONTROLLER,
        AN_EXPIRED_SECRET_OF_ANOTHER_CONTROLLER,
        A_SECRET_OF_ANOTHER_CREDENTIAL,
        A_SECRET_MADE_BY_HAND,
        A_PROFILE_OF_ANOTHER_CONTROLLER,
        OUR_PROFILE_ON_ANOTHER_SERVER,
        A_PROFILE_WITHOUT_MARKER_ON_ANOTHER_SERVER,
        ANOTHER_SERVER_WITHOUT_IT,
        ANOTHER_SERVER_THAT_CANNOT_BE_READ
    }

    private static ClientSecret secret(Controller controller, String credentialsId, Duration left) {
        return new ClientSecret(
                key("b"),
                new SecretMarker(controller, PLACE, credentialsId).freshNames().get(),
                "b",
                NOW.plus(left),
                Optional.of(NOW.minus(LONG_AGO)));
    }

    private static ServerObservation server(CredentialProfile... profiles) {
        return new ServerObservation(
                "tm-2", false, Optional.of(new ServerSnapshot(List.of(profiles), List.of())), Optional.empty());
    }

    private static PlannerFixture with(Other other, boolean listed) {
        PlannerFixture situation = PlannerFixture.onboarded();
        Duration year = Duration.ofDays(365);
        ClientSecret own = situation.managed.secrets().get(0);
        Optional<ClientSecret> more =
                switch (other) {
                    case A_SECRET_OF_ANOTHER_CONTROLLER -> Optional.of(secret(OTHER, CREDENTIALS_ID, year));
                    case AN_EXPIRED_SECRET_OF_ANOTHER_CONTROLLER ->
                        Optional.of(secret(OTHER, CREDENTIALS_ID, Duration.ofDays(-1)));
                    case A_SECRET_OF_ANOTHER_CREDENTIAL -> Optional.of(secret(OURS, "second", year));
                    case A_SECRET_MADE_BY_HAND -> Optional.of(foreign("b"));
                    default -> Optional.empty();
                };
        situation.managed = app(
                List.of(USER_READ, GROUP_READ, EXTRA),
                List.of(USER_READ, GROUP_READ, EXTRA),
                more.map(some -> new ClientSecret[] {own, some}).orElseGet(() -> new ClientSecret[] {own}));
        switch (other) {
            case A_PROFILE_OF_ANOTHER_CONTROLLER ->
                situation.profiles.add(profile(
                        "8", "theirs", new ProfileMarker(OTHER.signer(), DOMAIN, key("b")).description(), CLIENT_ID));
            case OUR_PROFILE_ON_ANOTHER_SERVER -> situation.others.add(server(ourProfile("a")));
            case A_PROFILE_WITHOUT_MARKER_ON_ANOTHER_SERVER ->
                situation.others.add(server(profile("9", "by hand", "", CLIENT_ID)));
            case ANOTHER_SERVER_WITHOUT_IT ->
                situation.others.add(server(profile("9", "Active Directory", "", "CONTOSO\\service")));
            case ANOTHER_SERVER_THAT_CANNOT_BE_READ ->
                situation.others.add(new ServerObservation(
                        "tm-2",
                        false,
                        Optional.empty(),
                        Optional.of(new ProblemException(ProcedureProblem.OUT_OF_TIME, "It is down.", "Wait."))));
            default -> {}
        }
        TenantPolicy policy = situation.policy;
        List<String> permissions = listed
                ? List.of(USER_READ.name(), GROUP_READ.name(), EXTRA.name())
                : List.of(USER_READ.name(), GROUP_READ.name());
        situation.policy = new TenantPolicy(
                permissions, policy.trustedOwners(), policy.adoptable(), policy.allowances(), policy.bounds());
        situation.allowances = EnumSet.of(Allowance.REMOVE_EXTRA_PERMISSIONS);
        return situation;
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODY, true, ''",
        "NOBODY, false, ''",
        "A_SECRET_OF_ANOTHER_CONTROLLER, true, the client secret 'jenkins-tm other.contoso.com",
        "A_SECRET_OF_ANOTHER_CONTROLLER, false, the client secret 'jenkins-tm other.contoso.com",
        "AN_EXPIRED_SECRET_OF_ANOTHER_CONTROLLER, true, ''",
        "A_SECRET_OF_ANOTHER_CREDENTIAL, true, the client secret 'jenkins-tm jenkins.contoso.com",
        "A_SECRET_OF_ANOTHER_CREDENTIAL, false, ''",
        "A_SECRET_MADE_BY_HAND, true, ''",
        "A_PROFILE_OF_ANOTHER_CONTROLLER, true, the Credential Profile 'theirs' of another controller",
        "A_PROFILE_OF_ANOTHER_CONTROLLER, false, the Credential Profile 'theirs' of another controller",
        "OUR_PROFILE_ON_ANOTHER_SERVER, true, 'on ''tm-2'', a server that was not named'",
        "OUR_PROFILE_ON_ANOTHER_SERVER, false, ''",
        "A_PROFILE_WITHOUT_MARKER_ON_ANOTHER_SERVER, true, the Credential Profile 'by hand' on 'tm-2'",
        "A_PROFILE_WITHOUT_MARKER_ON_ANOTHER_SERVER, false, ''",
        "ANOTHER_SERVER_WITHOUT_IT, true, ''",
        "ANOTHER_SERVER_THAT_CANNOT_BE_READ, true, cannot be read",
        "ANOTHER_SERVER_THAT_CANNOT_BE_READ, false, ''",
    })
    void whoElseUsesTheAppIsLookedAtBeforeAnythingIsTakenAway(Other other, boolean listed, String obstacle) {
        Plan plan = with(other, listed).plan();

        if (obstacle.isEmpty()) {
            assertThat(plan.obstacles()).isEmpty();
            assertThat(plan.changes())
                    .hasAtLeastOneElementOfType(Change.RevokePermission.class)
                    .hasAtLeastOneElementOfType(Change.UpdateApplication.class);
        } else {
            assertThat(plan.obstacles())
                    .anySatisfy(problem -> assertThat(problem.cause()).contains(obstacle))
                    .extracting(ProblemException::problem)
                    .containsAnyOf(ProcedureProblem.USED_BY_OTHERS, ProcedureProblem.SERVER_UNREADABLE);
            assertThat(plan.changes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Other.class)
    void whatStaysIsInNobodysWay(Other other) {
        PlannerFixture situation = with(other, true);
        situation.allowances = EnumSet.noneOf(Allowance.class);

        assertThat(situation.plan().obstacles())
                .extracting(ProblemException::problem)
                .doesNotContain(ProcedureProblem.USED_BY_OTHERS, ProcedureProblem.SERVER_UNREADABLE);
    }
}
