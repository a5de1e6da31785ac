package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an API profile says of one operation: the request, and what belongs to operations of its kind. */
public sealed interface ApiAction {

    ApiCall call();

    /** Whether sending it twice does no more than sending it once; empty if the profile does not say so. */
    Optional<Boolean> repeatable();

    /** An operation that changes something on the server. */
    sealed interface Write extends ApiAction {}

    /** An operation that lists something. */
    sealed interface Listing extends ApiAction {

        /** Where the array is; the empty pointer if it is the whole answer. */
        JsonPointer items();

        /** Empty if everything comes at once. */
        Optional<ApiShapes.Paging> paging();

        /** Whether reading may stop when enough rows have been seen. */
        default boolean isNewestFirst() {
            return false;
        }
    }

    /** A list whose order does not matter. */
    record Items(
            @JsonUnwrapped ApiCall call,
            Optional<Boolean> repeatable,
            JsonPointer items,
            Optional<ApiShapes.Paging> paging)
            implements Listing {

        public Items {
            paging.ifPresent(each -> Mistake.in("paging", () -> each.check(call)));
        }
    }

    /** Sync History. */
    record History(
            @JsonUnwrapped ApiCall call,
            Optional<Boolean> repeatable,
            JsonPointer items,
            Optional<ApiShapes.Paging> paging,
            Optional<Boolean> newestFirst)
            implements Listing {

        public History {
            paging.ifPresent(each -> Mistake.in("paging", () -> each.check(call)));
        }

        @Override
        public boolean isNewestFirst() {
            return newestFirst.orElse(false);
        }
    }

    /** Adds something. */
    record Creation(@JsonUnwrapped ApiCall call, Optional<Boolean> repeatable) implements Write {

        public Creation {
            Mistake.when(
                    repeatable.orElse(false),
                    "repeatable",
                    "must not be true: what is created twice is there twice; leave it out, and the result of the first"
                            + " request is read from the server instead");
        }
    }

    /** Edits or deletes, with no more than what the body says. */
    record Change(@JsonUnwrapped ApiCall call, Optional<Boolean> repeatable) implements Write {}

    /** @param sendBack what of the object as the server lists it is sent back with the body; empty for nothing */
    record Edit(@JsonUnwrapped ApiCall call, Optional<Boolean> repeatable, Optional<SendBack> sendBack)
            implements Write {

        public Edit {
            sendBack = sendBack.filter(each -> each != SendBack.NOTHING);
            Mistake.when(
                    sendBack.isPresent() && !call.hasObject(),
                    "sendBack",
                    "needs a body that is an object, to put over what the server has");
        }
    }

    /** An operation that may have the verdict of Test Connection. */
    sealed interface Test extends ApiAction {

        /** HTTP statuses that mean that the test was made and failed. */
        Optional<List<Integer>> failedStatuses();

        default boolean isFailure(int status) {
            return failedStatuses().orElse(List.of()).contains(status);
        }

        private static void check(Optional<List<Integer>> failedStatuses) {
            Mistake.when(
                    failedStatuses.filter(List::isEmpty).isPresent(),
                    "failedStatuses",
                    "must hold at least one HTTP status from 400 to 599");
        }
    }

    /**
     * Test Connection.
     *
     * @param verdict empty if an expected status means that it passed, or {@code testResult} has it
     * @param message where the server's words are; empty if it gives none
     * @param testId by what {@code testResult} asks for the verdict; empty if there is no such operation
     */
    record ConnectionTest(
            @JsonUnwrapped ApiCall call,
            Optional<Boolean> repeatable,
            @Is(ValueKind.STATUS_OF_FAILURE) Optional<List<Integer>> failedStatuses,
            Optional<ApiShapes.Verdict> verdict,
            Optional<JsonPointer> message,
            Optional<ApiShapes.TestId> testId)
            implements Test {

        public ConnectionTest {
            Test.check(failedStatuses);
        }
    }

    /**
     * How to read the result of a connection test that continues after the answer.
     *
     * @param every seconds to wait before asking again; empty for 2
     */
    record TestResult(
            @JsonUnwrapped ApiCall call,
            Optional<Boolean> repeatable,
            @Is(ValueKind.STATUS_OF_FAILURE) Optional<List<Integer>> failedStatuses,
            ApiShapes.PendingVerdict verdict,
            Optional<JsonPointer> message,
            @Is(ValueKind.SECONDS) Optional<Integer> every)
            implements Test {

        public TestResult {
            Test.check(failedStatuses);
            boolean neverFails = verdict.failed().isEmpty() && failedStatuses.isEmpty();
            Mistake.in(
                    "verdict",
                    () -> Mistake.when(
                            neverFails,
                            "failed",
                            "must hold at least one value, unless failedStatuses say how a failed test shows"));
        }

        /** How long to wait before asking again. */
        public Duration pause() {
            return Duration.ofSeconds(every.orElse(2));
        }
    }

    /**
     * Who is logged in.
     *
     * @param role where the role of the user is, a string or an array of strings
     * @param administrators which roles may change integrations
     */
    record CurrentUser(
            @JsonUnwrapped ApiCall call,
            Optional<Boolean> repeatable,
            JsonPointer role,
            @Is(ValueKind.WORD) List<String> administrators)
            implements ApiAction {

        public CurrentUser {
            Mistake.when(administrators.isEmpty(), "administrators", "must hold at least one role");
        }
    }
}
