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
    LIST_PROFILES("listProfiles", "list Credential Profiles", Kind.LIST, true),
    LIST_CREDENTIALS("listCredentials", "list the credentials of a Credential Profile", Kind.LIST, false, PROFILE_ID),
    CREATE_PROFILE(
            "createProfile",
            "add a Credential Profile",
            Kind.CREATE,
            true,
            NAME,
            DESCRIPTION,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    UPDATE_PROFILE(
            "updateProfile",
            "edit a Credential Profile",
            Kind.UPDATE,
            true,
            PROFILE_ID,
            CREDENTIAL_ID,
            NAME,
            DESCRIPTION,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    DELETE_PROFILE("deleteProfile", "delete a Credential Profile", Kind.WRITE, true, PROFILE_ID),
    CREATE_CREDENTIAL(
            "createCredential",
            "add a credential to a Credential Profile",
            Kind.CREATE,
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
            Kind.WRITE,
            false,
            PROFILE_ID,
            CREDENTIAL_ID,
            PLATFORM,
            USER_NAME,
            PASSWORD),
    DELETE_CREDENTIAL(
            "deleteCredential",
            "delete the credential of a Credential Profile",
            Kind.WRITE,
            false,
            PROFILE_ID,
            CREDENTIAL_ID),
    LIST_SYNCS("listSyncs", "list Entra ID Syncs", Kind.LIST, true),
    CREATE_SYNC(
            "createSync",
            "add an Entra ID Sync",
            Kind.CREATE,
            true,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            ENABLED),
    UPDATE_SYNC(
            "updateSync",
            "edit an Entra ID Sync",
            Kind.UPDATE,
            true,
            SYNC_ID,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            ENABLED),
    DELETE_SYNC("deleteSync", "delete an Entra ID Sync", Kind.WRITE, true, SYNC_ID, TENANT),
    TEST_CONNECTION(
            "testConnection",
            "test the connection",
            Kind.TEST,
            true,
            TENANT,
            AZURE_CLOUD,
            PROFILE_ID,
            PROFILE_NAME,
            SYNC_ID),
    TEST_RESULT(
            "testResult",
            "read the result of the connection test",
            Kind.RESULT,
            false,
            TEST_ID,
            TENANT,
            PROFILE_ID,
            SYNC_ID),
    SYNC_HISTORY("syncHistory", "read Sync History", Kind.LIST, true, SYNC_ID, TENANT),
    CURRENT_USER("currentUser", "read the role of the user", Kind.ROLE, false);

    /** What a profile says of an operation beyond the request itself. */
    public enum Kind {
        LIST,
        CREATE,
        WRITE,
        UPDATE,
        TEST,
        RESULT,
        ROLE
    }

    private final String word;
    private final String purpose;
    private final Kind kind;
    private final boolean required;
    private final Set<Placeholder> placeholders;

    ApiOperation(String word, String purpose, Kind kind, boolean required, Placeholder... placeholders) {
        this.word = word;
        this.purpose = purpose;
        this.kind = kind;
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

    public Kind kind() {
        return kind;
    }

    /** Whether sending it twice does no more than sending it once, unless the profile says otherwise. */
    public boolean repeatable() {
        return kind == Kind.LIST || kind == Kind.TEST || kind == Kind.RESULT || kind == Kind.ROLE;
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
