package io.jenkins.plugins.threatmanager.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Every hour asks those tenants and servers that are due: once a day, and once after an operation changed something or a
 * credential was edited. Tenants for which no secret is stored are left alone. Then rotates what is due where that is
 * switched on. Its log is the task log of Jenkins.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ExpiryWatch extends AsyncPeriodicWork {

    /** Hears what is known after each round. Must return soon. */
    public interface Listener extends ExtensionPoint {

        /** @param known what was known when the round ended */
        void scanned(MonitoringState known);
    }

    /** Hours between two rounds. */
    static final int EVERY_HOURS = 1;

    /** No look begins later than that in a round: what is left over comes first in the next. */
    private static final Duration ROUND = Duration.ofMinutes(45);

    private final Clock clock;
    private final Sleeper sleeper;

    public ExpiryWatch() {
        this(Clock.systemUTC(), Sleeper.REAL);
    }

    /** Tests let time pass as they like. */
    ExpiryWatch(Clock clock, Sleeper sleeper) {
        super("Threat Manager expiry watch");
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.HOURS.toMillis(EVERY_HOURS);
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        Progress log = line -> listener.getLogger().println(line);
        Instant end = clock.instant().plus(ROUND);
        look(log, end);
        new AutomaticRotation(clock, sleeper, log)
                .run(
                        MonitoringState.gather(clock.instant()),
                        due -> clock.instant().isBefore(end));
        StatusCache.get().forget();
        tell(log);
    }

    /** Whatever goes wrong in a listener concerns no scan. */
    private void tell(Progress log) {
        MonitoringState known = MonitoringState.gather(clock.instant());
        for (Listener listener : ExtensionList.lookup(Listener.class)) {
            try {
                listener.scanned(known);
            } catch (RuntimeException e) {
                Unexpected.trace(e, log);
            }
        }
    }

    /** Empty for one that an edited file has left invalid: that concerns no other. */
    private static Optional<TenantGoal.Tenant> goal(Tenant tenant, Progress log) {
        try {
            return Optional.of(tenant.asGoal());
        } catch (IllegalArgumentException | ProblemException invalid) {
            log.say("left alone: " + tenant.getName() + ": " + invalid.getMessage());
            return Optional.empty();
        }
    }

    /** @param end when no look begins any more */
    private void look(Progress log, Instant end) throws InterruptedException {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Defaults defaults = configuration.getDefaults();
        MonitoringState known = MonitoringState.gather(clock.instant());
        Scanner lookout = new Scanner(clock, sleeper, log, defaults.controller(), WrittenSecrets.get()::include);
        Schedule schedule = new Schedule(known, clock.instant());
        Set<String> domains = new HashSet<>();
        for (Tenant tenant : schedule.inOrder(configuration.getTenants(), Tenant::getDomain, known.tenantLooks())) {
            // Two tenants of the same domain are one in Entra.
            Optional<TenantGoal.Tenant> goal = goal(tenant, log);
            if (goal.isPresent()
                    && domains.add(ScanStore.key(tenant.getDomain()))
                    && schedule.isTenantDue(tenant.getDomain())
                    && clock.instant().isBefore(end)) {
                ScanStore.get()
                        .putTenant(lookout.atTenant(
                                goal.get(),
                                () -> Connections.directory(tenant, Operation.STATUS, null),
                                Optional.ofNullable(tenant.getRotationAuthentication())
                                        .map(any -> () -> Connections.bootstrap(tenant, true, null)),
                                defaults.getUniqueName(),
                                defaults.getAppName(),
                                schedule.kept(tenant.getDomain()),
                                known.tenantLooks().get(ScanStore.key(tenant.getDomain()))));
            }
        }
        for (Server server : schedule.inOrder(configuration.getServers(), Server::getName, known.serverLooks())) {
            if (!server.isByHand()
                    && schedule.isServerDue(server.getName())
                    && clock.instant().isBefore(end)) {
                ScanStore.get()
                        .putServer(lookout.atServer(
                                server.getName(),
                                () -> Connections.server(server, null).orElseThrow(),
                                known.serverLooks().get(ScanStore.key(server.getName()))));
            }
        }
    }
}
