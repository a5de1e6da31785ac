package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.Stage;
import io.jenkins.plugins.threatmanager.procedure.offboard.Offboarding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Off-boarding. */
@Command(name = "offboard", description = "Removes what onboard created, and nothing else.")
final class OffboardCommand extends OperationCommand.WithServer {

    @Option(names = "--purge", description = "Delete the app registration for good, not only into the recycle bin.")
    private boolean purge;

    @Option(names = "--confirm", description = "What was set up by hand has been removed in the console.")
    private boolean confirm;

    OffboardCommand(Environment environment) {
        super(environment);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.noneOf(Stage.class);
    }

    @Override
    Task task(Surroundings around) {
        List<String> names = Arrays.stream(server().server.split(","))
                .map(String::trim)
                .distinct()
                .toList();
        List<ServerTarget> named = names.stream()
                .map(name -> around.target(around.settings().server(name)))
                .toList();
        List<ServerTarget> others = around.settings().servers().stream()
                .filter(server -> !names.contains(server.name()))
                .map(around::target)
                .toList();
        ProcedureRequest request = around.request().allowing(allowances());
        Offboarding engine = new Offboarding(
                around.network().directory(around.tenant(), around.connections().identity(around.yaml())),
                around.vault(),
                named,
                others,
                ProcedureListener.NONE);
        return (planOnly, operation) -> planOnly ? engine.plan(request, operation) : engine.run(request, operation);
    }

    private Set<Allowance> allowances() {
        Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
        if (purge) {
            allowances.add(Allowance.PURGE);
        }
        if (confirm) {
            allowances.add(Allowance.CONFIRM);
        }
        return allowances;
    }
}
