package io.jenkins.plugins.threatmanager.entra.graph;

import com.microsoft.kiota.RequestInformation;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.FailedAttempt;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RetryPolicy;
import io.jenkins.plugins.threatmanager.transport.RetryRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Sends any number of requests in as few batches as possible, and those that were refused, and only those, again where
 * their retry table says so.
 */
final class BatchSender {

    private final GraphBatch batch;

    BatchSender(GraphBatch batch) {
        this.batch = batch;
    }

    /**
     * @return the final answer for each item, in their order; a batch that is refused or lost as a whole counts as
     *     each of its items refused or lost
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException only before anything was sent
     */
    List<BatchAnswer> send(List<BatchItem> items, OperationContext operation) throws InterruptedException {
        BatchAnswer[] answers = new BatchAnswer[items.size()];
        List<Integer> pending = IntStream.range(0, items.size()).boxed().toList();
        List<RetryPolicy.Tally> tallies =
                items.stream().map(item -> item.retries().tally()).toList();
        boolean begun = false;
        while (!pending.isEmpty()) {
            operation.stopIfInterrupted();
            round(items, pending, answers, begun, operation);
            pending = again(items, tallies, pending, answers, operation);
            begun = true;
        }
        return Arrays.asList(answers);
    }

    private void round(
            List<BatchItem> items,
            List<Integer> pending,
            BatchAnswer[] answers,
            boolean begun,
            OperationContext operation)
            throws InterruptedException {
        for (int from = 0; from < pending.size(); from += GraphBatch.MOST) {
            List<Integer> chunk =
                    new ArrayList<>(pending.subList(from, Math.min(pending.size(), from + GraphBatch.MOST)));
            chunk.removeIf(index -> failsWithout(items.get(index), chunk, answers, index));
            if (chunk.isEmpty()) {
                continue;
            }
            List<RequestInformation> requests = chunk.stream()
                    .map(index -> items.get(index).request().get())
                    .toList();
            List<BatchAnswer> some = post(requests, after(items, chunk), begun || from > 0, operation);
            for (int place = 0; place < chunk.size(); place++) {
                int index = chunk.get(place);
                answers[index] = items.get(index).read(some.get(place));
            }
        }
    }

    /** Of what an earlier batch was refused, nothing is carried out in a later one either; Graph's own word within one. */
    private static boolean failsWithout(BatchItem item, List<Integer> chunk, BatchAnswer[] answers, int index) {
        boolean fails = item.after().isPresent()
                && !chunk.contains(item.after().getAsInt())
                && answers[item.after().getAsInt()] instanceof BatchAnswer.Refused;
        if (fails) {
            answers[index] = new BatchAnswer.Refused(new FailedAttempt(424, "FailedDependency", "", "", null));
        }
        return fails;
    }

    /** By places in the chunk; what is no longer pending was carried out. */
    private static Map<Integer, Integer> after(List<BatchItem> items, List<Integer> chunk) {
        Map<Integer, Integer> after = new HashMap<>();
        for (int place = 0; place < chunk.size(); place++) {
            OptionalInt needed = items.get(chunk.get(place)).after();
            if (needed.isPresent() && chunk.contains(needed.getAsInt())) {
                after.put(place, chunk.indexOf(needed.getAsInt()));
            }
        }
        return after;
    }

    /** @param begun whether an earlier batch may have answered something that must not be thrown away: a new secret */
    private List<BatchAnswer> post(
            List<RequestInformation> requests, Map<Integer, Integer> after, boolean begun, OperationContext operation)
            throws InterruptedException {
        try {
            return batch.post(requests, after, operation);
        } catch (AttemptFailedException e) {
            return all(requests, e.refusal());
        } catch (ProblemException e) {
            if (begun) {
                return all(requests, new FailedAttempt(401, "", e.cause(), e.reference(), null));
            }
            throw e;
        }
    }

    private static List<BatchAnswer> all(List<RequestInformation> requests, FailedAttempt refusal) {
        BatchAnswer refused = new BatchAnswer.Refused(refusal);
        return requests.stream().map(request -> refused).toList();
    }

    /** Which of them to send again, after having waited as long as the most patient of them must. */
    private static List<Integer> again(
            List<BatchItem> items,
            List<RetryPolicy.Tally> tallies,
            List<Integer> pending,
            BatchAnswer[] answers,
            OperationContext operation)
            throws InterruptedException {
        List<Integer> next = new ArrayList<>();
        Duration longest = Duration.ZERO;
        String reason = "";
        for (int index : pending) {
            if (answers[index] instanceof BatchAnswer.Refused refused) {
                BatchItem item = items.get(index);
                FailedAttempt refusal = refused.refusal();
                Optional<Duration> wait = waitsFor(item, next)
                        .or(() -> tallies.get(index).waitBeforeNext(refusal, item.repeatable(), operation));
                if (wait.isPresent() && !isInVain(item, answers, next)) {
                    next.add(index);
                    if (reason.isEmpty() || wait.get().compareTo(longest) > 0) {
                        longest = wait.get();
                        reason = item.retries()
                                .ruleFor(refusal)
                                .map(RetryRule::situation)
                                .orElse("");
                    }
                }
            }
        }
        if (!next.isEmpty()) {
            operation.pause(longest, reason);
        }
        return next;
    }

    /** What was not carried out for want of another item goes along when that one is sent again. */
    private static Optional<Duration> waitsFor(BatchItem item, List<Integer> next) {
        return item.after().isPresent() && next.contains(item.after().getAsInt())
                ? Optional.of(Duration.ZERO)
                : Optional.empty();
    }

    private static boolean isInVain(BatchItem item, BatchAnswer[] answers, List<Integer> next) {
        return item.after().isPresent()
                && answers[item.after().getAsInt()] instanceof BatchAnswer.Refused
                && !next.contains(item.after().getAsInt());
    }
}
