package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.output.OperationDocument;
import io.jenkins.plugins.threatmanager.cli.output.OperationOutput;
import io.jenkins.plugins.threatmanager.cli.vault.BootstrapEntry;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.federation.FederationReport;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanGate;
import io.jenkins.plugins.threatmanager.procedure.approval.PlanStatement;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** An operation over real endpoints: everything is read and checked before the first request. */
final class OperationCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int DRIFT = 2;

    private final Operation operation;
    private final Environment environment;
    private final FileOptions files = new FileOptions();
    private final CommandSpec spec;

    private OperationCommand(Operation operation, Environment environment) {
        this.operation = operation;
        this.environment = environment;
        this.spec = CommandSpec.wrapWithoutInspection(this)
                .name(operation.command())
                .addMixin("files", CommandSpec.forAnnotatedObject(files))
                .mixinStandardHelpOptions(true);
        OperationOptions.addTo(spec, operation);
        OperationHelp.addTo(spec, operation);
    }

    static CommandLine of(Operation operation, Environment environment) {
        return new CommandLine(new OperationCommand(operation, environment).spec);
    }

    @Override
    public Integer call() throws InterruptedException {
        ArgumentValues arguments = OperationOptions.values(spec.commandLine().getParseResult(), operation);
        OperationOutput output = new OperationOutput(
                files.output.format(),
                operation.readsOnly(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        OperationDocument document = new OperationDocument(
                operation,
                arguments.text(Argument.TENANT).orElse(""),
                arguments.flag(Argument.PLAN),
                files.vaultOption());
        try {
            Outcome outcome = perform(arguments, output);
            int exitCode = exitCode(outcome, arguments);
            output.ended(outcome, document, exitCode);
            return exitCode;
        } catch (ProblemException problem) {
            if (environment.stop().isRequested()) {
                output.stopped(document);
                throw problem;
            }
            output.failed(problem, document, FAILED);
            return FAILED;
        } catch (InterruptedException stopped) {
            output.stopped(document);
            throw stopped;
        }
    }

    private Outcome perform(ArgumentValues arguments, OperationOutput output) throws InterruptedException {
        Settings settings = files.settings(environment);
        settings.notes().forEach(output::note);
        SettingsYaml.Tenant tenant =
                settings.tenant(arguments.text(Argument.TENANT).orElse(""));
        arguments.text(Argument.SERVER).ifPresent(said -> arguments.put(Argument.SERVER, settings.serverNames(said)));
        KeyStoreFile file = files.vault(environment);
        ConnectionSettings connections = new ConnectionSettings(settings, file);
        boolean rotator = operation.isAboutBootstrap() ? rotator(tenant, arguments) : operation.rotates();
        String entry = entry(tenant, rotator);
        if (operation.isAboutBootstrap()) {
            arguments.put(Argument.CREDENTIALS_ID, entry);
        }
        PreparedOperation<?> prepared = settings.requests(file.identity())
                .prepare(operation, connections.goal(tenant), arguments, connections.needs());
        Network network = environment.network(files.caCertificate);
        EntraTenant entra = connections.tenant(tenant);
        BootstrapIdentity identity = connections.identity(tenant, rotator);
        if (operation.readsOnly() && identity instanceof BootstrapIdentity.WorkloadIdentity workload) {
            FederationReport.of(workload, entra.cloud(), Instant.now())
                    .lines()
                    .forEach(line -> output.say(line.toString()));
        }
        Places places = Places.of(
                network.directory(entra, identity),
                operation.isAboutBootstrap()
                        ? BootstrapEntry.vault(file, tenant.domain(), entry, identity)
                        : new VaultFile(file),
                prepared.named(connections.targets(prepared.servers(), network)),
                prepared.others(() -> connections.others(prepared.servers(), network)),
                output,
                AuditTrail.NONE,
                new ExactPlan(prepared));
        if (!prepared.changesNothing()) {
            file.keepIdentity();
        }
        Outcome outcome =
                environment.operate(output::say, prepared.timeout(), context -> prepared.perform(places, context));
        if (arguments.flag(Argument.PLAN)
                && outcome.plan().obstacles().isEmpty()
                && !outcome.plan().changesNothing()) {
            output.offered(places.statement(prepared.request(), outcome.plan()).digest());
        }
        return outcome;
    }

    private static boolean rotator(SettingsYaml.Tenant tenant, ArgumentValues arguments) {
        boolean rotator = arguments.flag(Argument.ROTATION_IDENTITY);
        if (rotator && tenant.rotationAuthentication() == null) {
            throw new ProblemException(
                    ProcedureProblem.BAD_INPUT,
                    "The tenant '" + tenant.name() + "' has no identity of its own for rotations.",
                    "Leave " + Argument.ROTATION_IDENTITY.option() + " out.");
        }
        return rotator;
    }

    /** Which entry of the vault an identity signs in with; another word where it is no client secret. */
    private static String entry(SettingsYaml.Tenant tenant, boolean rotator) {
        SettingsYaml.TenantAuthentication kind = rotator ? tenant.rotationAuthentication() : tenant.authentication();
        return kind == null
                        || kind.clientSecret() == null
                        || kind.clientSecret().credentialsId() == null
                ? "bootstrap"
                : kind.clientSecret().credentialsId();
    }

    private int exitCode(Outcome outcome, ArgumentValues arguments) {
        if (operation.readsOnly()) {
            boolean fails =
                    arguments.flag(Argument.FAIL_ON_DRIFT) && outcome.plan().differences() > 0;
            return fails ? DRIFT : DONE;
        }
        return outcome.plan().obstacles().isEmpty() ? DONE : FAILED;
    }

    /** The command line has one person only: a plan can be pinned by its digest, but nobody else can approve it. */
    record ExactPlan(PreparedOperation<?> operation) implements PlanGate {

        @Override
        public void admit(PlanStatement plan) {
            if (operation.needsApproval(plan)) {
                throw new ProblemException(
                        ProcedureProblem.APPROVAL_MISSING,
                        "The policy of the tenant '"
                                + operation.request().goal().tenant().name()
                                + "' wants another person to approve this plan, and the command line knows one person"
                                + " only.",
                        "Carry it out in Jenkins, or change approval in the tenant's policy, in the settings file.");
            }
            String digest = plan.digest();
            if (operation
                    .approvedPlan()
                    .filter(wanted -> !wanted.equals(digest))
                    .isPresent()) {
                throw new ProblemException(
                        ProcedureProblem.OTHER_PLAN,
                        "The plan is another one than that with the digest "
                                + operation.approvedPlan().get() + ".",
                        "Nothing was changed: run with 'plan' again, and look at what it shows now.");
            }
        }
    }
}
