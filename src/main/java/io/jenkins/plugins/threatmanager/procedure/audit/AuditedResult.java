package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a change. Holds no secret.
 *
 * @param ending how it ended
 * @param objects identifiers that were not known before, such as those of a new object
 * @param after what the other side says that it is now, as far as it says more than was wanted
 * @param problem code and sentence of what went wrong; empty if nothing did
 * @param references what the other side calls the requests in its own log, such as Graph's {@code request-id}
 */
public record AuditedResult(
        Ending ending,
        Map<String, String> objects,
        Map<String, String> after,
        String problem,
        List<String> references) {

    /** How a change ended. */
    public enum Ending {
        DONE,
        /** It was there already, or its answer was lost: the next observation shows which. */
        UNDECIDED,
        FAILED,
        /** The operation was aborted with the request under way. */
        ABORTED
    }

    /** The change is made. */
    public static final AuditedResult DONE = ended(Ending.DONE);

    public AuditedResult {
        objects = AuditedChange.inOrder(objects);
        after = AuditedChange.inOrder(after);
        references = List.copyOf(references);
    }

    static AuditedResult ended(Ending ending) {
        return new AuditedResult(ending, new LinkedHashMap<>(), new LinkedHashMap<>(), "", List.of());
    }

    static AuditedResult failed(ProblemException failure) {
        return new AuditedResult(
                        Ending.FAILED, Map.of(), Map.of(), failure.problem().code() + ": " + failure.cause(), List.of())
                .reference(failure.reference());
    }

    /** What nobody foresaw: by its class alone, since its text may hold anything. */
    static AuditedResult failed(Throwable unforeseen) {
        return new AuditedResult(
                Ending.FAILED, Map.of(), Map.of(), unforeseen.getClass().getName(), List.of());
    }

    AuditedResult object(String kind, String identifier) {
        return new AuditedResult(ending, AuditedChange.with(objects, kind, identifier), after, problem, references);
    }

    AuditedResult after(String property, String value) {
        return new AuditedResult(ending, objects, AuditedChange.with(after, property, value), problem, references);
    }

    AuditedResult references(List<String> some) {
        AuditedResult more = this;
        for (String each : some) {
            more = more.reference(each);
        }
        return more;
    }

    private AuditedResult reference(String reference) {
        if (reference.isEmpty() || references.contains(reference)) {
            return this;
        }
        List<String> more = new ArrayList<>(references);
        more.add(reference);
        return new AuditedResult(ending, objects, after, problem, more);
    }
}
