package io.jenkins.plugins.threatmanager.monitor;

import hudson.model.Item;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.procedure.rotate.RotationTerms;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * Rotates the secrets of tenants for which an administrator switched that on, as {@code threatManagerRotateSecret} does
 * in a job. What a job in the credential's folder may not use, this does not either. Its result is in the ledger.
 */
final class AutomaticRotation {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Sleeper sleeper;
    private final Progress log;
    private final ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();

    /** @param log hears what it plans and does */
    AutomaticRotation(Clock clock, Sleeper sleeper, Progress log) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
    }

    /** @param goesOn asked before each rotation */
    void run(MonitoringState known, Predicate<DueSecret> goesOn) throws InterruptedException {
        Set<String> byHand = configuration.getServers().stream()
                .filter(Server::isByHand)
                .map(Server::getName)
                .collect(Collectors.toSet());
        for (Tenant tenant : configuration.getTenants()) {
            if (!tenant.isAutomaticRotation()) {
                continue;
            }
            for (DueSecret due : DueSecret.in(known, tenant.getDomain(), byHand)) {
                if (isAllowed(tenant, due) && goesOn.test(due)) {
                    rotate(tenant, due);
                }
            }
        }
    }

    /** Whether a job in the credential's folder might do it with all of its servers. */
    private boolean isAllowed(Tenant tenant, DueSecret due) {
        String place = due.secret().place();
        boolean forTenant = place.isEmpty()
                ? configuration.getDefaults().isAllowRootStore() && tenant.isAllowAllFolders()
                : folder(place)
                        .filter(folder -> configuration.tenantsFor(folder).contains(tenant))
                        .isPresent();
        return forTenant && names(allowed(place)).containsAll(due.servers());
    }

    /** Servers that jobs may use in a folder; where the root store is meant, those that all jobs may use. */
    private List<Server> allowed(String place) {
        return place.isEmpty()
                ? configuration.getServers().stream()
                        .filter(Server::isAllowAllFolders)
                        .toList()
                : folder(place).map(configuration::serversFor).orElse(List.of());
    }

    private static Optional<Item> folder(String place) {
        return Optional.ofNullable(Jenkins.get().getItemByFullName(place));
    }

    private static Set<String> names(List<Server> servers) {
        return servers.stream().map(Server::getName).collect(Collectors.toSet());
    }

    private void rotate(Tenant tenant, DueSecret due) throws InterruptedException {
        String credentialsId = due.secret().credentialsId();
        log.say("rotating '" + credentialsId + "' of " + tenant.getName());
        LedgerJournal ledger = new LedgerJournal(Messages.AutomaticRotation_DisplayName(), "", 0);
        ledger.about(
                tenant.getName(),
                tenant.getDomain(),
                due.servers(),
                due.secret().place(),
                credentialsId,
                due.renewBefore().toString());
        OperationRecord.End end = OperationRecord.End.FAILED;
        String sentence = "";
        try {
            Defaults defaults = configuration.getDefaults();
            Rotation rotation = new Rotation(
                    Connections.directoryForRotation(tenant, null),
                    CredentialsVault.forJenkins(due.secret().place()),
                    named(due),
                    () -> others(due),
                    ledger);
            rotation.run(
                    request(tenant, due, defaults),
                    new RotationTerms(CalendarPeriod.parseFromZero(defaults.getGracePeriod()), false, false),
                    OperationContext.begin(clock, sleeper, log, PATIENCE));
            end = OperationRecord.End.SUCCEEDED;
        } catch (ProblemException failure) {
            sentence = failure.getMessage();
        } catch (InterruptedException stopped) {
            end = OperationRecord.End.ABORTED;
            throw stopped;
        } catch (RuntimeException e) {
            sentence = Unexpected.told(e, log);
        } finally {
            log.say(sentence.isEmpty() ? end.name().toLowerCase(Locale.ROOT) : sentence);
            ledger.ended(false, end, sentence);
        }
    }

    private List<ServerTarget> named(DueSecret due) {
        return allowed(due.secret().place()).stream()
                .filter(server -> due.servers().contains(server.getName()))
                .map(server -> new ServerTarget(server.getName(), Connections.server(server, null)))
                .toList();
    }

    /** They may hold the same secret without being known for it: asked before a secret goes. */
    private List<ServerTarget> others(DueSecret due) {
        return allowed(due.secret().place()).stream()
                .filter(server -> !due.servers().contains(server.getName()))
                .map(server -> ServerTarget.ifConnectable(server.getName(), () -> Connections.server(server, null)))
                .toList();
    }

    private static ProcedureRequest request(Tenant tenant, DueSecret due, Defaults defaults) {
        return new ProcedureRequest(
                tenant.getName(),
                tenant.getDomain(),
                tenant.cloudForThreatManager(),
                defaults.controller(),
                new ProcedureRequest.App(defaults.getUniqueName(), defaults.getAppName(), defaults.permissionNames()),
                new ProcedureRequest.Secret(
                        due.secret().credentialsId(),
                        CalendarPeriod.parse(defaults.getSecretLifetime()),
                        due.renewBefore()),
                null,
                EnumSet.of(Stage.SECRET, Stage.SYNC),
                Set.of(),
                Duration.ZERO);
    }
}
