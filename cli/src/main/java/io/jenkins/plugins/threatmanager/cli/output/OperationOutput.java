package io.jenkins.plugins.threatmanager.cli.output;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Outcome;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operation says while it runs and when it has ended: lines for a person on standard output, or one {@link
 * OperationDocument} there and the lines on standard error. Problems go to standard error, each once.
 */
public final class OperationOutput implements ProcedureListener {

    private final OutputFormat format;
    private final boolean readsOnly;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<Change> done = new ArrayList<>();
    private Optional<Plan> plan = Optional.empty();
    private Optional<Overview> overview = Optional.empty();
    private Optional<String> digest = Optional.empty();

    /** @param readsOnly whether the operation never does what it plans */
    public OperationOutput(OutputFormat format, boolean readsOnly, PrintWriter out, PrintWriter err) {
        this.format = format;
        this.readsOnly = readsOnly;
        this.out = out;
        this.err = err;
    }

    /** A line of the engine. */
    public void say(String line) {
        PrintWriter people = format == OutputFormat.TEXT ? out : err;
        people.println(CommandLineWords.of(line));
        people.flush();
    }

    /** Beside the operation. */
    public void note(String sentence) {
        err.println("note: " + sentence);
    }

    @Override
    public void planned(Plan planned) {
        plan = Optional.of(planned);
    }

    /** Obstacles are problems, but for an operation that shows the state, which they are part of. */
    @Override
    public List<String> lines(Plan planned) {
        if (readsOnly) {
            return planned.differenceLines();
        }
        return planned.obstacles().isEmpty()
                ? planned.lines()
                : planned.lines()
                        .subList(planned.obstacles().size(), planned.lines().size());
    }

    @Override
    public void done(Change change) {
        done.add(change);
    }

    @Override
    public void overview(Overview known) {
        overview = Optional.of(known);
    }

    /** Under that digest the plan can be carried out, and no other. */
    public void offered(String planDigest) {
        digest = Optional.of(planDigest);
    }

    /** The table, and what keeps a plan from being carried out. */
    public void ended(Outcome outcome, OperationDocument document, int exitCode) {
        if (format == OutputFormat.TEXT) {
            out.println();
            table(outcome.overview(), document);
            digest.ifPresent(shown -> out.println("digest of this plan, for --approved-plan: " + shown));
            out.flush();
        }
        if (!readsOnly) {
            outcome.plan().obstacles().forEach(this::problem);
        }
        print(document.ended(outcome, digest, exitCode));
    }

    /** What was found out and done until then, and why it ended: all obstacles, if it is one. */
    public void failed(ProblemException problem, OperationDocument document, int exitCode) {
        List<ProblemException> obstacles = plan.map(Plan::obstacles).orElse(List.of());
        if (obstacles.contains(problem)) {
            obstacles.forEach(this::problem);
        } else {
            problem(problem);
        }
        if (format == OutputFormat.TEXT) {
            // Otherwise nobody would know what they are to do.
            overview.filter(known -> !known.byHand().isEmpty()).ifPresent(known -> {
                out.println();
                table(known, document);
                out.flush();
            });
        }
        print(document.failed(problem, plan, done, overview, exitCode));
    }

    /** It was asked to stop; whoever asked says so. */
    public void stopped(OperationDocument document) {
        print(document.stopped(plan, done, overview));
    }

    private void table(Overview known, OperationDocument document) {
        CommandLineWords.table(known, document.vaultOption()).forEach(out::println);
        known.handOff().ifPresent(asked -> out.println("When all of this is done, run again with --confirm."));
    }

    private void problem(ProblemException problem) {
        err.println(CommandLineWords.of(problem));
        err.flush();
    }

    private void print(String document) {
        if (format == OutputFormat.JSON) {
            out.println(document);
            out.flush();
        }
    }
}
