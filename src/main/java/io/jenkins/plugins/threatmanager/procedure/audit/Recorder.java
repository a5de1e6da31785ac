package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Puts changes down around the call that makes them: nothing is called unless they are durably there. */
public final class Recorder {

    private final AuditTrail trail;

    public Recorder(AuditTrail trail) {
        this.trail = trail;
    }

    /** Makes changes, and says what it gets. */
    @FunctionalInterface
    public interface Call<T> {
        T make() throws InterruptedException;
    }

    /** The same of one that asks a remote service. */
    @FunctionalInterface
    interface RemoteCall<T> {
        T make(OperationContext operation) throws InterruptedException;
    }

    /** A single change that no remote service is asked for. */
    public void record(AuditedChange change, Call<Void> call) throws InterruptedException {
        around(List.of(change), List.of(), call, nothing -> List.of(AuditedResult.DONE));
    }

    /** @param results one for each change, in their order */
    <T> T record(
            List<AuditedChange> changes,
            OperationContext operation,
            RemoteCall<T> call,
            Function<T, List<AuditedResult>> results)
            throws InterruptedException {
        List<String> references = new CopyOnWriteArrayList<>();
        OperationContext heard = operation.hearing(references::add);
        return around(changes, references, () -> call.make(heard), results);
    }

    private <T> T around(
            List<AuditedChange> changes,
            List<String> references,
            Call<T> call,
            Function<T, List<AuditedResult>> results)
            throws InterruptedException {
        trail.intend(changes);
        T made;
        try {
            made = call.make();
        } catch (ProblemException failure) {
            all(changes, AuditedResult.failed(failure), references);
            throw failure;
        } catch (InterruptedException aborted) {
            all(changes, AuditedResult.ended(AuditedResult.Ending.ABORTED), references);
            throw aborted;
        } catch (RuntimeException | Error unforeseen) {
            all(changes, AuditedResult.failed(unforeseen), references);
            throw unforeseen;
        }
        List<AuditedResult> each = results.apply(made);
        for (int place = 0; place < changes.size(); place++) {
            trail.ended(changes.get(place), each.get(place).references(references));
        }
        return made;
    }

    private void all(List<AuditedChange> changes, AuditedResult result, List<String> references) {
        changes.forEach(change -> trail.ended(change, result.references(references)));
    }
}
