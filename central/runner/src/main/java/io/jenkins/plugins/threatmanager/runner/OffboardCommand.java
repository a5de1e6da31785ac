package io.jenkins.plugins.threatmanager.runner;

import io.jenkins.plugins.threatmanager.onboarding.Allowance;
import io.jenkins.plugins.threatmanager.onboarding.Journal;
import io.jenkins.plugins.threatmanager.onboarding.Offboarding;
import io.jenkins.plugins.threatmanager.onboarding.Outcome;
import io.jenkins.plugins.threatmanager.onboarding.Stage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The way back. */
@Command(name = "offboard", description = "Removes what onboard made, and nothing else.")
final class OffboardCommand extends OperationCommand.WithServer {

    @Option(names = "--purge", description = "Delete the app registration for good, not only into the recycle bin.")
    private boolean purge;

    @Option(names = "--confirm", description = "What is set up by hand has been removed in the console.")
    private boolean confirm;

    OffboardCommand(Environment environment) {
        super(environment);
    }

    @Override
    Set<Stage> stages() {
        return EnumSet.noneOf(Stage.class);
    }

    @Override
    Set<Allowance> allowances(OperationOptions given) {
        Set<Allowance> allowances = given.allowances();
        if (purge) {
            allowances.add(Allowance.PURGE);
        }
        if (confirm) {
            allowances.add(Allowance.CONFIRM);
        }
        return allowances;
    }

    @Override
    List<String> serverNames() {
        return Arrays.stream(server().server.split(",")).distinct().toList();
    }

    @Override
    boolean asksOthers() {
        return true;
    }

    @Override
    Outcome perform(Ready ready) throws InterruptedException {
        Offboarding offboarding =
                new Offboarding(ready.directory(), ready.vault(), ready.named(), ready.others(), Journal.NONE);
        return readsOnly()
                ? offboarding.plan(ready.request(), ready.operation())
                : offboarding.run(ready.request(), ready.operation());
    }
}
