package io.jenkins.plugins.threatmanager.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The application permissions of Microsoft Graph that Entra ID Sync needs, by version of Threat Manager, as the product's
 * requirements list them ("Entra ID Sync Permissions"). A set never changes: a later version gets one of its own, so that
 * an update of the plugin grants nothing to anybody.
 */
public enum PermissionSet {
    /** Twelve: Threat Manager 3.0 to 3.2, "Entra ID Sync Permissions". */
    THREAT_MANAGER_3_0("threat-manager-3.0", List.of()),
    THREAT_MANAGER_3_1("threat-manager-3.1", List.of()),
    THREAT_MANAGER_3_2("threat-manager-3.2", List.of()),
    /** Sixteen: the same page of Threat Manager 3.3 has four more, "new in Threat Manager 3.3". */
    THREAT_MANAGER_3_3(
            "threat-manager-3.3",
            List.of(
                    "AgentIdentity.Read.All",
                    "AgentIdentityBlueprint.Read.All",
                    "AgentIdentityBlueprintPrincipal.Read.All",
                    "IdentityRiskyAgent.Read.All"));

    /** Where a policy says nothing; not the newest, which an update would change. */
    public static final PermissionSet DEFAULT = THREAT_MANAGER_3_0;

    /** Of every version. */
    private static final class Common {
        static final List<String> PERMISSIONS = List.of(
                "AdministrativeUnit.Read.All",
                "Application.Read.All",
                "Device.Read.All",
                "Group.Read.All",
                "GroupMember.Read.All",
                "IdentityRiskyServicePrincipal.Read.All",
                "IdentityRiskyUser.Read.All",
                "Organization.Read.All",
                "RoleAssignmentSchedule.ReadWrite.Directory",
                "RoleEligibilitySchedule.ReadWrite.Directory",
                "RoleManagement.Read.All",
                "User.Read.All");
    }

    private static final String PREFIX = "threat-manager-";

    private final String setName;
    private final List<String> further;

    /** @param further besides the twelve that every version needs */
    PermissionSet(String setName, List<String> further) {
        this.setName = setName;
        this.further = further;
    }

    /** @return empty if there is none of that name */
    public static Optional<PermissionSet> named(String name) {
        return Arrays.stream(values()).filter(set -> set.setName.equals(name)).findFirst();
    }

    /**
     * The set that the sync of a server needs.
     *
     * @param version of Threat Manager, for example {@code 3.3}; blank if it is not known
     * @return empty if the version is not known
     * @throws IllegalArgumentException with a sentence, if there is no such version
     */
    public static Optional<PermissionSet> ofVersion(String version) {
        if (version.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(named(PREFIX + version.trim())
                .orElseThrow(() -> new IllegalArgumentException("'" + version.trim()
                        + "' is no version of Threat Manager whose permissions are known: choose from "
                        + Arrays.stream(values()).map(PermissionSet::version).collect(Collectors.joining(", "))
                        + ", or leave it empty.")));
    }

    /** All names, for people. */
    public static String names() {
        return Arrays.stream(values()).map(PermissionSet::setName).collect(Collectors.joining(", "));
    }

    /** As a policy writes it, for example {@code threat-manager-3.0}. */
    public String setName() {
        return setName;
    }

    /** Of Threat Manager, for example {@code 3.0}. */
    public String version() {
        return setName.substring(PREFIX.length());
    }

    /** Names of the permissions. */
    public List<String> permissions() {
        return Stream.concat(Common.PERMISSIONS.stream(), further.stream()).toList();
    }

    /**
     * Whether a cloud may lack a permission: those that are new in a version are not in every cloud at once, and without
     * them the rest of the sync works.
     */
    public static boolean mayBeAbsent(String permission) {
        return newInAVersion().contains(permission);
    }

    /** Names of all permissions that not every version needs. */
    public static Set<String> newInAVersion() {
        return Arrays.stream(values()).flatMap(set -> set.further.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
