package io.jenkins.plugins.threatmanager.procedure.breakglass;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Carries out changes one by one; what fails does not keep the rest from being tried. */
final class BreakGlassApplier {

    private final EntraDirectory entra;
    private final Application app;
    private final ProcedureListener journal;
    private final OperationContext operation;
    private final List<Change> done = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean signInFailed;
    private String reference = "";

    BreakGlassApplier(EntraDirectory entra, Application app, ProcedureListener journal, OperationContext operation) {
        this.entra = entra;
        this.app = app;
        this.journal = journal;
        this.operation = operation;
    }

    List<Change> done() {
        return List.copyOf(done);
    }

    void tryAll(List<Change> changes) throws InterruptedException {
        for (Change change : changes) {
            try {
                apply(change);
                done.add(change);
                journal.done(change);
                operation.say("done: " + change.place().title() + ": " + change.what());
            } catch (ProblemException failure) {
                signInFailed |= change instanceof Change.SwitchSignIn;
                note(change.what(), failure);
            }
        }
    }

    /** @param what could not be done */
    void note(String what, ProblemException failure) {
        failures.add(what + ": " + failure.cause().replaceFirst("\\.$", ""));
        reference = reference.isEmpty() ? failure.reference() : reference;
        operation.say("failed: " + what + ": " + failure.getMessage());
    }

    private void apply(Change change) throws InterruptedException {
        if (change instanceof Change.SwitchSignIn sign) {
            entra.switchSignIn(app, sign.enabled(), operation);
        } else if (change instanceof Change.RemoveSecret remove) {
            entra.removeSecret(app, remove.secret().keyId(), operation);
        } else if (change instanceof Change.RemoveForeignCredential remove) {
            entra.remove(app, remove.credential(), operation);
        } else {
            throw new IllegalArgumentException("not a change of break glass: " + change.what());
        }
    }

    /** @throws ProblemException about everything that failed, what matters most first */
    void requireAllDone() {
        if (!failures.isEmpty()) {
            throw new ProblemException(
                            ProcedureProblem.BREAK_GLASS_INCOMPLETE,
                            (signInFailed
                                            ? "The app could not be disabled, so it may still obtain tokens. Failed: "
                                            : "The app obtains no more tokens, but not everything was done. Failed: ")
                                    + String.join("; ", failures) + ".",
                            "Run again, which tries what is left, or " + BreakGlassPlanner.BY_HAND)
                    .withReference(reference);
        }
    }
}
