package io.jenkins.plugins.threatmanager.entra;

/**
 * What is being done, for sentences and for the permission it needs at least. Source of the permissions: Microsoft
 * Graph's permissions reference, application permissions.
 */
enum EntraTask {
    READ_APPLICATIONS("read app registrations", "Application.Read.All"),
    READ_PRINCIPALS("read service principals", "Application.Read.All"),
    READ_GRANTS("read admin consents", "Application.Read.All"),
    READ_RECYCLE_BIN("look into the recycle bin", "Application.Read.All"),
    WRITE_APPLICATION("create or change the app registration", "Application.ReadWrite.OwnedBy"),
    RESTORE_APPLICATION("restore the app registration", "Application.ReadWrite.OwnedBy"),
    CREATE_PRINCIPAL("create the service principal", "Application.ReadWrite.OwnedBy"),
    ENABLE_PRINCIPAL("enable the service principal", "Application.ReadWrite.OwnedBy"),
    GRANT(
            "consent to application permissions",
            "AppRoleAssignment.ReadWrite.All together with Application.Read.All"),
    REVOKE("withdraw admin consent", "AppRoleAssignment.ReadWrite.All"),
    ADD_SECRET("add a client secret", "Application.ReadWrite.OwnedBy"),
    REMOVE_SECRET("remove a client secret", "Application.ReadWrite.OwnedBy"),
    DELETE_APPLICATION("delete the app registration", "Application.ReadWrite.OwnedBy"),
    PURGE_APPLICATION("delete the app registration for good", "Application.ReadWrite.OwnedBy");

    private final String words;
    private final String permission;

    EntraTask(String words, String permission) {
        this.words = words;
        this.permission = permission;
    }

    /** Follows "may not" or "could not". */
    String words() {
        return words;
    }

    /** The least application permission it needs. */
    String permission() {
        return permission;
    }
}
