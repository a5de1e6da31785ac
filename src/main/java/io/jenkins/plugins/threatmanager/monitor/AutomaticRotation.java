package io.jenkins.plugins.threatmanager.monitor;

import hudson.model.Item;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.OperationAudit;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.SecretPlace;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.MovingVault;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.policy.ApprovalGate;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
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
            if (tenant.getPolicy().isApprovalOfRotation()) {
                log.say("left alone: " + tenant.getName()
                        + ", whose policy wants another person to approve each rotation; a job can plan it");
                continue;
            }
            for (DueSecret due : DueSecret.in(known, tenant.getDomain(), byHand)) {
                if (isEnabled(tenant, due) && isAllowed(tenant, due) && isOurs(tenant, due) && goesOn.test(due)) {
                    rotate(tenant, due);
                }
            }
        }
    }

    private boolean isEnabled(Tenant tenant, DueSecret due) {
        try {
            DisabledTenants.get().requireEnabled(tenant);
            return true;
        } catch (ProblemException disabled) {
            log.say("left alone: '" + due.secret().credentialsId() + "' of " + tenant.getName() + ": "
                    + disabled.cause());
            return false;
        }
    }

    /** A person can type into a credential whatever another server uses; with Jenkins' permissions that must not count. */
    private boolean isOurs(Tenant tenant, DueSecret due) {
        boolean ours = WrittenSecrets.get().include(due.secret());
        if (!ours) {
            log.say("left alone: '" + due.secret().credentialsId() + "' of " + tenant.getName()
                    + ", which this plugin has not written as it is now; a job can rotate it");
        }
        return ours;
    }

    /** Whether a job in the credential's folder might do it with all of its servers. */
    private boolean isAllowed(Tenant tenant, DueSecret due) {
        String place = due.secret().place();
        boolean forTenant = place.isEmpty()
                ? configuration.getDefaults().isAllowRootStore() && tenant.isAllowAllFolders()
                : place.equals(KeptSecret.PLUGIN)
                        ? tenant.getPolicy().getSecret() == SecretPlace.PLUGIN
                        : folder(place)
                                .filter(folder ->
                                        configuration.tenantsFor(folder).contains(tenant))
                                .isPresent();
        return forTenant && names(allowed(tenant, place)).containsAll(due.servers());
    }

    /**
     * Servers that jobs may use in a folder; where the root store is meant, those that all jobs may use; where the
     * plugin's own is, those that a job in any folder of the tenant may use.
     */
    private List<Server> allowed(Tenant tenant, String place) {
        if (place.equals(KeptSecret.PLUGIN)) {
            return configuration.getServers().stream()
                    .filter(server -> server.isAllowAllFolders()
                            || tenant.getAllowedFolders().stream()
                                    .flatMap(name -> folder(name).stream())
                                    .anyMatch(folder ->
                                            configuration.serversFor(folder).contains(server)))
                    .toList();
        }
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
        String place = tenant.getPolicy().getSecret() == SecretPlace.PLUGIN
                ? KeptSecret.PLUGIN
                : due.secret().place();
        LedgerJournal ledger = new LedgerJournal(Messages.AutomaticRotation_DisplayName(), "", 0);
        ledger.about(
                tenant.getName(),
                tenant.getDomain(),
                due.servers(),
                place,
                credentialsId,
                due.renewBefore().toString());
        OperationAudit audit =
                new OperationAudit(AuditOrigin.ofController(Messages.AutomaticRotation_DisplayName()), log);
        audit.about(tenant.getName(), due.servers());
        OperationRecord.End end = OperationRecord.End.FAILED;
        String sentence = "";
        try {
            PreparedOperation<?> rotation = configuration
                    .getDefaults()
                    .requests()
                    .prepare(Operation.ROTATE_SECRET, tenant.asGoal(), arguments(tenant, due));
            List<Server> usable = allowed(tenant, due.secret().place());
            List<Server> named = usable.stream()
                    .filter(server -> due.servers().contains(server.getName()))
                    .toList();
            Places places = Places.of(
                    Connections.directory(tenant, Operation.ROTATE_SECRET, null),
                    new MovingVault(CredentialsVault.forJenkins(place), tenant.getDomain()),
                    Connections.targets(named, null),
                    () -> Connections.others(usable, due.servers(), null),
                    ledger,
                    audit,
                    new ApprovalGate(rotation));
            rotation.perform(
                    places,
                    OperationContext.begin(clock, DisabledTenants.get().watched(sleeper, tenant), log, PATIENCE));
            end = OperationRecord.End.SUCCEEDED;
        } catch (ProblemException failure) {
            audit.failed(failure);
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

    private static ArgumentValues arguments(Tenant tenant, DueSecret due) {
        return new ArgumentValues()
                .put(Argument.TENANT, tenant.getName())
                .put(Argument.SERVER, String.join(",", due.servers()))
                .put(Argument.CREDENTIALS_ID, due.secret().credentialsId())
                .put(Argument.RENEW_BEFORE, due.renewBefore().toString());
    }
}
