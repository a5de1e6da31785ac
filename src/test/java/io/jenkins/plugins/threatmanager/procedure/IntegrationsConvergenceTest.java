package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import org.junit.jupiter.api.Test;

/** The same from every starting point in Threat Manager. */
class IntegrationsConvergenceTest extends OnboardingOnStandIns {

    @Test
    void aProfileWithoutSync() throws Exception {
        world.run();
        world.threatManager()
                .console()
                .deleteSync(world.threatManager().console().syncs().get(0).id());
        assertThat(world.run().done()).hasSize(1);
        assertOnboarded();
    }

    @Test
    void aSyncWithAnotherProfile() throws Exception {
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile foreign = console.addProfile("by hand", "");
        console.addCredential(foreign.id(), "SQL", "sa", "sa-password");
        console.addSync(EngineFixture.DOMAIN, "GLOBAL", foreign.id(), false);
        assertRefused(ProcedureProblem.NOT_MANAGED);
        world.run(Allowance.ADOPT);
        assertThat(console.passwordOf("by hand")).isEqualTo("sa-password");
        assertOnboarded();
    }

    @Test
    void aSyncInAnotherCloud() throws Exception {
        world.run();
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Sync sync = console.syncs().get(0);
        console.deleteSync(sync.id());
        console.addSync(EngineFixture.DOMAIN, "CHINA", sync.profileId(), true);
        assertRefused(ProcedureProblem.REPLACE_NEEDED);
        world.run(Allowance.REPLACE);
        assertOnboarded();
    }

    @Test
    void everythingPresentAndOtherTenantsBesides() throws Exception {
        ThreatManagerConsole console = world.threatManager().console();
        ThreatManagerConsole.Profile other = console.addProfile("fabrikam", "");
        console.addCredential(other.id(), "Azure", "fabrikam-client", "fabrikam-secret");
        world.run();
        assertThat(console.profiles()).hasSize(2).contains(console.profile("fabrikam"));
        assertThat(console.passwordOf("fabrikam")).isEqualTo("fabrikam-secret");
        assertOnboarded();
    }
}
