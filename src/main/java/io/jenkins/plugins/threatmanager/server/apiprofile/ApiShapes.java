package io.jenkins.plugins.threatmanager.server.apiprofile;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.util.List;
import java.util.Optional;

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
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "place")
    @JsonPropertyOrder({"place", "items", "id", "userName"})
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "inline", value = Credentials.Inline.class),
        @JsonSubTypes.Type(name = "array", value = Credentials.InArray.class),
        @JsonSubTypes.Type(name = "listed", value = Credentials.Listed.class)
    })
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
            Optional<JsonPointer> lastStatus) {

        public Sync {
            Mistake.when(
                    profileId.isPresent() == profileName.isPresent(),
                    "must have either profileId or profileName: how a sync names its Credential Profile");
        }
    }

    /** A row of Sync History. */
    public record Run(
            JsonPointer type,
            JsonPointer started,
            JsonPointer ended,
            JsonPointer status,
            Optional<JsonPointer> totalObjects) {}

    /** How to get the next page of a list. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonPropertyOrder({"by", "in", "skip", "take", "page", "pageSize", "size", "first", "total", "next"})
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "skipTake", value = Paging.SkipTake.class),
        @JsonSubTypes.Type(name = "page", value = Paging.Pages.class),
        @JsonSubTypes.Type(name = "next", value = Paging.Next.class)
    })
    public sealed interface Paging {

        /** Where in a request the page is asked for. */
        public enum Place {
            QUERY,
            BODY
        }

        /** Whether parameters are JSON Pointers into the body of the request instead of names in its query. */
        default boolean inBody() {
            return false;
        }

        /** @throws Mistake if the page cannot be asked for in that request */
        default void check(ApiCall call) {}

        /**
         * @param in empty for the query
         * @param skip parameter: how many items to leave out
         * @param take parameter: how many to give
         * @param total where the number of all items is; empty if the answer does not have it
         */
        public record SkipTake(
                Optional<Place> in,
                String skip,
                String take,
                @Is(ValueKind.PAGE_SIZE) int size,
                Optional<JsonPointer> total)
                implements Paging {

            @Override
            public boolean inBody() {
                return in.filter(Place.BODY::equals).isPresent();
            }

            @Override
            public void check(ApiCall call) {
                new PageParameters(call, inBody()).check("skip", skip).check("take", take);
            }
        }

        /**
         * @param in empty for the query
         * @param page parameter: the number of the page
         * @param pageSize parameter: how many items a page has
         * @param first number of the first page, 0 or 1
         */
        public record Pages(
                Optional<Place> in,
                String page,
                String pageSize,
                @Is(ValueKind.PAGE_SIZE) int size,
                @Is(ValueKind.FIRST_PAGE) int first,
                Optional<JsonPointer> total)
                implements Paging {

            @Override
            public boolean inBody() {
                return in.filter(Place.BODY::equals).isPresent();
            }

            @Override
            public void check(ApiCall call) {
                new PageParameters(call, inBody()).check("page", page).check("pageSize", pageSize);
            }
        }

        /** @param next where the address of the next page is; null, absent or empty on the last */
        public record Next(JsonPointer next) implements Paging {}
    }

    /**
     * The identifier of a connection test that continues after the answer; where it is, is either of the two.
     *
     * @param header {@code Location}: it is the last part of that path
     */
    public record TestId(Optional<JsonPointer> pointer, Optional<String> header, IdType type) {

        public TestId {
            Mistake.when(
                    pointer.isPresent() == header.isPresent(),
                    "must have either pointer or header: where the identifier is");
            Mistake.when(
                    header.filter(each -> !each.equalsIgnoreCase("Location")).isPresent(),
                    "header",
                    "must be Location; the identifier is the last part of its path");
        }
    }

    /** The value that says whether a connection test passed; any other value is an unexpected answer. */
    public record Verdict(
            JsonPointer pointer,
            @Is(ValueKind.COMPARED) List<JsonNode> passed,
            @Is(ValueKind.COMPARED) List<JsonNode> failed) {

        public Verdict {
            new Once("the value").in("passed", passed, "value").in("failed", failed, "value");
        }
    }

    /**
     * @param pending values that mean that the test is still running
     * @param failed none if a failed test shows by its HTTP status alone
     */
    public record PendingVerdict(
            JsonPointer pointer,
            @Is(ValueKind.COMPARED) List<JsonNode> pending,
            @Is(ValueKind.COMPARED) List<JsonNode> passed,
            @Is(ValueKind.COMPARED) List<JsonNode> failed) {

        public PendingVerdict {
            new Once("the value")
                    .in("pending", pending, "value")
                    .in("passed", passed, "value")
                    .in("failed", failed);
        }
    }

    /** Status words of Sync History by what they mean. */
    public record Statuses(
            @Is(ValueKind.SCALAR_AS_TEXT) List<String> running,
            @Is(ValueKind.SCALAR_AS_TEXT) List<String> succeeded,
            @Is(ValueKind.SCALAR_AS_TEXT) List<String> failed) {

        public Statuses {
            new Once("the word")
                    .in("running", running)
                    .in("succeeded", succeeded, "word")
                    .in("failed", failed, "word");
        }

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
