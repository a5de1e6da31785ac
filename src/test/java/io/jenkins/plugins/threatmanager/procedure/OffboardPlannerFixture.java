package io.jenkins.plugins.threatmanager.procedure;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardObservation;
import io.jenkins.plugins.threatmanager.procedure.offboard.OffboardPlanner;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tenant that is onboarded, on the server {@code tm-prod}, and the plan to off-board it; changed piece by piece. */
public abstract class OffboardPlannerFixture {

    public static final String SERVER = "tm-prod";
    public static final String DELETE_SYNC = "delete Entra ID Sync for " + DOMAIN + " (AzureCloud) on " + SERVER;
    public static final String DELETE_PROFILE = "delete Credential Profile '" + PROFILE_NAME + "' on " + SERVER;
    public static final String REMOVE_SECRET = "remove client secret " + key("a");
    public static final String REMOVE_CREDENTIAL =
            "remove credential 'contoso-tm' from credentials store of folder security";
    public static final String REVOKE_USER = "withdraw admin consent to User.Read.All";
    public static final String REVOKE_GROUP = "withdraw admin consent to Group.Read.All";
    public static final String RECYCLE = "move app registration '" + APP_NAME + "' to the recycle bin";
    public static final String PURGE = "delete app registration '" + APP_NAME + "' for good";

    public final PlannerFixture situation = onboarded();
    public final List<ServerObservation> besides = new ArrayList<>();
    public boolean works;

    public final Plan plan() {
        List<ServerObservation> servers = new ArrayList<>();
        servers.add(
                situation.serverSeen
                        ? new ServerObservation(
                                SERVER,
                                true,
                                Optional.of(new ServerSnapshot(situation.profiles, situation.syncs)),
                                Optional.empty())
                        : ServerObservation.byHand(SERVER));
        servers.addAll(besides);
        return OffboardPlanner.plan(
                situation.request(),
                new OffboardObservation(
                        situation.directory(),
                        Optional.ofNullable(situation.stored),
                        works,
                        PLACE,
                        "credentials store of folder security",
                        servers));
    }

    public final List<String> changes() {
        assertThat(plan().obstacles()).isEmpty();
        return plan().changes().stream().map(Change::what).toList();
    }

    public final void assertStopped(ProcedureProblem problem, String... words) {
        Plan plan = plan();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.obstacles()).extracting(ProblemException::problem).containsExactly(problem);
        assertThat(plan.obstacles().get(0).cause()).contains(words).endsWith(".");
    }

    public static ServerObservation other(CredentialProfile... profiles) {
        return new ServerObservation(
                "tm-lab", false, Optional.of(new ServerSnapshot(List.of(profiles), List.of())), Optional.empty());
    }

    public static Application inBin(ClientSecret... secrets) {
        Application app = app(WANTED, WANTED, secrets);
        return app.newBuilder()
                .servicePrincipal(Optional.empty())
                .deletedAt(Optional.of(Instant.parse("2026-11-20T08:00:00Z")))
                .build();
    }
}
