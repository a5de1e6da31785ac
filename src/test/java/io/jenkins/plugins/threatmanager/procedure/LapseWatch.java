package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.standin.Fault;
import io.jenkins.plugins.threatmanager.standin.StandInHttp;
import io.jenkins.plugins.threatmanager.standin.StandInRequest;
import io.jenkins.plugins.threatmanager.standin.StandInSecret;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerConsole;
import io.jenkins.plugins.threatmanager.standin.ThreatManagerStandIn;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks whether Entra takes what every server holds: before each exchange, and before and after each passing of time.
 * In between nothing changes but the time, and a secret that is alive at the end of a wait was alive all the while; so no
 * second is left out.
 */
public final class LapseWatch implements Sleeper {

    private final EngineFixture world;
    private final List<ThreatManagerStandIn> servers;
    private final List<String> lapses = new ArrayList<>();
    private int most;

    public LapseWatch(EngineFixture world, List<ThreatManagerStandIn> servers) {
        this.world = world;
        this.servers = List.copyOf(servers);
        faults(request -> Optional.empty());
    }

    /** @param plan of faults from now on, for Entra and all servers */
    public void faults(Function<StandInRequest, Optional<Fault>> plan) {
        List<StandInHttp> all = new ArrayList<>(List.of(world.entra().http()));
        servers.forEach(server -> all.add(server.http()));
        for (StandInHttp http : all) {
            http.faults(request -> {
                look();
                return plan.apply(request);
            });
        }
    }

    public synchronized void look() {
        Instant now = world.time().instant();
        List<StandInSecret> secrets = world.app().secrets();
        for (ThreatManagerStandIn server : servers) {
            for (ThreatManagerConsole.Profile profile : server.console().profiles()) {
                String held = profile.credentials().get(0).password();
                if (secrets.stream().noneMatch(secret -> secret.text().equals(held) && world.isAlive(secret))) {
                    lapses.add(now + ": " + profile.description());
                }
            }
        }
        most = Math.max(most, (int) managed().stream().filter(world::isAlive).count());
    }

    /** Client secrets that this plugin made, alive or expired. */
    public List<StandInSecret> managed() {
        return world.app().secrets().stream()
                .filter(secret -> secret.displayName().startsWith("jenkins-tm "))
                .toList();
    }

    /** When which server held nothing that works; empty if never. */
    public synchronized List<String> lapses() {
        return List.copyOf(lapses);
    }

    /** How many managed secrets were alive at once. */
    public synchronized int most() {
        return most;
    }

    /** Lets time pass without anybody working. */
    public void advanceTo(Instant then) {
        look();
        world.time().advance(Duration.between(world.time().instant(), then));
        look();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        look();
        world.time().sleep(duration);
        look();
    }
}
