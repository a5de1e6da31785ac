package io.jenkins.plugins.threatmanager.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.audit.AuditOrigin;
import io.jenkins.plugins.threatmanager.audit.OperationAudit;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.handoff.HandOffRecords;
import io.jenkins.plugins.threatmanager.monitor.KnownServers;
import io.jenkins.plugins.threatmanager.monitor.LedgerJournal;
import io.jenkins.plugins.threatmanager.monitor.OperationRecord;
import io.jenkins.plugins.threatmanager.policy.Approvals;
import io.jenkins.plugins.threatmanager.policy.CurrentArguments;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import io.jenkins.plugins.threatmanager.policy.TenantAccess;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.report.ReportJournal;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import io.jenkins.plugins.threatmanager.transport.Sleeper;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One operation in one build, from arguments to result; the same for Pipeline and freestyle. */
final class OperationRun {

    /** Tests let time pass faster. */
    static volatile Sleeper sleeper = Sleeper.REAL;

    private final OperationStep step;
    private final Run<?, ?> run;
    private final Progress log;
    private final UnaryOperator<String> expand;

    /** @param expand replaces variables in arguments; identity where Pipeline has done so */
    OperationRun(OperationStep step, Run<?, ?> run, TaskListener listener, UnaryOperator<String> expand) {
        this.step = step;
        this.run = run;
        this.log = step.log(listener);
        this.expand = expand;
    }

    /**
     * @throws AbortException with a sentence of cause and one of remedy, if it could not be done
     * @throws InterruptedException if the build was aborted
     */
    OperationResult perform() throws IOException, InterruptedException {
        String title = step.title();
        ReportJournal page = step.page(run);
        LedgerJournal ledger = new LedgerJournal(title, run.getParent().getFullName(), run.getNumber());
        OperationAudit audit = new OperationAudit(AuditOrigin.of(run, title), log);
        String end = Messages.OperationRun_Unexpected();
        OperationRecord.End how = OperationRecord.End.FAILED;
        try {
            OperationResult result = perform(page, ledger, audit);
            end = "";
            how = OperationRecord.End.SUCCEEDED;
            return result;
        } catch (ProblemException failure) {
            step.failed(failure);
            if (failure.problem() != StepProblem.DRIFT) {
                audit.failed(failure);
            }
            page.failed(failure);
            end = failure.getMessage();
            throw new AbortException(end);
        } catch (InterruptedException aborted) {
            end = Messages.OperationRun_Aborted();
            how = OperationRecord.End.ABORTED;
            throw aborted;
        } finally {
            page.ended(end);
            ledger.ended(step.readsOnly(), how, end);
        }
    }

    /** Everything that can be wrong with arguments, configuration and permissions comes first, before any request. */
    private OperationResult perform(ReportJournal page, LedgerJournal ledger, OperationAudit audit)
            throws InterruptedException {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Defaults defaults = configuration.getDefaults();
        Item job = run.getParent();
        Operation operation = step.operation();
        ArgumentValues arguments = step.arguments().expanded(expand);
        String tenantName = arguments.text(Argument.TENANT).orElse("");
        audit.about(tenantName, List.of());
        Tenant tenant = configuration.tenantFor(tenantName, job);
        TenantAccess.require(operation, tenant, job);
        TenantAccess.requireEnabled(tenant, step.readsOnly(), log);
        CurrentArguments.put(arguments, tenant, configuration.serversFor(job), log);
        audit.about(tenant.getName(), List.of());
        step.complete(arguments, tenant);
        PreparedOperation<?> prepared = configuration
                .requests()
                .prepare(
                        operation,
                        tenant.asGoal(),
                        arguments,
                        KnownServers.needs(tenant, configuration.serversFor(job)));
        audit.about(tenant.getName(), prepared.servers());
        List<Server> servers = prepared.servers().stream()
                .map(name -> configuration.serverFor(name, job))
                .toList();
        page.about(tenant.getName(), tenant.getDomain(), String.join(", ", prepared.servers()));
        SecretVault vault = step.vault(run, defaults, tenant);
        String owner = operation.takes(Argument.CREDENTIALS_ID) || operation.isAboutBootstrap()
                ? vault.place()
                : tenant.grantedBy(job).orElse("");
        String product = prepared.request().app().product();
        TenantAccess.requireOwner(operation, tenant, product, owner);
        Optional<ProcedureRequest.Secret> secret = prepared.request().goal().secret();
        if (secret.isPresent() || prepared.request().app().isForThreatManager()) {
            ledger.about(
                    tenant.getName(),
                    tenant.getDomain(),
                    prepared.servers(),
                    vault.place(),
                    secret.map(ProcedureRequest.Secret::credentialsId).orElse(""),
                    secret.filter(some -> operation.takes(Argument.RENEW_BEFORE))
                            .map(some -> some.renewBefore().toString())
                            .orElse(""));
        }
        Places places = Places.of(
                step.directory(run, tenant),
                new SecretVault.Owned(vault, () -> TenantAccess.requireOwner(operation, tenant, product, owner)),
                HandOffRecords.get().on(prepared.named(Connections.targets(servers, run))),
                prepared.others(() -> HandOffRecords.get()
                        .on(Connections.others(configuration.serversFor(job), prepared.servers(), run))),
                new BuildJournal(page, ledger, step.tables(log), operation.readsOnly()),
                audit,
                step.gate(prepared, run, plan -> offer(plan, tenant, page)));
        Sleeper patience =
                prepared.changesNothing() ? sleeper : DisabledTenants.get().watched(sleeper, tenant);
        Outcome outcome = prepared.perform(
                places, OperationContext.begin(Clock.systemUTC(), patience, page.hearing(log), prepared.timeout()));
        step.judge(outcome);
        return OperationResult.of(
                outcome,
                step.readsOnly(),
                step.isPlan() && !outcome.plan().changesNothing()
                        ? offer(prepared, places.statement(prepared.request(), outcome.plan()), tenant, page)
                        : null);
    }

    @CheckForNull
    private String offer(PreparedOperation<?> prepared, PlanStatement plan, Tenant tenant, ReportJournal page) {
        return step.isOffered(prepared, plan) ? offer(plan, tenant, page) : null;
    }

    /** Has a plan wait for its approval; returns its digest. */
    private String offer(PlanStatement plan, Tenant tenant, ReportJournal page) {
        String digest = plan.digest();
        Approvals.get()
                .planned(plan, step.title(), tenant.getName(), run.getParent().getFullName(), run.getNumber());
        page.offered(digest);
        log.say("digest of this plan, for approvedPlan: " + digest);
        return digest;
    }
}
