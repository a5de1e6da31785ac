package io.jenkins.plugins.threatmanager.procedure.secret;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.RotationPlans;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Where the secret of a credential stands, and what its plan is to be. */
final class SecretPlans {

    static final Duration LONG = Duration.ofDays(700);

    static final String NEW = "create client secret valid until 2028-11-23";

    static final String KEPT = "store client secret as 'contoso-tm' in credentials store of folder security";

    static final String PUT = "update Credential Profile '" + PROFILE_NAME + "'";

    private SecretPlans() {}

    static PlannerFixture with(StoredSecret stored, String held, ClientSecret... secrets) {
        PlannerFixture situation = onboarded();
        situation.stages = EnumSet.of(Stage.SECRET, Stage.SYNC);
        situation.managed = app(WANTED, WANTED, secrets);
        situation.stored = stored;
        situation.profiles.set(0, ourProfile(held));
        return situation;
    }

    static String remove(String letter) {
        return "remove client secret " + key(letter);
    }

    static void assertChanges(PlannerFixture situation, String... changes) {
        assertThat(situation.changes()).isEqualTo(new ArrayList<>(Arrays.asList(changes)));
    }

    static ServerObservation other(String name, CredentialProfile profile) {
        return new ServerObservation(
                name, false, Optional.of(new ServerSnapshot(List.of(profile), List.of())), Optional.empty());
    }

    static ClientSecret made(ClientSecret secret, Duration ago) {
        return RotationPlans.made(secret, ago);
    }

    static void assertObstacle(PlannerFixture situation, ProcedureProblem problem, String part) {
        assertThat(situation.changes()).isEmpty();
        assertThat(situation.plan().obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.problem()).isEqualTo(problem);
            assertThat(obstacle.getMessage()).contains(part);
        });
    }

    /** Left over by hand: the same description, and nobody updates it. */
    static void addStaleProfile(PlannerFixture situation, String heldLetter) {
        situation.profiles.add(profile(
                "8", "copy", new ProfileMarker(OURS.signer(), DOMAIN, key(heldLetter)).description(), CLIENT_ID));
    }
}
