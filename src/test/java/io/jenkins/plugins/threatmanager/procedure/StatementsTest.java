package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.CLIENT_ID;
import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.PROFILE_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A18: whoever approves a plan sees what is changed, and approves nothing else with it. */
class StatementsTest {

    private static final String CREATED = Statements.of(new Change.CreateProfile(PROFILE_NAME, "there is none"))
            .reaches();

    private static String finishes(CredentialProfile profile) {
        return Statements.of(new Change.UpdateProfile(profile, PROFILE_NAME, "it holds another secret"))
                .finishes();
    }

    @Test
    void aProfileThatThePlanAddedMayBeFinished() {
        assertThat(CREATED).isNotEmpty();
        assertThat(finishes(PlannerFixture.ourProfile("a"))).isEqualTo(CREATED);
    }

    /** One that was renamed meanwhile to the name of the one that the plan adds. */
    @Test
    void aProfileThatSomebodyElseMadeMayNot() {
        assertThat(finishes(PlannerFixture.profile("7", PROFILE_NAME, "AD service account", "svc")))
                .isEmpty();
    }

    /** Whoever deleted an app chose its name; its client ID they did not. */
    @Test
    void whatComesBackIsNamedByItsClientId() {
        Change.RestoreApplication restore = new Change.RestoreApplication(
                PlannerFixture.app(List.of(), List.of()), "the unique name is taken by it");
        assertThat(Statements.of(restore).words()).contains("(" + CLIENT_ID + ")");
    }

    @Test
    void aNameDoesNothingButBeRead() {
        CredentialProfile profile = PlannerFixture.profile("7", "evil\n\u202Eeman\u001B[2J", "", CLIENT_ID);
        assertThat(Statements.of(new Change.UpdateProfile(profile, PROFILE_NAME, "it has another name"))
                        .words())
                .doesNotContain("\n", "\u202E", "\u001B");
    }
}
