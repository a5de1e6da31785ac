package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.transport.ProblemException;

/** A member of the tenant, and whoever comes to own the app registration, against an engine on stand-ins. */
abstract class AttackOnStandIns extends OnboardingOnStandIns {

    static final String ALL = "Application.ReadWrite.All";
    static final String OWNED = "Application.ReadWrite.OwnedBy";
    static final String CONSENT = "AppRoleAssignment.ReadWrite.All";
    static final String READ = "Application.Read.All";

    /** Object ID of an ordinary user of the tenant. */
    String member;

    void begin(String... permissions) {
        world.close();
        world = new EngineFixture(new RelativeDialect(), ApiProfile.bundledText(), permissions);
        member = world.tenant().addUser("Mallory");
    }

    static String[] everything() {
        return new String[] {ALL, CONSENT, READ};
    }

    ProblemException refused(Allowance... allowances) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> world.run(allowances));
        assertThat(refused).as("the run is refused").isNotNull();
        return refused;
    }
}
