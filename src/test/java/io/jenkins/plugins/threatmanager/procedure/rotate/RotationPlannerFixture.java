package io.jenkins.plugins.threatmanager.procedure.rotate;

import static io.jenkins.plugins.threatmanager.procedure.PlannerFixture.*;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.PlannerFixture;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.Controller;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.SecretMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A starting point for tables of rotation plans: one onboarded server, {@code tm-1}, with the secret "a". */
public final class RotationPlannerFixture {

    public static final Duration LONG = Duration.ofDays(700);
    public static final Duration DUE = Duration.ofDays(20);
    public static final String NEW = "create client secret valid until 2028-11-23";
    public static final String KEPT = "store client secret as 'contoso-tm' in credentials store of folder security";

    public final PlannerFixture tenant = PlannerFixture.onboarded();
    public final List<ServerObservation> servers = new ArrayList<>();
    public boolean previousWorks;
    public final List<String> othersByHand = new ArrayList<>();
    public RotationTerms terms = RotationTerms.DEFAULT;

    /** @param stored null for none */
    public static RotationPlannerFixture with(StoredSecret stored, ClientSecret... secrets) {
        RotationPlannerFixture situation = new RotationPlannerFixture();
        situation.tenant.managed = app(WANTED, WANTED, secrets);
        situation.tenant.stored = stored;
        return situation;
    }

    /** The secret "b" is stored, "a" was before it, and both are alive. */
    public static RotationPlannerFixture superseded(Duration left) {
        return with(storedAfter("b", left, "a", LONG), ours("a", LONG), ours("b", left));
    }

    public RotationPlannerFixture server(String name, boolean named, CredentialProfile... profiles) {
        List<EntraIdSync> syncs = Arrays.stream(profiles)
                .limit(1)
                .map(profile -> sync(profile.id()))
                .toList();
        servers.add(new ServerObservation(
                name, named, Optional.of(new ServerSnapshot(List.of(profiles), syncs)), Optional.empty()));
        return this;
    }

    /** A named server whose profile says that it holds that secret, for so long. */
    public RotationPlannerFixture holds(String server, String letter, Duration since) {
        return server(server, true, held(letter, since));
    }

    public RotationPlannerFixture otherHolds(String server, String letter, Duration since) {
        return server(server, false, held(letter, since));
    }

    /** A secret that another controller made for a credential of the same id in the same folder. */
    public static ClientSecret of(Controller controller, String letter, Duration left) {
        String marker =
                new SecretMarker(controller, PLACE, CREDENTIALS_ID).freshNames().get();
        return new ClientSecret(key(letter), marker, letter, NOW.plus(left));
    }

    public static CredentialProfile held(String letter, Duration since) {
        return held(OURS, letter, since);
    }

    public static CredentialProfile held(Controller controller, String letter, Duration since) {
        Optional<Instant> moved = Optional.of(NOW.minus(since));
        return profile(
                "7",
                PROFILE_NAME,
                new ProfileMarker(controller.signer(), DOMAIN, key(letter), moved).description(),
                CLIENT_ID);
    }

    public RotationPlannerFixture byHand(String name) {
        servers.add(ServerObservation.byHand(name));
        return this;
    }

    /** A server of which somebody has said that it holds that secret. */
    public RotationPlannerFixture byHandDone(String name, String letter) {
        servers.add(ServerObservation.byHand(
                name,
                (task, keyId) -> task == DoneByHand.Task.ENTER && keyId.equals(key(letter))
                        ? Optional.of(new DoneByHand.Statement("ada", NOW))
                        : Optional.empty()));
        return this;
    }

    public RotationPlannerFixture unreadable(String name, boolean named) {
        ProblemException failure =
                new ProblemException(ServerProblem.NOT_REACHABLE, "Server " + name + " cannot be reached.", "Mend it.");
        servers.add(new ServerObservation(name, named, Optional.empty(), Optional.of(failure)));
        return this;
    }

    public RotationPlannerFixture grace(String period) {
        terms = terms.withGracePeriod(CalendarPeriod.parseFromZero(period));
        return this;
    }

    public RotationPlannerFixture force() {
        terms = terms.withForce();
        return this;
    }

    public RotationPlannerFixture confirm() {
        terms = terms.withConfirmation();
        return this;
    }

    public RotationObservation view() {
        return new RotationObservation(tenant.observed(Optional.empty()), previousWorks, servers, othersByHand);
    }

    private RotationTerms fitting() {
        return terms.fitting(tenant.request(), view().base());
    }

    public RotationState state() {
        return RotationState.of(tenant.request(), fitting(), view());
    }

    public Plan plan() {
        return RotationPlanner.plan(tenant.request(), fitting(), view(), state());
    }

    public List<String> changes() {
        return plan().changes().stream().map(Change::what).toList();
    }

    public static String remove(String letter) {
        return "remove client secret " + key(letter);
    }

    public static String move(String server) {
        return "update Credential Profile '" + PROFILE_NAME + "' on " + server;
    }
}
