package io.jenkins.plugins.threatmanager.server.manual;

import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.manual.Instruction.Kind;
import java.util.List;
import java.util.Map;

/**
 * The way that Netwrix documents: by hand, in the console. Says field by field what to enter, in the order in which
 * the console asks for it; the secret is shown elsewhere, to whoever may see it. From the pages Credential Profile and Entra ID Sync
 * of the product's documentation, the same in 3.0 to 3.3; open points are stated as such.
 *
 * @param profileName name of the Credential Profile
 * @param description of the Credential Profile; names the identifier of the secret, never its text
 * @param clientId application (client) ID
 * @param credentialsId of the credential in Jenkins that holds the secret
 * @param tenant domain name of the tenant
 * @param cloud name of the cloud, for example {@code GLOBAL}
 */
public record HandOff(
        String profileName, String description, String clientId, String credentialsId, String tenant, String cloud) {

    private static final String INTEGRATIONS = "Integrations";
    private static final String ADD = INTEGRATIONS + " > Add new integration";
    private static final String ADD_PROFILE = ADD + " > Credential Profile";
    private static final String ADD_SYNC = ADD + " > Entra ID Sync";

    private static final String VALUE_NOT_ID = "It is the Value of the client secret, not its Secret ID.";

    private static final Map<String, String> CLOUDS = Map.of(
            "GLOBAL", "the global (commercial) Azure cloud",
            "US_GOV_L4", "the Azure cloud of the US Government (GCC High, L4)",
            "US_GOV_L5", "the Azure cloud of the US Government for the Department of Defense (L5)",
            "CHINA", "the Azure cloud in China (21Vianet)");

    /** From nothing to the first sync. */
    public List<Instruction> firstSetUp() {
        return List.of(
                logIn(),
                open("", INTEGRATIONS, ""),
                click(INTEGRATIONS, "Add new integration", ""),
                choose(ADD, "Type", "Credential Profile", ""),
                type(ADD_PROFILE, "Name", profileName, ""),
                type(ADD_PROFILE, "Description", description, "Type it exactly: it identifies the secret."),
                choose(
                        ADD_PROFILE,
                        "Platform",
                        "the entry for Microsoft Entra ID",
                        "The product's documentation lists only SQL and Windows and does not name this entry; where"
                                + " there is none, ask Netwrix which to use."),
                type(
                        ADD_PROFILE,
                        "User Name",
                        clientId,
                        "The application (client) ID: the documentation does not say what goes into which field, this"
                                + " follows from the values that it says to collect."),
                paste(ADD_PROFILE),
                click(ADD_PROFILE, "Add", "It is enabled once the fields are filled in."),
                click(INTEGRATIONS, "Add new integration", ""),
                choose(ADD, "Type", "Entra ID Sync", ""),
                type(ADD_SYNC, "Tenant", tenant, "It cannot be changed later."),
                choose(ADD_SYNC, "Azure Cloud", cloudInWords(), cloudNote()),
                choose(ADD_SYNC, "Credential Profile", profileName, ""),
                choose(ADD_SYNC, "Enabled", "Enabled", "It is so by default."),
                testConnection(ADD_SYNC),
                click(ADD_SYNC, "Add", "It is enabled once the test has passed."),
                open(INTEGRATIONS, syncEntry(), ""),
                open(
                        syncPage(),
                        "Sync History",
                        "The first sync starts after a few minutes; wait for a row of each Type with an End Time, and"
                                + " read its Status."));
    }

    /** A new secret into the profile that is there. */
    public List<Instruction> rotation() {
        String page = INTEGRATIONS + " > " + profileEntry();
        return List.of(
                logIn(),
                open("", INTEGRATIONS, ""),
                open(INTEGRATIONS, profileEntry(), ""),
                click(
                        page,
                        "Edit of the credential",
                        "If there is more than one credential, it is not documented which"
                                + " of them Entra ID Sync uses: leave exactly one."),
                type(page, "User Name", clientId, "Unchanged unless the app registration is another one."),
                paste(page),
                click(page, "Save", ""),
                type(page, "Description", description, "Type it exactly: it identifies the secret."),
                click(page, "Save", ""),
                open("", INTEGRATIONS, ""),
                open(INTEGRATIONS, syncEntry(), ""),
                testConnection(syncPage()),
                open(syncPage(), "Sync History", "The next row shows whether the sync works with the new secret."));
    }

    /** A secret into another product than Threat Manager, whose fields are its own business. */
    public static List<Instruction> toProduct(String product, String clientId, String credentialsId) {
        return List.of(
                type(product, "Client ID", clientId, "The application (client) ID."),
                new Instruction(product, "Client secret", Kind.COPY_FROM_JENKINS, credentialsId, VALUE_NOT_ID));
    }

    /** Takes both integrations away. */
    public List<Instruction> removal() {
        String page = INTEGRATIONS + " > " + profileEntry();
        return List.of(
                logIn(),
                open("", INTEGRATIONS, ""),
                open(INTEGRATIONS, syncEntry(), ""),
                click(syncPage(), "Delete", "Confirm it in the Delete Domain window."),
                open(INTEGRATIONS, profileEntry(), ""),
                click(
                        page,
                        "Delete",
                        "Only after the Entra ID Sync is gone; make sure that nothing else uses the"
                                + " profile, and confirm it."));
    }

    private String profileEntry() {
        return "Credential Profile " + profileName;
    }

    private String syncEntry() {
        return "Entra ID Sync " + tenant;
    }

    private static Instruction logIn() {
        return new Instruction("", "", Kind.LOG_IN, "", "Other roles may not change integrations.");
    }

    private Instruction testConnection(String page) {
        return click(
                page,
                "Test Connection",
                "This takes a moment; a message in the upper right corner says how"
                        + " it went. If it fails, compare the entries of " + profileEntry() + ".");
    }

    private String syncPage() {
        return INTEGRATIONS + " > " + syncEntry();
    }

    private String cloudInWords() {
        return cloud.equals(ApiProfile.CUSTOM)
                ? "the entry for the cloud of this tenant"
                : CLOUDS.getOrDefault(cloud, "the entry for " + cloud);
    }

    private static String cloudNote() {
        return "The product's documentation does not list the entries of this field. It cannot be changed later.";
    }

    private Instruction paste(String page) {
        return new Instruction(page, "Password", Kind.COPY_FROM_JENKINS, credentialsId, VALUE_NOT_ID);
    }

    private static Instruction open(String page, String field, String note) {
        return new Instruction(page, field, Kind.OPEN, "", note);
    }

    private static Instruction click(String page, String field, String note) {
        return new Instruction(page, field, Kind.CLICK, "", note);
    }

    private static Instruction type(String page, String field, String value, String note) {
        return new Instruction(page, field, Kind.TYPE, value, note);
    }

    private static Instruction choose(String page, String field, String value, String note) {
        return new Instruction(page, field, Kind.CHOOSE, value, note);
    }
}
