package io.jenkins.plugins.threatmanager.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.threatmanager.standin.StandInApp;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An onboarding over the stand-ins, and the one state that it ends in. */
abstract class OnboardingOnStandIns {

    static final String PROFILE =
            ProcedureRequest.defaultProfileName(ProcedureRequest.DEFAULT_APP_NAME, EngineFixture.DOMAIN);

    EngineFixture world = new EngineFixture();

    @AfterEach
    void close() {
        world.close();
    }

    /** The one state that everything ends in. */
    void assertOnboarded() throws InterruptedException {
        List<StandInApp> named = world.tenant().applications().stream()
                .filter(app -> app.displayName().equals(ProcedureRequest.DEFAULT_APP_NAME))
                .toList();
        assertThat(named).hasSize(1);
        StandInApp app = named.get(0);
        assertThat(app.uniqueName()).isEqualTo(ProcedureRequest.DEFAULT_UNIQUE_NAME);
        assertThat(world.tenant().consented(app)).containsAll(ProcedureRequest.DEFAULT_PERMISSIONS);
        List<StandInSecret> ours = app.secrets().stream()
                .filter(secret -> secret.displayName().startsWith("jenkins-tm "))
                .toList();
        assertThat(ours).hasSize(1);
        StoredSecret stored = world.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
        assertThat(stored.keyId()).isEqualTo(ours.get(0).keyId());
        assertThat(stored.text().reveal()).isEqualTo(ours.get(0).text());
        ThreatManagerConsole.Profile profile = world.threatManager().console().profile(PROFILE);
        assertThat(profile.credentials()).hasSize(1);
        assertThat(profile.credentials().get(0).userName()).isEqualTo(app.appId());
        assertThat(profile.credentials().get(0).password())
                .isEqualTo(ours.get(0).text());
        assertThat(profile.description()).contains(stored.keyId());
        List<ThreatManagerConsole.Sync> syncs = world.threatManager().console().syncs();
        assertThat(syncs).hasSize(1);
        assertThat(syncs.get(0).profileId()).isEqualTo(profile.id());
        assertThat(syncs.get(0).enabled()).isTrue();
        assertThat(world.said()).noneMatch(line -> line.contains(ours.get(0).text()));

        Outcome again = world.run();
        assertThat(again.plan().changes()).isEmpty();
        assertThat(again.done()).isEmpty();
        assertThat(again.overview().missingPermissions()).isEmpty();
        assertThat(again.overview().sync().orElseThrow().progress()).isEqualTo(SyncProgress.SUCCEEDED);
    }

    void assertRefused(ProcedureProblem problem, Allowance... allowances) {
        int writesBefore = writes();
        assertThatThrownBy(() -> world.run(allowances))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(problem));
        assertThat(writes()).isEqualTo(writesBefore);
    }

    /** Requests that could change something: all but reads, tokens, and batches (whose items are reads then). */
    int writes() {
        return (int) (world.entra().http().received().stream()
                        .filter(request -> !request.method().equals("GET"))
                        .filter(request -> !request.path().endsWith("/token"))
                        .filter(request -> !request.path().endsWith("/$batch")
                                || request.text().matches("(?s).*\"method\":\"(POST|PATCH|DELETE)\".*"))
                        .count()
                + world.threatManager().count("POST")
                + world.threatManager().count("PUT")
                + world.threatManager().count("DELETE"));
    }
}
