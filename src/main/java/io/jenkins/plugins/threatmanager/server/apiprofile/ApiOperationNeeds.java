package io.jenkins.plugins.threatmanager.server.apiprofile;

import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.AZURE_CLOUD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.CREDENTIAL_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.DESCRIPTION;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.ENABLED;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.NAME;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PASSWORD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PROFILE_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PROFILE_NAME;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.SYNC_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TENANT;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TEST_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.USER_NAME;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the request of an operation must ask for. Without it a server could do no more than guess which object is meant,
 * or would drop what this plugin has to find again later. {@code docs/api-profile.md} has the same table.
 */
public final class ApiOperationNeeds {

    private static final String WHICH_PROFILE = "it says which Credential Profile is meant";
    private static final String WHICH_CREDENTIAL = "it says which credential is meant";
    private static final String WHICH_SYNC = "it says which Entra ID Sync is meant";
    private static final String MARKER = "the description is the marker by which the profile is found again";

    private static final List<Need> NEEDS = List.of(
            need(ApiOperation.LIST_CREDENTIALS, WHICH_PROFILE, Set.of(PROFILE_ID)),
            need(ApiOperation.CREATE_PROFILE, "Threat Manager wants a unique name", Set.of(NAME)),
            need(ApiOperation.CREATE_PROFILE, MARKER, Set.of(DESCRIPTION)),
            need(ApiOperation.UPDATE_PROFILE, WHICH_PROFILE, Set.of(PROFILE_ID)),
            need(ApiOperation.UPDATE_PROFILE, "the name may have to be corrected", Set.of(NAME)),
            need(ApiOperation.UPDATE_PROFILE, MARKER, Set.of(DESCRIPTION)),
            need(ApiOperation.DELETE_PROFILE, WHICH_PROFILE, Set.of(PROFILE_ID)),
            need(ApiOperation.CREATE_CREDENTIAL, WHICH_PROFILE, Set.of(PROFILE_ID)),
            need(ApiOperation.UPDATE_CREDENTIAL, WHICH_CREDENTIAL, Set.of(CREDENTIAL_ID)),
            need(ApiOperation.DELETE_CREDENTIAL, WHICH_CREDENTIAL, Set.of(CREDENTIAL_ID)),
            need(ApiOperation.CREATE_SYNC, "it says which tenant is synced", Set.of(TENANT)),
            need(
                    ApiOperation.CREATE_SYNC,
                    "it says with which Credential Profile to sync",
                    Set.of(PROFILE_ID),
                    Set.of(PROFILE_NAME)),
            need(ApiOperation.UPDATE_SYNC, WHICH_SYNC, Set.of(SYNC_ID), Set.of(TENANT)),
            need(
                    ApiOperation.UPDATE_SYNC,
                    "it says with which Credential Profile to sync",
                    Set.of(PROFILE_ID),
                    Set.of(PROFILE_NAME)),
            need(ApiOperation.UPDATE_SYNC, "a disabled sync could not be enabled again", Set.of(ENABLED)),
            need(ApiOperation.DELETE_SYNC, WHICH_SYNC, Set.of(SYNC_ID), Set.of(TENANT)),
            need(
                    ApiOperation.TEST_CONNECTION,
                    "it says what is tested",
                    Set.of(SYNC_ID),
                    Set.of(TENANT, PROFILE_ID),
                    Set.of(TENANT, PROFILE_NAME)),
            need(ApiOperation.TEST_RESULT, "another test's result could be taken for this one's", Set.of(TEST_ID)),
            need(ApiOperation.SYNC_HISTORY, WHICH_SYNC, Set.of(SYNC_ID), Set.of(TENANT)));

    /** Those that can carry a client secret, which is useless without the application's ID. */
    private static final List<ApiOperation> WITH_SECRET = List.of(
            ApiOperation.CREATE_PROFILE,
            ApiOperation.UPDATE_PROFILE,
            ApiOperation.CREATE_CREDENTIAL,
            ApiOperation.UPDATE_CREDENTIAL);

    private ApiOperationNeeds() {}

    /** @param ways sets of placeholders; any one is enough */
    private record Need(ApiOperation operation, String why, List<Set<Placeholder>> ways) {

        boolean isMetBy(ApiCall call) {
            Set<Placeholder> used = Template.placeholders(call);
            return ways.stream().anyMatch(used::containsAll);
        }

        String inWords() {
            return ways.stream()
                    .map(way -> way.stream()
                            .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                            .map(each -> "{" + each.word() + "}")
                            .collect(Collectors.joining(" with ")))
                    .collect(Collectors.joining(" or "));
        }

        private static int rank(Placeholder placeholder) {
            return placeholder == TENANT ? -1 : placeholder.ordinal();
        }
    }

    @SafeVarargs
    private static Need need(ApiOperation operation, String why, Set<Placeholder>... ways) {
        return new Need(operation, why, List.of(ways));
    }

    /** The rows of the table in the documentation: operation, what it must use, why. */
    public static List<String> markdown() {
        return NEEDS.stream()
                .map(need -> "| `" + need.operation().word() + "` | "
                        + need.inWords().replace("{", "`{").replace("}", "}`") + " | " + need.why() + " |")
                .toList();
    }

    /**
     * Stops at the first operation that lacks something.
     *
     * @param severalClouds whether the server has more than one cloud to choose from
     */
    static void check(Map<ApiOperation, ApiAction> actions, boolean severalClouds) {
        for (Need need : NEEDS) {
            ApiAction action = actions.get(need.operation());
            if (action != null && !need.isMetBy(action.call())) {
                throw lacks(need.operation(), need.inWords(), need.why());
            }
        }
        for (ApiOperation operation : WITH_SECRET) {
            ApiAction action = actions.get(operation);
            if (action != null && action.call().uses(PASSWORD) && !action.call().uses(USER_NAME)) {
                throw lacks(operation, "{userName}", "{password} is the secret of that application");
            }
        }
        if (severalClouds && !actions.get(ApiOperation.CREATE_SYNC).call().uses(AZURE_CLOUD)) {
            throw lacks(
                    ApiOperation.CREATE_SYNC,
                    "{azureCloud}",
                    "clouds has words for several, and the choice cannot be changed later");
        }
    }

    private static Mistake lacks(ApiOperation operation, String what, String why) {
        return new Mistake(JsonPointer.empty().appendProperty(operation.word()), "must use " + what + ": " + why);
    }
}
