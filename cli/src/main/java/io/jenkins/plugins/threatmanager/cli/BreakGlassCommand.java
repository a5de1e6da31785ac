package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.cli.output.OperationDocument;
import io.jenkins.plugins.threatmanager.cli.output.OperationOutput;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultFile;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.Procedure;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.audit.AuditTrail;
import io.jenkins.plugins.threatmanager.procedure.breakglass.BreakGlassRequest;
import io.jenkins.plugins.threatmanager.procedure.breakglass.Disabling;
import io.jenkins.plugins.threatmanager.procedure.breakglass.Enabling;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Break glass by hand, and the way back. */
final class BreakGlassCommand implements Callable<Integer> {

    /** Which way. */
    enum Way {
        DISABLE(
                "disable-app",
                "Break glass: disables the app at once, and removes all of its credentials, whoever made them.",
                "Disable the app of %s and remove all of its credentials? The sync stops.",
                Disabling::new),
        ENABLE(
                "enable-app",
                "Enables an app again that was disabled, unless credentials are left on it.",
                "Enable the app of %s again?",
                Enabling::new);

        private final String command;
        private final String meaning;
        private final String question;
        private final Function<Places, Procedure<BreakGlassRequest>> procedure;

        Way(String command, String meaning, String question, Function<Places, Procedure<BreakGlassRequest>> procedure) {
            this.command = command;
            this.meaning = meaning;
            this.question = question;
            this.procedure = procedure;
        }

        String command() {
            return command;
        }

        /** One sentence for the help. */
        String meaning() {
            return meaning;
        }

        /** To be copied as it stands. */
        String example() {
            return "threat-manager " + command + " --tenant contoso --settings settings.yaml";
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            required = true,
            description = "Name of the tenant in the settings.")
    private String tenant;

    @Option(names = "--plan", description = "Show what would be done, and why, and change nothing.")
    private boolean plan;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private FileOptions files;

    private final Way way;
    private final Environment environment;

    private BreakGlassCommand(Way way, Environment environment) {
        this.way = way;
        this.environment = environment;
    }

    static CommandLine of(Way way, Environment environment) {
        CommandLine line = new CommandLine(new BreakGlassCommand(way, environment));
        line.getCommandSpec().name(way.command).mixinStandardHelpOptions(true);
        line.getCommandSpec()
                .usageMessage()
                .width(Runner.HELP_WIDTH)
                .description(way.meaning)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes())
                .footer("", "Example:", "  " + way.example());
        return line;
    }

    /** Meaning by code. */
    static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "Done, or nothing to do, or a plan that can be carried out.");
        codes.put("1", "A failure, even of a part; a plan that cannot be carried out; the answer was no.");
        codes.putAll(Signals.exitCodes());
        return codes;
    }

    @Override
    public Integer call() throws InterruptedException {
        OperationOutput output = new OperationOutput(
                files.output.format(),
                false,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        OperationDocument document = new OperationDocument(way.command, false, tenant, plan, files.vaultOption());
        try {
            Outcome outcome = perform(output);
            int exitCode = outcome.plan().obstacles().isEmpty() ? OperationCommand.DONE : OperationCommand.FAILED;
            output.ended(outcome, document, exitCode);
            return exitCode;
        } catch (ProblemException problem) {
            if (environment.stop().isRequested()) {
                output.stopped(document);
                throw problem;
            }
            output.failed(problem, document, OperationCommand.FAILED);
            return OperationCommand.FAILED;
        } catch (InterruptedException stopped) {
            output.stopped(document);
            throw stopped;
        }
    }

    private Outcome perform(OperationOutput output) throws InterruptedException {
        Settings settings = files.settings(environment);
        settings.notes().forEach(output::note);
        SettingsYaml.Tenant configured = settings.tenant(tenant);
        KeyStoreFile file = files.vault(environment);
        ConnectionSettings connections = new ConnectionSettings(settings, file);
        BreakGlassRequest request = settings.requests(file.identity())
                .breakGlass(connections.goal(configured), clientIds(file, configured.domain()));
        Network network = environment.network(files.caCertificate);
        Places places = Places.of(
                network.directory(connections.tenant(configured), connections.identity(configured, true)),
                new VaultFile(file),
                List.of(),
                List::of,
                output,
                AuditTrail.NONE);
        if (!plan) {
            requireAgreement(request.domain());
        }
        Procedure<BreakGlassRequest> procedure = way.procedure.apply(places);
        return environment.operate(
                output::say,
                BreakGlassRequest.PATIENCE,
                context -> plan ? procedure.plan(request, context) : procedure.run(request, context));
    }

    /** What operations have stored. */
    private static Set<String> clientIds(KeyStoreFile file, String domain) {
        return file.names().stream()
                .flatMap(id -> VaultFile.secretIn(id, VaultCommand.text(file, id)).stream())
                .filter(secret -> secret.tenant().equalsIgnoreCase(domain) && secret.isFor(Product.THREAT_MANAGER))
                .map(StoredSecret::clientId)
                .collect(Collectors.toSet());
    }

    private void requireAgreement(String domain) {
        if (yes) {
            return;
        }
        if (!environment.terminal().canAsk()) {
            throw declined("there is no terminal to ask at", "Add --yes to go on without a question.");
        }
        if (!environment.terminal().agrees(way.question.formatted(domain))) {
            throw declined("the answer was no", "Run again and say yes, or add --yes.");
        }
    }

    private static ProblemException declined(String why, String remedy) {
        return new ProblemException(RunnerProblem.ARGUMENT, "Nothing was changed: " + why + ".", remedy);
    }
}
