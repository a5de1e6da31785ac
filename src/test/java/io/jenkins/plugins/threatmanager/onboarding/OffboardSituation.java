package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tenant that is onboarded, on the server {@code tm-prod}, and the plan to off-board it; changed piece by piece. */
abstract class OffboardSituation {

    static final String SERVER = "tm-prod";
    static final String DELETE_SYNC = "delete Entra ID Sync for " + DOMAIN + " (AzureCloud) on " + SERVER;
    static final String DELETE_PROFILE = "delete Credential Profile '" + PROFILE_NAME + "' on " + SERVER;
    static final String REMOVE_SECRET = "remove client secret " + key("a");
    static final String REMOVE_CREDENTIAL = "remove credential 'contoso-tm' from credentials store of folder security";
    static final String REVOKE_USER = "withdraw admin consent to User.Read.All";
    static final String REVOKE_GROUP = "withdraw admin consent to Group.Read.All";
    static final String RECYCLE = "move app registration '" + APP_NAME + "' to the recycle bin";
    static final String PURGE = "delete app registration '" + APP_NAME + "' for good";

    final Situation situation = onboarded();
    final List<SeenServer> besides = new ArrayList<>();
    boolean works;

    final Plan plan() {
        List<SeenServer> servers = new ArrayList<>();
        servers.add(
                situation.serverSeen
                        ? new SeenServer(
                                SERVER,
                                true,
                                Optional.of(new ServerSnapshot(situation.profiles, situation.syncs)),
                                Optional.empty())
                        : SeenServer.byHand(SERVER));
        servers.addAll(besides);
        return OffboardPlanner.plan(
                situation.request(),
                new Remains(
                        situation.directory(),
                        Optional.ofNullable(situation.stored),
                        works,
                        PLACE,
                        "credentials store of folder security",
                        servers));
    }

    final List<String> changes() {
        assertThat(plan().obstacles()).isEmpty();
        return plan().changes().stream().map(Change::what).toList();
    }

    final void assertStopped(OnboardingProblem problem, String... words) {
        Plan plan = plan();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(Failure::problem).containsExactly(problem);
        assertThat(plan.obstacles().get(0).cause()).contains(words).endsWith(".");
    }

    static SeenServer other(CredentialProfile... profiles) {
        return new SeenServer(
                "tm-lab", false, Optional.of(new ServerSnapshot(List.of(profiles), List.of())), Optional.empty());
    }

    static Application inBin(ClientSecret... secrets) {
        Application app = app(WANTED, WANTED, secrets);
        return new Application(
                app.objectId(),
                app.appId(),
                app.displayName(),
                app.uniqueName(),
                app.tags(),
                app.signInAudience(),
                false,
                app.access(),
                app.secrets(),
                Optional.empty(),
                List.of(),
                Optional.of(Instant.parse("2026-11-20T08:00:00Z")));
    }
}
