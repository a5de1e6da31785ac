package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.OverviewTable;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.standin.StandInWorld;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** The procedure on the stand-ins, in simulated time: what a first look at the product shows. */
final class Demo {

    /** Every permission has a row of its own in the table; a ✓ or a ✗ begins it. */
    private static final Pattern PERMISSION = Pattern.compile("(Permissions)? +([\u2713\u2717]) .*");

    private static final int TWO_YEARS_LATER = 720;

    private final PrintStream out;
    private final Style style;

    Demo(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** @return whether everything went as it should */
    boolean show() throws InterruptedException {
        try (DemoWorld world = new DemoWorld()) {
            RequestCounts counts = new RequestCounts(world.standIns());
            out.println(
                    "Onboards the tenant " + StandInWorld.DOMAIN + " to Netwrix Threat Manager. Entra ID and Threat");
            out.println(
                    "Manager are stand-ins on this machine, real HTTPS servers; waits are simulated and take no time.");

            title("Plan: what would be done, and why (nothing is changed)");
            Narration narration = narration();
            narration.plan(world.plan(Operation.ONBOARD, narration).plan());
            counts.forget();

            title("Run");
            Outcome first = onboard(world);
            counts.count("First onboarding", 6, 6, 4, 40);
            out.println();
            table(first);

            title("Run again");
            Outcome second = onboard(world);
            counts.count("Nothing to change", 3, 3, 0, 5);

            title("Two years later: the client secret is rotated before it expires");
            world.passDays(TWO_YEARS_LATER);
            Outcome rotated = rotate(world);
            counts.count("Rotation", 4, 5, 4, 9);
            out.println();
            table(rotated, "Client secret", "Rotation", "Older secret", "Held by");

            title("Two nights later: the older secret is removed");
            world.passDays(2);
            Outcome settled = rotate(world);
            counts.count("Removal of the older one", 3, 4, 0, 4);

            title("Requests");
            counts.lines().forEach(out::println);

            title("What next");
            next();
            return counts.asExpected()
                    && first.done().size() == 18
                    && second.done().isEmpty()
                    && second.overview().missingPermissions().isEmpty()
                    && rotated.done().size() == 3
                    && settled.done().size() == 1;
        }
    }

    private Outcome onboard(DemoWorld world) throws InterruptedException {
        Narration narration = narration();
        Outcome outcome = world.perform(Operation.ONBOARD, narration);
        narration.end();
        return outcome;
    }

    private Outcome rotate(DemoWorld world) throws InterruptedException {
        Narration narration = narration();
        Outcome outcome = world.perform(Operation.ROTATE_SECRET, narration);
        narration.end();
        return outcome;
    }

    private Narration narration() {
        return new Narration(out, style);
    }

    /**
     * Permissions in one row.
     *
     * @param labels of the rows to show; none for all
     */
    private void table(Outcome outcome, String... labels) {
        List<String> rows = OverviewTable.lines(outcome.overview()).stream()
                .filter(row -> labels.length == 0 || List.of(labels).contains(row.split(" {2,}", 2)[0]))
                .toList();
        long all =
                rows.stream().filter(row -> PERMISSION.matcher(row).matches()).count();
        long held = rows.stream()
                .filter(row -> PERMISSION.matcher(row).matches() && row.contains("\u2713"))
                .count();
        for (String row : rows) {
            if (!PERMISSION.matcher(row).matches()) {
                out.println("  " + row);
            } else if (row.startsWith("Permissions")) {
                out.println("  Permissions         " + style.done("\u2713") + " " + held + " of " + all);
            }
        }
    }

    private void next() {
        out.println(
                "  Make the command line:             " + style.command("mvn -B -ntp -q -f cli package -DskipTests"));
        out.println("  Try it on stand-ins that stay:     " + style.command("bin/threat-manager sandbox"));
        out.println("  Use it on a tenant of yours:       docs/command-line.md");
        out.println("  Use it in Jenkins:                 README.md, \"In Jenkins\"");
    }

    private void title(String text) {
        out.println();
        out.println(style.title("== " + text));
    }
}
