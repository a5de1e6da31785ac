package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where things are in a server's answers, as an API profile describes it. */
public final class ApiShapes {

    private ApiShapes() {}

    /** The JSON type of an identifier: it is sent back as it came. */
    public enum IdType {
        NUMBER,
        STRING
    }

    /** An identifier and its JSON type. */
    public record Id(JsonPointer pointer, IdType type) {}

    /** A Credential Profile in a list. */
    public record Profile(Id id, JsonPointer name, JsonPointer description, Credentials credentials) {}

    /** Where the credentials of a profile are. */
    public sealed interface Credentials {

        /** The profile itself has the user name; there is never more than one. */
        public record Inline(JsonPointer userName) implements Credentials {}

        /** An array in the profile. */
        public record InArray(JsonPointer items, Id id, JsonPointer userName) implements Credentials {}

        /** A list of their own, {@code listCredentials}. */
        public record Listed(Id id, JsonPointer userName) implements Credentials {}
    }

    /**
     * An Entra ID Sync in a list.
     *
     * @param profileId its Credential Profile's identifier; either this or the name is present
     * @param profileName its Credential Profile's name
     * @param lastStatus status word of the last run; empty if the list does not have it
     */
    public record Sync(
            Id id,
            JsonPointer tenant,
            JsonPointer azureCloud,
            Optional<JsonPointer> profileId,
            Optional<JsonPointer> profileName,
            JsonPointer enabled,
            Optional<JsonPointer> lastStatus) {}

    /** A row of Sync History. */
    public record Run(
            JsonPointer type,
            JsonPointer started,
            JsonPointer ended,
            JsonPointer status,
            Optional<JsonPointer> totalObjects) {}

    /**
     * A list.
     *
     * @param items where the array is; the empty pointer if it is the whole answer
     * @param paging empty if everything comes at once
     * @param newestFirst whether reading may stop when enough rows have been seen
     */
    public record Listing(JsonPointer items, Optional<Paging> paging, boolean newestFirst) {}

    /** How to get the next page. */
    public sealed interface Paging {

        /** Whether parameters are JSON Pointers into the body of the request instead of names in its query. */
        default boolean inBody() {
            return false;
        }

        /**
         * @param skip parameter: how many items to leave out
         * @param take parameter: how many to give
         * @param total where the number of all items is; empty if the answer does not have it
         */
        public record SkipTake(String skip, String take, int size, Optional<JsonPointer> total, boolean inBody)
                implements Paging {}

        /**
         * @param page parameter: the number of the page
         * @param pageSize parameter: how many items a page has
         * @param first number of the first page, 0 or 1
         */
        public record Pages(
                String page, String pageSize, int size, int first, Optional<JsonPointer> total, boolean inBody)
                implements Paging {}

        /** @param next where the address of the next page is; null, absent or empty on the last */
        public record Next(JsonPointer next) implements Paging {}
    }

    /**
     * How the answer to a connection test is read.
     *
     * @param failedStatuses HTTP statuses that mean that the test was made and failed
     * @param verdict empty if an expected status means that it passed
     * @param message where the server's words are; empty if it gives none
     * @param result how the verdict is asked for later; empty if the answer has it
     */
    public record Test(
            Set<Integer> failedStatuses,
            Optional<Verdict> verdict,
            Optional<JsonPointer> message,
            Optional<Result> result) {}

    /**
     * How to read the result of a connection test that continues after the answer.
     *
     * @param id where the answer that the test was begun has its identifier
     * @param pending values at the verdict's pointer that mean that it is still running
     * @param every how long to wait before asking again
     */
    public record Result(
            TestId id,
            Set<Integer> failedStatuses,
            Verdict verdict,
            List<JsonNode> pending,
            Optional<JsonPointer> message,
            Duration every) {}

    /** @param pointer empty if it is the last part of the path in the {@code Location} header */
    public record TestId(Optional<JsonPointer> pointer, IdType type) {}

    /** The value that says whether a connection test passed; any other value is an unexpected answer. */
    public record Verdict(JsonPointer pointer, List<JsonNode> passed, List<JsonNode> failed) {}

    /** Where the role of the user is (a string or an array of strings), and which roles may change integrations. */
    public record Role(JsonPointer pointer, List<String> administrators) {}

    /** Status words of Sync History by what they mean. */
    public record Statuses(Set<String> running, Set<String> succeeded, Set<String> failed) {

        /** @param word the server's word; compared exactly */
        public SyncRun.State meaning(String word) {
            if (running.contains(word)) {
                return SyncRun.State.RUNNING;
            }
            if (succeeded.contains(word)) {
                return SyncRun.State.SUCCEEDED;
            }
            return failed.contains(word) ? SyncRun.State.FAILED : SyncRun.State.UNKNOWN;
        }
    }
}
