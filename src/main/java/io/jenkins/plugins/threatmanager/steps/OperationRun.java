package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.CredentialsVault;
import io.jenkins.plugins.threatmanager.credentials.StoreChoice;
import io.jenkins.plugins.threatmanager.onboarding.Onboarding;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingRequest;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.OverviewTable;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.remote.Operation;
import io.jenkins.plugins.threatmanager.remote.Sleeper;
import io.jenkins.plugins.threatmanager.report.OnboardingReport;
import io.jenkins.plugins.threatmanager.report.ReportJournal;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One operation in one build, from arguments to result; the same for Pipeline and freestyle. */
final class OperationRun {

    private final OperationStep step;
    private final Run<?, ?> run;
    private final PrintStream log;
    private final UnaryOperator<String> expand;

    /** @param expand replaces variables in arguments; identity where Pipeline has done so */
    OperationRun(OperationStep step, Run<?, ?> run, TaskListener listener, UnaryOperator<String> expand) {
        this.step = step;
        this.run = run;
        this.log = listener.getLogger();
        this.expand = expand;
    }

    /**
     * @throws AbortException with a sentence of cause and one of remedy, if it could not be done
     * @throws InterruptedException if the build was aborted
     */
    OperationResult perform() throws IOException, InterruptedException {
        ReportJournal journal = OnboardingReport.begin(run, step.getDescriptor().getDisplayName(), step.isPlan());
        try {
            Outcome outcome = perform(journal);
            return OperationResult.of(outcome);
        } catch (Failure failure) {
            journal.failed(failure);
            throw new AbortException(failure.getMessage());
        }
    }

    private Outcome perform(ReportJournal journal) throws InterruptedException {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Defaults defaults = configuration.getDefaults();
        Item job = run.getParent();
        Tenant tenant = configuration.tenantFor(expand.apply(step.getTenant()), job);
        Optional<Server> server = step instanceof SyncStep sync
                ? Optional.of(configuration.serverFor(expand.apply(sync.getServer()), job))
                : Optional.empty();
        OnboardingRequest request = new Requests(defaults, expand).of(step, tenant);
        journal.about(
                tenant.getName(),
                tenant.getDomain(),
                server.map(Server::getName).orElse(""));
        StoreChoice store = step instanceof SecretStep secret ? secret.getStore() : StoreChoice.NEAREST_FOLDER;
        CredentialsVault vault =
                CredentialsVault.forRun(run, store, defaults.isAllowRootStore(), defaults.getCredentialsDomain());
        Optional<ThreatManagerServer> threatManager =
                server.isEmpty() ? Optional.empty() : Connections.server(server.get(), run);
        Operation operation = Operation.begin(
                Clock.systemUTC(), Sleeper.REAL, log::println, Duration.ofMinutes(step.getTimeoutMinutes()));
        Onboarding engine = new Onboarding(Connections.directory(tenant, run), vault, threatManager, journal);
        Outcome outcome = step.perform(engine, request, operation);
        OverviewTable.lines(outcome.overview()).forEach(log::println);
        step.judge(outcome, run);
        return outcome;
    }
}
