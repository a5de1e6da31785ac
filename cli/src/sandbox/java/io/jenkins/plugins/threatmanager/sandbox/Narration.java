package io.jenkins.plugins.threatmanager.sandbox;

import io.jenkins.plugins.threatmanager.cli.output.CommandLineWords;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operation does, told in fewer lines than its log has: consents are one line, equal waits are one wait, and of
 * the first sync only what it reads now.
 */
final class Narration implements Progress, ProcedureListener {

    private static final Pattern WAIT = Pattern.compile("waiting (\\d+) s (.*)");
    private static final String SYNC = "the first sync: ";

    private final PrintStream out;
    private final Style style;
    private final List<Change> done = new ArrayList<>();
    private Duration waited = Duration.ZERO;
    private String waitedFor = "";
    private final Set<String> syncs = new LinkedHashSet<>();
    private boolean planned;

    Narration(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** A plan's changes, numbered. */
    void plan(Plan plan) {
        int number = 0;
        for (String line : merged(plan.changes(), change -> " (" + change.reason() + ")")) {
            out.println("  " + ++number + ". " + line);
        }
    }

    /** What was done since the last call; nothing stays open. */
    void end() {
        flushChanges();
        flushWait();
    }

    @Override
    public void planned(Plan plan) {
        planned = true;
        if (plan.changes().isEmpty()) {
            out.println("  no change needed");
        }
    }

    @Override
    public void done(Change change) {
        done.add(change);
    }

    @Override
    public void say(String line) {
        boolean told = !planned || line.startsWith("done: ") || line.equals("no change needed") || isNumbered(line);
        if (told) {
            return;
        }
        flushChanges();
        Matcher wait = WAIT.matcher(line);
        if (wait.matches()) {
            if (!wait.group(2).equals(waitedFor)) {
                flushWait();
                waitedFor = wait.group(2);
            }
            waited = waited.plusSeconds(Long.parseLong(wait.group(1)));
        } else if (line.startsWith(SYNC)) {
            // "not started yet", or the present run of the newest type first: "User: running; Group: 105 objects, …"
            if (line.contains(": running")) {
                syncs.add(line.substring(SYNC.length()).split(":", 2)[0]);
            }
        } else {
            flushWait();
            out.println("    " + line);
        }
    }

    private static boolean isNumbered(String line) {
        return line.matches("\\d+\\. .*");
    }

    private void flushChanges() {
        merged(done, change -> "").forEach(line -> out.println("  " + style.done("\u2713") + " " + line));
        done.clear();
    }

    private void flushWait() {
        if (!waited.isZero()) {
            boolean finished = waitedFor.endsWith("finish");
            out.println("    waited " + minutes(waited) + " " + waitedFor
                    + (finished ? ": " + String.join(", ", syncs) : ""));
        }
        waited = Duration.ZERO;
        waitedFor = "";
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " min" + (time.toSecondsPart() == 0 ? "" : " " + time.toSecondsPart() + " s");
    }

    /** Consents that follow each other are one line. */
    private static List<String> merged(List<Change> changes, Function<Change, String> reason) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            int grants = 0;
            while (i + grants < changes.size() && changes.get(i + grants) instanceof Change.GrantPermission) {
                grants++;
            }
            String what = grants > 1 ? "grant admin consent to " + grants + " permissions" : change.what();
            lines.add(CommandLineWords.place(change.place()) + ": " + what + reason.apply(change));
            i += Math.max(0, grants - 1);
        }
        return lines;
    }
}
