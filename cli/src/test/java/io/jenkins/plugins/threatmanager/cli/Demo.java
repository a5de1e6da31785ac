package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.procedure.EngineFixture;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.Places;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.Requests;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.onboard.Onboarding;
import io.jenkins.plugins.threatmanager.procedure.rotate.Rotation;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code mvn -B -f cli -Pdemo} starts. Without arguments it shows the procedure on the stand-ins, in simulated
 * time; with {@code stand-ins} it keeps them running; with other arguments it is the command line.
 */
public final class Demo {

    private final PrintStream out;

    private Demo(PrintStream out) {
        this.out = out;
    }

    /** @param args empty for the demonstration, {@code stand-ins}, or a command of {@link Runner} */
    public static void main(String[] args) throws InterruptedException, IOException {
        String settings = System.getProperty("settings", "");
        if (args.length == 1 && args[0].equals("stand-ins")) {
            new StandIns(new PrintStream(System.out, true, StandardCharsets.UTF_8)).serve();
        } else if (args.length > 0) {
            Runner.main(withSettings(args, settings));
        } else if (!settings.isEmpty()) {
            System.err.println(new ProblemException(
                            RunnerProblem.ARGUMENT,
                            "There are settings, but nothing to run.",
                            "Add -Drun=\"onboard --tenant T --server S --credentials-id C --plan\".")
                    .getMessage());
            System.exit(1);
        } else {
            System.exit(new Demo(new PrintStream(System.out, true, StandardCharsets.UTF_8)).show() ? 0 : 1);
        }
    }

    private static String[] withSettings(String[] args, String settings) {
        List<String> all = new ArrayList<>(List.of(args));
        if (!settings.isEmpty() && !args[0].equals("vault-put")) {
            all.add("--settings");
            all.add(settings);
        }
        return all.toArray(new String[0]);
    }

    private boolean show() throws InterruptedException {
        try (EngineFixture world = new EngineFixture()) {
            out.println("Stand-ins for Microsoft Entra ID at " + world.entra().authority()
                    + " and for Threat Manager at " + world.threatManager().url() + ".");
            out.println("Time is simulated: a wait that is announced takes no time here.");

            title("Plan: what would be done for the tenant " + EngineFixture.DOMAIN);
            onboarding(world).plan(world.request(), operation(world));

            title("Run");
            forget(world);
            Outcome first = onboarding(world).run(world.request(), operation(world));

            title("Result");
            OverviewTable.lines(first.overview()).forEach(out::println);
            requests(world, "First onboarding", true);

            title("Run again");
            forget(world);
            Outcome second = onboarding(world).run(world.request(), operation(world));
            requests(world, "Nothing to change", false);

            title("Two years later: rotate the client secret");
            world.time().advance(Duration.ofDays(720));
            forget(world);
            Outcome rotated = rotation(world).run(Requests.rotation(world.request()), operation(world));
            OverviewTable.lines(rotated.overview()).forEach(out::println);
            requests(world, "Rotation", true);

            title("Two nights later: the older one goes");
            world.time().advance(Duration.ofDays(2));
            forget(world);
            Outcome settled = rotation(world).run(Requests.rotation(world.request()), operation(world));
            requests(world, "Removal", false);
            return second.done().isEmpty()
                    && second.overview().missingPermissions().isEmpty()
                    && rotated.done().size() == 3
                    && settled.done().size() == 1;
        }
    }

    private static Onboarding onboarding(EngineFixture world) {
        return world.onboarding(ProcedureListener.NONE);
    }

    private static Rotation rotation(EngineFixture world) {
        return new Rotation(new Places(
                world.directory(),
                world.vault(),
                List.of(new ServerTarget("tm-prod", Optional.of(world.server()))),
                List::of,
                ProcedureListener.NONE));
    }

    private OperationContext operation(EngineFixture world) {
        return OperationContext.begin(world.time(), world.time(), out::println, Duration.ofMinutes(60));
    }

    private static void forget(EngineFixture world) {
        world.entra().forget();
        world.threatManager().http().forget();
    }

    /** One thread sends one request after the other, so each HTTP request is a sequential round trip. */
    private void requests(EngineFixture world, String what, boolean provesSecret) {
        int all = world.entra().httpRequests();
        int repeated = provesSecret ? world.entra().tokenRequests() - 2 : 0;
        out.println();
        out.println(what + ": " + (all - repeated) + " sequential round trips to Entra"
                + (repeated > 0 ? " and " + repeated + " repeated checks of the new secret" : "") + " ("
                + all + " HTTP requests, "
                + world.entra().exchanges() + " operations with those inside batches), "
                + world.threatManager().count("*") + " HTTP requests to Threat Manager.");
    }

    private void title(String text) {
        out.println();
        out.println("== " + text);
    }
}
