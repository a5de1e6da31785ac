package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.standin.EntraLag;
import io.jenkins.plugins.threatmanager.standin.OtherDialect;
import io.jenkins.plugins.threatmanager.standin.RelativeDialect;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same however slow, busy or different the services are, and with the help of a person. */
class OddServicesConvergenceTest extends OnboardingOnStandIns {

    @ParameterizedTest
    @CsvSource({"'',false", "7,false", "'',true", "7,true"})
    void throttledAtEveryFirstCall(String retryAfter, boolean insideBatches) throws Exception {
        world.entra().behaviour().throttleFirstCalls(retryAfter, insideBatches);
        world.run();
        assertOnboarded();
    }

    @Test
    void thirtySecondsOfLagOnEveryKindOfObject() throws Exception {
        world.entra().behaviour().lag(Duration.ofSeconds(30)).flappingTokenEndpoint();
        world.run();
        assertOnboarded();
    }

    @Test
    void lagWhileRunningAgainAtOnce() throws Exception {
        world.entra().behaviour().lag(Duration.ofMinutes(10));
        world.entra()
                .behaviour()
                .lag(EntraLag.APPLICATION, Duration.ZERO)
                .lag(EntraLag.SERVICE_PRINCIPAL, Duration.ZERO)
                .lag(EntraLag.SECRET_AT_TOKEN_ENDPOINT, Duration.ZERO)
                .lag(EntraLag.ROLES_IN_TOKENS, Duration.ZERO);
        world.run();
        assertThat(world.run().done()).noneMatch(change -> change instanceof Change.AddSecret);
        world.time().advance(Duration.ofMinutes(10));
        assertOnboarded();
    }

    @Test
    void theOtherDialectByItsProfileAlone() throws Exception {
        world.close();
        world = new EngineFixture(
                new OtherDialect(),
                resource("/io/jenkins/plugins/threatmanager/server/api-profile-other.json"),
                StandInWorld.leastPrivileges());
        world.run();
        assertOnboarded();
    }

    @Test
    void withoutTheRightToConsentAPersonDoes() throws Exception {
        world.close();
        world = new EngineFixture(
                new RelativeDialect(),
                ApiProfile.bundledText(),
                "Application.ReadWrite.OwnedBy",
                "Application.Read.All");
        assertThatThrownBy(world::run).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem()).isEqualTo(ProcedureProblem.CONSENT_MISSING);
            assertThat(failure.remedy())
                    .contains("/adminconsent?client_id=" + world.app().appId());
        });
        assertThat(world.threatManager().console().profiles()).isEmpty();
        world.tenant().grantByHand(world.app(), ProcedureRequest.DEFAULT_PERMISSIONS.toArray(String[]::new));
        world.run();
        assertOnboarded();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = OddServicesConvergenceTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
