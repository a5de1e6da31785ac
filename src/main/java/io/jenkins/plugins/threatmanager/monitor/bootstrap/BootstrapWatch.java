package io.jenkins.plugins.threatmanager.monitor.bootstrap;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.OperationAudit;
import io.jenkins.plugins.threatmanager.config.ClientSecretAuthentication;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.BootstrapCopies;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.monitor.Ledger;
import io.jenkins.plugins.threatmanager.monitor.LedgerEntry;
import io.jenkins.plugins.threatmanager.monitor.LedgerJournal;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.monitor.Unexpected;
import io.jenkins.plugins.threatmanager.policy.ApprovalGate;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.BootstrapCredential;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Every hour looks which bootstrap identities have a secret to be moved, to be rotated, or an older one to be removed, of
 * tenants for which automatic rotation is switched on and whose policy allows ROTATE_BOOTSTRAP; and does it, once a day at
 * most. Looks into the plugin's own store alone: Entra is asked only when there is something to do.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BootstrapWatch extends AsyncPeriodicWork {

    /** After an attempt that long, whether it succeeded or not. */
    private static final Duration BETWEEN = Duration.ofHours(23);

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Sleeper sleeper;

    public BootstrapWatch() {
        this(Clock.systemUTC(), Sleeper.REAL);
    }

    /** Tests let time pass as they like. */
    BootstrapWatch(Clock clock, Sleeper sleeper) {
        super("Threat Manager bootstrap watch");
        this.clock = clock;
        this.sleeper = sleeper;
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.HOURS.toMillis(1);
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        Progress log = line -> listener.getLogger().println(line);
        for (Tenant tenant : ThreatManagerConfiguration.get().getTenants()) {
            if (!tenant.isAutomaticRotation() || !isAllowed(tenant, log)) {
                continue;
            }
            for (boolean rotator : List.of(false, true)) {
                try {
                    if (isDue(tenant, rotator)) {
                        rotate(tenant, rotator, log);
                    }
                } catch (ProblemException unreadable) {
                    log.say("left alone: the bootstrap identity of " + tenant.getName() + ": " + unreadable.cause());
                }
            }
        }
    }

    private static boolean isAllowed(Tenant tenant, Progress log) {
        if (!tenant.getPolicy().getAllow().contains(TenantPolicy.Special.ROTATE_BOOTSTRAP.name())) {
            return false;
        }
        if (tenant.getPolicy().isApprovalOfRotation()) {
            log.say("left alone: the bootstrap identity of " + tenant.getName()
                    + ", whose policy wants another person to approve each rotation; a job can plan it");
            return false;
        }
        try {
            DisabledTenants.get().requireEnabled(tenant);
            return true;
        } catch (ProblemException disabled) {
            log.say("left alone: the bootstrap identity of " + tenant.getName() + ": " + disabled.cause());
            return false;
        }
    }

    /** One that signs in with something else than a client secret that can be moved is a finding, and no more. */
    private boolean isDue(Tenant tenant, boolean rotator) {
        if (!((rotator ? tenant.getRotationAuthentication() : tenant.getAuthentication())
                instanceof ClientSecretAuthentication named)) {
            return false;
        }
        Instant now = clock.instant();
        boolean triedLately = Ledger.get().entries().stream()
                // Of two tenants of one identity, that of the other one fails each time.
                .filter(entry -> entry.key().tenant().equals(tenant.getName())
                        && entry.key().place().equals(KeptSecret.PLUGIN)
                        && entry.key().credentialsId().equals(BootstrapCredential.id(named.getClientId())))
                .map(LedgerEntry::lastRun)
                .flatMap(Optional::stream)
                .filter(OperationRecord::isAutomatic)
                .anyMatch(ran -> ran.at().plus(BETWEEN).isAfter(now));
        Optional<StoredSecret> kept = BootstrapCopies.find(named.getClientId());
        return !triedLately
                && kept.filter(secret -> secret.previous().isEmpty()
                                && ThreatManagerConfiguration.get()
                                        .renewBefore()
                                        .before(secret.expires())
                                        .isAfter(now))
                        .isEmpty();
    }

    private void rotate(Tenant tenant, boolean rotator, Progress log) throws InterruptedException {
        String credentialsId = BootstrapCredential.id(Connections.bootstrapClientId(tenant, rotator));
        String title = Messages.BootstrapWatch_DisplayName();
        log.say("rotating the secret of the bootstrap identity of " + tenant.getName());
        LedgerJournal ledger = new LedgerJournal(title, "", 0);
        ledger.about(tenant.getName(), tenant.getDomain(), List.of(), KeptSecret.PLUGIN, credentialsId, "");
        OperationAudit audit = new OperationAudit(AuditOrigin.ofController(title), log);
        audit.about(tenant.getName(), List.of());
        OperationRecord.End end = OperationRecord.End.FAILED;
        String sentence = "";
        try {
            PreparedOperation<?> rotation = ThreatManagerConfiguration.get()
                    .getDefaults()
                    .requests()
                    .prepare(
                            Operation.ROTATE_BOOTSTRAP,
                            tenant.asGoal(),
                            new ArgumentValues()
                                    .put(Argument.TENANT, tenant.getName())
                                    .put(Argument.ROTATION_IDENTITY, rotator)
                                    .put(Argument.CREDENTIALS_ID, credentialsId));
            rotation.perform(
                    Places.of(
                            Connections.bootstrap(tenant, rotator, null),
                            Connections.bootstrapVault(
                                    tenant, rotator, CredentialsVault.forJenkins(KeptSecret.PLUGIN), null),
                            List.of(),
                            List::of,
                            ledger,
                            audit,
                            new ApprovalGate(rotation)),
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
            log.say(sentence.isEmpty() ? "ended: " + end : sentence);
            ledger.ended(false, end, sentence);
        }
    }
}
