package io.jenkins.plugins.threatmanager.onboarding;

import static io.jenkins.plugins.threatmanager.onboarding.Situation.*;

import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A starting point for tables of rotation plans: one onboarded server, {@code tm-1}, with the secret "a". */
final class RotationSituation {

    static final Duration LONG = Duration.ofDays(700);
    static final Duration DUE = Duration.ofDays(20);
    static final String NEW = "create client secret valid until 2028-11-23";
    static final String KEPT = "store client secret as 'contoso-tm' in credentials store of folder security";

    final Situation tenant = Situation.onboarded();
    final List<SeenServer> servers = new ArrayList<>();
    boolean previousWorks;
    final List<String> othersByHand = new ArrayList<>();
    RotationTerms terms = RotationTerms.DEFAULT;

    /** @param stored null for none */
    static RotationSituation with(StoredSecret stored, ClientSecret... secrets) {
        RotationSituation situation = new RotationSituation();
        situation.tenant.managed = app(WANTED, WANTED, secrets);
        situation.tenant.stored = stored;
        return situation;
    }

    /** The secret "b" is stored, "a" was before it, and both are alive. */
    static RotationSituation superseded(Duration left) {
        return with(storedAfter("b", left, "a", LONG), ours("a", LONG), ours("b", left));
    }

    RotationSituation server(String name, boolean named, CredentialProfile... profiles) {
        List<EntraIdSync> syncs = Arrays.stream(profiles)
                .limit(1)
                .map(profile -> sync(profile.id()))
                .toList();
        servers.add(new SeenServer(
                name, named, Optional.of(new ServerSnapshot(List.of(profiles), syncs)), Optional.empty()));
        return this;
    }

    /** A named server whose profile says that it holds that secret, for so long. */
    RotationSituation holds(String server, String letter, Duration since) {
        return server(server, true, held(letter, since));
    }

    RotationSituation otherHolds(String server, String letter, Duration since) {
        return server(server, false, held(letter, since));
    }

    /** A secret that another controller made for a credential of the same id in the same folder. */
    static ClientSecret of(Controller controller, String letter, Duration left) {
        String marker =
                new SecretMarker(controller, PLACE, CREDENTIALS_ID).freshNames().get();
        return new ClientSecret(key(letter), marker, letter, NOW.plus(left));
    }

    static CredentialProfile held(String letter, Duration since) {
        return held(OURS, letter, since);
    }

    static CredentialProfile held(Controller controller, String letter, Duration since) {
        Optional<Instant> moved = Optional.of(NOW.minus(since));
        return profile(
                "7",
                PROFILE_NAME,
                new ProfileMarker(controller.signer(), DOMAIN, key(letter), moved).description(),
                CLIENT_ID);
    }

    RotationSituation byHand(String name) {
        servers.add(SeenServer.byHand(name));
        return this;
    }

    RotationSituation unreadable(String name, boolean named) {
        Failure failure =
                new Failure(ServerProblem.NOT_REACHABLE, "Server " + name + " cannot be reached.", "Mend it.");
        servers.add(new SeenServer(name, named, Optional.empty(), Optional.of(failure)));
        return this;
    }

    RotationSituation grace(String period) {
        terms = new RotationTerms(CalendarPeriod.parseFromZero(period), terms.force(), terms.confirmed());
        return this;
    }

    RotationSituation force() {
        terms = new RotationTerms(terms.gracePeriod(), true, terms.confirmed());
        return this;
    }

    RotationSituation confirm() {
        terms = new RotationTerms(terms.gracePeriod(), terms.force(), true);
        return this;
    }

    RotationView view() {
        return new RotationView(tenant.observed(Optional.empty()), previousWorks, servers, othersByHand);
    }

    RotationState state() {
        return RotationState.of(tenant.request(), terms, view());
    }

    Plan plan() {
        return RotationPlanner.plan(tenant.request(), terms, view(), state());
    }

    List<String> changes() {
        return plan().changes().stream().map(Change::what).toList();
    }

    static String remove(String letter) {
        return "remove client secret " + key(letter);
    }

    static String move(String server) {
        return "update Credential Profile '" + PROFILE_NAME + "' on " + server;
    }
}
