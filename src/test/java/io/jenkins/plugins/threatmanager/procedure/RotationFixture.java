package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.onboard.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationRequest;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A tenant that is onboarded to one or more Threat Manager servers, {@code tm-1}, {@code tm-2} …, and is watched. */
public final class RotationFixture implements AutoCloseable {

    public static final RotationTerms NIGHTLY = RotationTerms.DEFAULT;
    public static final RotationTerms FORCE = NIGHTLY.withForce();
    public static final RotationTerms AT_ONCE = FORCE.withGracePeriod(CalendarPeriod.NONE);
    public static final RotationTerms CONFIRM = NIGHTLY.withConfirmation();

    public final EngineFixture land = new EngineFixture();
    public final LapseWatch watch;
    private final Map<String, ThreatManagerStandIn> servers = new LinkedHashMap<>();
    private final ProcedureRequest.Secret secret;
    private final StandInSecret foreign;
    private boolean foreignRemoved;

    public RotationFixture(int serverCount) throws InterruptedException {
        this(serverCount, "24 months", "30 days");
    }

    public RotationFixture(int serverCount, String lifetime, String renewBefore) throws InterruptedException {
        this(serverCount, lifetime, renewBefore, land -> {});
    }

    /** @param before what is done to the world before the first onboarding */
    public RotationFixture(int serverCount, String lifetime, String renewBefore, Consumer<EngineFixture> before)
            throws InterruptedException {
        before.accept(land);
        secret = new ProcedureRequest.Secret(
                EngineFixture.CREDENTIALS_ID, CalendarPeriod.parse(lifetime), CalendarPeriod.parse(renewBefore));
        servers.put("tm-1", land.threatManager());
        while (servers.size() < serverCount) {
            servers.put("tm-" + (servers.size() + 1), land.addThreatManager());
        }
        for (String name : servers.keySet()) {
            new Onboarding(land.places(
                            land.directory(),
                            ServerTargets.named(Optional.of(land.server(name, server(name)))),
                            List::of,
                            ProcedureListener.NONE))
                    .run(land.request(secret, EnumSet.allOf(Stage.class)), land.operation());
        }
        foreign = land.tenant().addSecretByHand(land.app(), "jenkins-tm", Instant.parse("2099-01-01T00:00:00Z"));
        watch = new LapseWatch(land, List.copyOf(servers.values()));
    }

    public ThreatManagerStandIn server(String name) {
        return servers.get(name);
    }

    public RotationRequest request(RotationTerms terms) {
        return new RotationRequest(land.request(secret, Set.of()).goal(), terms);
    }

    public OperationContext operation() {
        return OperationContext.begin(land.time(), watch, land.said()::add, Duration.ofMinutes(60));
    }

    /** What a rotation is to be about: names of servers, {@code hand…} for those that are set up by hand. */
    public List<ServerTarget> targets(String... names) {
        List<ServerTarget> targets = new ArrayList<>();
        for (String name : names) {
            targets.add(new ServerTarget(
                    name, name.startsWith("hand") ? Optional.empty() : Optional.of(land.server(name, server(name)))));
        }
        return targets;
    }

    public Rotation rotation(EntraDirectory directory, String... named) {
        List<String> given = Arrays.asList(named);
        String[] others =
                servers.keySet().stream().filter(name -> !given.contains(name)).toArray(String[]::new);
        return new Rotation(land.places(directory, targets(named), () -> targets(others), ProcedureListener.NONE));
    }

    public Outcome rotate(RotationTerms terms, String... named) throws InterruptedException {
        return rotation(land.directory(), named).run(request(terms), operation());
    }

    public Outcome plan(RotationTerms terms, String... named) throws InterruptedException {
        return rotation(land.directory(), named).plan(request(terms), operation());
    }

    public StoredSecret stored() {
        return land.vault().find(EngineFixture.CREDENTIALS_ID).orElseThrow();
    }

    /** The text that a server holds, which it never gives back itself. */
    public String heldBy(String name) {
        return server(name).console().profiles().get(0).credentials().get(0).password();
    }

    /** From now on Test Connection on that server fails with whatever is stored. */
    public void refuse(String name) {
        server(name)
                .console()
                .onTestConnection((tenant, cloud, clientId, text) -> new ThreatManagerConsole.Result(
                        !text.equals(stored().text().reveal()), "refused"));
    }

    /** From now on Test Connection on that server signs in to Entra again. */
    public void accept(String name) {
        server(name)
                .console()
                .onTestConnection((tenant, cloud, clientId, text) -> new ThreatManagerConsole.Result(
                        land.app().secrets().stream()
                                .anyMatch(known -> known.text().equals(text) && land.isAlive(known)),
                        ""));
    }

    public void pass(Duration time) {
        watch.advanceTo(land.time().instant().plus(time));
    }

    /** To the day on which a renewal is due. */
    public void passUntilDue() {
        watch.advanceTo(secret.renewBefore().before(stored().expires()));
    }

    /** A person removes what a person has added. */
    public void removeForeign() {
        land.tenant().removeSecretByHand(land.app(), foreign.keyId());
        foreignRemoved = true;
    }

    /** Whether no run has removed it. */
    public boolean isForeignSecretThere() {
        return foreignRemoved || land.app().secrets().contains(foreign);
    }

    /** Whether every managed secret in Entra is the stored one, the one before it, or younger than a day at most. */
    public boolean hasNoOrphan() {
        Instant aDayAgo = land.time().instant().minus(Duration.ofDays(1));
        return watch.managed().stream()
                .allMatch(known -> known.start().isAfter(aDayAgo.minus(Duration.ofHours(1)))
                        || known.keyId().equals(stored().keyId())
                        || stored().previous()
                                .filter(previous -> previous.keyId().equals(known.keyId()))
                                .isPresent());
    }

    @Override
    public void close() {
        land.close();
    }
}
