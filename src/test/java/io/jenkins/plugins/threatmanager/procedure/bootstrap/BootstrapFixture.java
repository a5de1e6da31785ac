package io.jenkins.plugins.threatmanager.procedure.bootstrap;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A bootstrap identity that is an owner of itself, with a secret that the configuration names for good and one of a
 * stranger's; watched: at every exchange and each passing of time something that is kept has to sign in.
 */
final class BootstrapFixture implements AutoCloseable, Sleeper {

    static final String ID = "bootstrap-of-contoso";
    static final RotationTerms NIGHTLY = RotationTerms.DEFAULT;
    static final RotationTerms FORCE = NIGHTLY.withForce();

    final EngineFixture land;
    StandInSecret configured;
    final StandInSecret foreign;
    private final ProcedureRequest.Secret secret;
    private final List<String> lockedOut = new ArrayList<>();
    private int most;

    /** Of the configured secret, 60 days to live; new ones live 24 months. */
    BootstrapFixture() {
        this("24 months");
    }

    BootstrapFixture(String lifetime) {
        this(new EngineFixture(), lifetime);
    }

    /** @param land where the bootstrap identity may have been at work before; closed with this */
    BootstrapFixture(EngineFixture land, String lifetime) {
        this.land = land;
        secret = new ProcedureRequest.Secret(ID, CalendarPeriod.parse(lifetime), CalendarPeriod.parse("30 days"));
        // That of the fixture lives for ever, so to say: nothing here signs in with it.
        land.bootstrap().secrets().forEach(known -> land.tenant().removeSecretByHand(land.bootstrap(), known.keyId()));
        configured = land.tenant().addSecretByHand(land.bootstrap(), "by hand", now().plus(Duration.ofDays(60)));
        foreign = land.tenant().addSecretByHand(land.bootstrap(), "jenkins-tm", Instant.parse("2099-01-01T00:00:00Z"));
        land.bootstrap().addOwner(self());
        faults(request -> Optional.empty());
    }

    String self() {
        return land.tenant().principalOf(land.bootstrap().appId()).orElseThrow().id();
    }

    Instant now() {
        return land.time().instant();
    }

    BootstrapIdentity identity() {
        SecretText named = SecretText.of(configured.text());
        return kept().map(known -> KeptSignIn.identity(known, Optional.of(named), now()))
                .orElseGet(() ->
                        new BootstrapIdentity.ClientSecret(land.bootstrap().appId(), named));
    }

    Optional<StoredSecret> kept() {
        return land.vault().find(ID);
    }

    BootstrapRequest request(RotationTerms terms) {
        return new BootstrapRequest(land.request(secret, Set.of()).goal(), terms);
    }

    Outcome rotate(RotationTerms terms) throws InterruptedException {
        return rotation().run(request(terms), operation());
    }

    Outcome plan(RotationTerms terms) throws InterruptedException {
        return rotation().plan(request(terms), operation());
    }

    private OperationContext operation() {
        return OperationContext.begin(land.time(), this, land.said()::add, Duration.ofMinutes(15));
    }

    private BootstrapRotation rotation() {
        return new BootstrapRotation(Places.of(
                land.directory(identity()),
                new BootstrapVault(
                        land.audit().watch(land.vault()),
                        Optional.of(new BootstrapVault.Configured(
                                "the credential 'contoso-bootstrap'",
                                EngineFixture.DOMAIN,
                                land.bootstrap().appId(),
                                SecretText.of(configured.text())))),
                List.of(),
                List::of,
                ProcedureListener.NONE,
                land.audit(),
                land.gate));
    }

    // ---- watched ---------------------------------------------------------------------------------------------------

    void faults(Function<StandInRequest, Optional<Fault>> plan) {
        land.entra().http().faults(request -> {
            look();
            return plan.apply(request);
        });
    }

    synchronized void look() {
        Stream<String> texts = kept().stream()
                .flatMap(known -> Stream.concat(Stream.of(known.current()), known.previous().stream()))
                .map(version -> version.text().reveal());
        boolean wayIn = Stream.concat(texts, Stream.of(configured.text()))
                .anyMatch(text -> land.bootstrap().secrets().stream()
                        .anyMatch(known -> known.text().equals(text) && land.isAlive(known)));
        if (!wayIn) {
            lockedOut.add(now().toString());
        }
        most = Math.max(most, (int) ours().stream().filter(land::isAlive).count());
    }

    /** What this plugin has made. */
    List<StandInSecret> ours() {
        return land.bootstrap().secrets().stream()
                .filter(known -> known.displayName().startsWith("jenkins-tm "))
                .toList();
    }

    synchronized List<String> lockedOut() {
        return List.copyOf(lockedOut);
    }

    synchronized int most() {
        return most;
    }

    void advanceTo(Instant then) {
        look();
        land.time().advance(Duration.between(now(), then));
        look();
    }

    void pass(Duration time) {
        advanceTo(now().plus(time));
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        look();
        land.time().sleep(duration);
        look();
    }

    @Override
    public void close() {
        land.close();
    }
}
