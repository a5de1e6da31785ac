package io.jenkins.plugins.threatmanager.server.apiprofile;

import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.AZURE_CLOUD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.CREDENTIAL_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.DESCRIPTION;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.ENABLED;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.NAME;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PASSWORD;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PLATFORM;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PROFILE_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.PROFILE_NAME;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.SYNC_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TENANT;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.TEST_ID;
import static io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder.USER_NAME;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an API profile describes of a server's REST interface. */
public enum ApiOperation {
    LIST_PROFILES("listProfiles", "list Credential Profiles", ApiAction.Items.class, true),
    LIST_CREDENTIALS(
            "listCredentials",
            "list the credentials of a Credential Profile",
            ApiAction.Items.class,
            false,
            PROFILE_ID),
    CREATE_PROFILE(
            "createProfile",
            "add a Credential Profile",
            ApiAction.Creation.class,
            true,
            NAME,
            DESCRIPTION,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    UPDATE_PROFILE(
            "updateProfile",
            "edit a Credential Profile",
            ApiAction.Edit.class,
            true,
            PROFILE_ID,
            CREDENTIAL_ID,
            NAME,
            DESCRIPTION,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    DELETE_PROFILE("deleteProfile", "delete a Credential Profile", ApiAction.Change.class, true, PROFILE_ID),
    CREATE_CREDENTIAL(
            "createCredential",
            "add a credential to a Credential Profile",
            ApiAction.Creation.class,
            false,
            PROFILE_ID,
            NAME,
            DESCRIPTION,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    UPDATE_CREDENTIAL(
            "updateCredential",
            "edit the credential of a Credential Profile",
            ApiAction.Change.class,
            false,
            PROFILE_ID,
            CREDENTIAL_ID,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    DELETE_CREDENTIAL(
            "deleteCredential",
            "delete the credential of a Credential Profile",
            ApiAction.Change.class,
            false,
            PROFILE_ID,
            CREDENTIAL_ID),
    LIST_SYNCS("listSyncs", "list Entra ID Syncs", ApiAction.Items.class, true),
    CREATE_SYNC(
            "createSync",
            "add an Entra ID Sync",
            ApiAction.Creation.class,
            true,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            ENABLED),
    UPDATE_SYNC(
            "updateSync",
            "edit an Entra ID Sync",
            ApiAction.Edit.class,
            true,
            SYNC_ID,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            ENABLED),
    DELETE_SYNC("deleteSync", "delete an Entra ID Sync", ApiAction.Change.class, true, SYNC_ID, TENANT),
    TEST_CONNECTION(
            "testConnection",
            "test the connection",
            ApiAction.ConnectionTest.class,
            true,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            SYNC_ID),
    TEST_RESULT(
            "testResult",
            "read the result of the connection test",
            ApiAction.TestResult.class,
            false,
            TEST_ID,
            TENANT,
            PROFILE_ID,
            SYNC_ID),
    SYNC_HISTORY("syncHistory", "read Sync History", ApiAction.History.class, true, SYNC_ID, TENANT),
    CURRENT_USER("currentUser", "read the role of the user", ApiAction.CurrentUser.class, false);

    private final String word;
    private final String purpose;
    private final Class<? extends ApiAction> form;
    private final boolean required;
    private final Set<Placeholder> placeholders;

    ApiOperation(
            String word,
            String purpose,
            Class<? extends ApiAction> form,
            boolean required,
            Placeholder... placeholders) {
        this.word = word;
        this.purpose = purpose;
        this.form = form;
        this.required = required;
        this.placeholders = Set.of(placeholders);
    }

    /** How a profile writes it, for example {@code createSync}. */
    public String word() {
        return word;
    }

    /** What it does, to follow "cannot ", for example {@code add an Entra ID Sync}. */
    public String purpose() {
        return purpose;
    }

    /** What a profile says of it. */
    public Class<? extends ApiAction> form() {
        return form;
    }

    /** Whether sending it twice does no more than sending it once, unless the profile says otherwise. */
    public boolean repeatable() {
        return !ApiAction.Write.class.isAssignableFrom(form);
    }

    boolean required() {
        return required;
    }

    /** What its request may ask for. */
    public Set<Placeholder> placeholders() {
        return placeholders;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ApiOperation::word).toList();
    }

    public static Optional<ApiOperation> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
