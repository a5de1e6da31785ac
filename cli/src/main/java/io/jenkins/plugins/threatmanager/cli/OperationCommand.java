package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.procedure.request.PreparedOperation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** An operation over real endpoints: everything is read and checked before the first request. */
final class OperationCommand implements Callable<Integer> {

    static final int DONE = 0;
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
        spec.usageMessage().description(operation.meaning());
        OperationOptions.addTo(spec, operation);
    }

    static CommandLine of(Operation operation, Environment environment) {
        return new CommandLine(new OperationCommand(operation, environment).spec);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ArgumentValues arguments = OperationOptions.values(spec.commandLine().getParseResult(), operation);
        if (files.settings == null) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "There is no settings file.",
                    "Name it with --settings FILE; the README shows one.");
        }
        Settings settings = Settings.read(files.settings);
        SettingsYaml.Tenant tenant =
                settings.tenant(arguments.text(Argument.TENANT).orElse(""));
        KeyStoreFile file = Vaults.open(files.vault, environment.variables());
        ConnectionSettings connections = new ConnectionSettings(settings, file);
        PreparedOperation<?> prepared =
                settings.requests(file.identity()).prepare(operation, connections.goal(tenant), arguments);
        Network network = environment.network(files.caCertificate);
        Places places = new Places(
                network.directory(connections.tenant(tenant), connections.identity(tenant, operation)),
                new VaultFile(file),
                connections.targets(prepared.servers(), network),
                () -> connections.others(prepared.servers(), network),
                ProcedureListener.NONE);
        if (!prepared.changesNothing()) {
            file.keepIdentity();
        }
        Progress progress = line -> {
            out.println(line);
            out.flush();
        };
        Outcome outcome = environment.operate(
                progress, prepared.timeout(), operation -> prepared.perform(places, operation));
        out.println();
        OverviewTable.lines(outcome.overview()).forEach(out::println);
        out.flush();
        return exitCode(outcome, arguments);
    }

    private int exitCode(Outcome outcome, ArgumentValues arguments) {
        if (operation.readsOnly()) {
            boolean fails =
                    arguments.flag(Argument.FAIL_ON_DRIFT) && outcome.plan().differences() > 0;
            return fails ? DRIFT : DONE;
        }
        if (!outcome.plan().obstacles().isEmpty()) {
            throw outcome.plan().obstacles().get(0);
        }
        return DONE;
    }
}
