package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An operation over real endpoints: everything is read and checked before the first request. */
abstract class OperationCommand implements Callable<Integer> {

    static final int DONE = 0;
    static final int DRIFT = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OperationOptions options;

    private final Environment environment;

    OperationCommand(Environment environment) {
        this.environment = environment;
    }

    abstract Set<Stage> stages();

    /** Null if the operation has nothing to do with the secret. */
    SecretOptions secret() {
        return null;
    }

    /** Null if the operation has nothing to do with a server. */
    ServerOptions server() {
        return null;
    }

    /** Whether a person says that what is set up by hand holds no secret but the stored one. */
    boolean confirmed() {
        return false;
    }

    /** Whether anything may be changed at all. */
    boolean readsOnly() {
        return options.plan;
    }

    /** An operation of the engine, bound to what is wanted of it. */
    @FunctionalInterface
    interface Task {
        Outcome run(boolean planOnly, OperationContext operation) throws InterruptedException;
    }

    /**
     * What an operation finds, once settings and arguments are known to be right.
     *
     * @param yaml the tenant as the settings have it
     */
    record Surroundings(
            Settings settings,
            SettingsYaml.Tenant yaml,
            EntraTenant tenant,
            ProcedureRequest request,
            Connections connections,
            Network network,
            VaultFile vault) {

        /** Who rotates secrets. */
        BootstrapIdentity rotator() {
            return connections.rotator(yaml);
        }

        /** A server of the settings; no request is sent yet. */
        ServerTarget target(SettingsYaml.Server server) {
            return new ServerTarget(server.name(), connections.server(server).map(network::server));
        }

        /** All servers of the settings but the named ones; some of them need not work. */
        List<ServerTarget> others(List<String> named) {
            return settings.servers().stream()
                    .filter(server -> !named.contains(server.name()))
                    .map(server -> ServerTarget.ifConnectable(
                            server.name(), () -> target(server).server()))
                    .toList();
        }
    }

    /**
     * What the command does: the procedure, unless it does something else.
     *
     * @throws ProblemException if a secret is missing in the vault, or an argument is invalid
     */
    Task task(Surroundings around) {
        EntraDirectory directory =
                around.network().directory(around.tenant(), around.connections().identity(around.yaml()));
        Optional<ThreatManagerServer> server = server() == null
                ? Optional.empty()
                : around.target(around.settings().server(server().server)).server();
        Onboarding onboarding = new Onboarding(
                directory,
                around.vault(),
                server,
                () -> around.others(server() == null ? List.of() : List.of(server().server)),
                ProcedureListener.NONE);
        ProcedureRequest request = around.request().allowing(confirmed() ? Set.of(Allowance.CONFIRM) : Set.of());
        return (planOnly, operation) ->
                planOnly ? onboarding.plan(request, operation) : onboarding.run(request, operation);
    }

    /** What the command ends with. */
    int exitCode(Outcome outcome) {
        if (!outcome.plan().obstacles().isEmpty()) {
            throw outcome.plan().obstacles().get(0);
        }
        return DONE;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (options.settings == null) {
            throw new ProblemException(
                    RunnerProblem.ARGUMENT,
                    "There is no settings file.",
                    "Name it with --settings FILE; the README shows one.");
        }
        Settings settings = Settings.read(options.settings);
        SettingsYaml.Tenant tenantYaml = settings.tenant(options.tenant);
        KeyStoreFile file = Vaults.open(options.vault, environment.variables());
        Connections connections = new Connections(settings, file);
        EntraTenant tenant = connections.tenant(tenantYaml);
        ProcedureRequest request = new Requests(settings)
                .request(
                        tenant,
                        Connections.cloudForThreatManager(tenantYaml),
                        file.identity(),
                        stages(),
                        options,
                        secret(),
                        server());
        Task task = task(new Surroundings(
                settings,
                tenantYaml,
                tenant,
                request,
                connections,
                environment.network(options.caCertificate),
                new VaultFile(file)));
        if (!readsOnly()) {
            file.keepIdentity();
        }
        Progress progress = line -> {
            out.println(line);
            out.flush();
        };
        Outcome outcome =
                environment.operate(progress, options.timeout(), operation -> task.run(readsOnly(), operation));
        out.println();
        OverviewTable.lines(outcome.overview()).forEach(out::println);
        out.flush();
        return exitCode(outcome);
    }

    @Command(name = "register-app", description = "App registration, permissions, service principal, admin consent.")
    static final class RegisterApp extends OperationCommand {

        RegisterApp(Environment environment) {
            super(environment);
        }

        @Override
        Set<Stage> stages() {
            return EnumSet.of(Stage.APP);
        }
    }

    @Command(name = "store-secret", description = "A valid client secret, verified, stored in the vault.")
    static final class StoreSecret extends OperationCommand {

        @Mixin
        private SecretOptions secret;

        @Option(names = "--confirm", description = "No client secret is in use but the stored one.")
        private boolean confirm;

        StoreSecret(Environment environment) {
            super(environment);
        }

        @Override
        Set<Stage> stages() {
            return EnumSet.of(Stage.SECRET);
        }

        @Override
        boolean confirmed() {
            return confirm;
        }

        @Override
        SecretOptions secret() {
            return secret;
        }
    }

    /** An operation with secret and server. */
    abstract static class WithServer extends OperationCommand {

        @Mixin
        private SecretOptions secret;

        @Mixin
        private ServerOptions server;

        WithServer(Environment environment) {
            super(environment);
        }

        @Override
        SecretOptions secret() {
            return secret;
        }

        @Override
        ServerOptions server() {
            return server;
        }
    }

    @Command(name = "configure-sync", description = "Credential Profile, Test Connection, Entra ID Sync, first sync.")
    static final class ConfigureSync extends WithServer {

        ConfigureSync(Environment environment) {
            super(environment);
        }

        @Override
        Set<Stage> stages() {
            return EnumSet.of(Stage.SYNC);
        }
    }

    @Command(name = "onboard", description = "register-app, store-secret and configure-sync in one.")
    static final class Onboard extends WithServer {

        @Option(names = "--confirm", description = "No client secret is in use but the stored one.")
        private boolean confirm;

        Onboard(Environment environment) {
            super(environment);
        }

        @Override
        boolean confirmed() {
            return confirm;
        }

        @Override
        Set<Stage> stages() {
            return EnumSet.allOf(Stage.class);
        }
    }

    @Command(name = "status", description = "Shows the state of the tenant; reads only.")
    static final class Status extends WithServer {

        @Option(names = "--fail-on-drift", description = "End with 2 if anything differs from the wanted state.")
        private boolean failOnDrift;

        Status(Environment environment) {
            super(environment);
        }

        @Override
        Set<Stage> stages() {
            return EnumSet.allOf(Stage.class);
        }

        @Override
        boolean readsOnly() {
            return true;
        }

        @Override
        int exitCode(Outcome outcome) {
            return failOnDrift && outcome.plan().differences() > 0 ? DRIFT : DONE;
        }
    }
}
