package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is being done, for sentences and for the permission it needs at least. Source of the permissions: Microsoft
 * Graph's permissions reference, application permissions.
 */
public enum EntraTask {
    READ_APPLICATIONS("read app registrations", "Application.Read.All"),
    READ_PRINCIPALS("read service principals", "Application.Read.All"),
    READ_GRANTS("read admin consents", "Application.Read.All"),
    READ_RECYCLE_BIN("look into the recycle bin", "Application.Read.All"),
    WRITE_APPLICATION("create or change the app registration", "Application.ReadWrite.OwnedBy"),
    RESTORE_APPLICATION("restore the app registration", "Application.ReadWrite.OwnedBy"),
    CREATE_PRINCIPAL("create the service principal", "Application.ReadWrite.OwnedBy"),
    GRANT("consent to application permissions", "AppRoleAssignment.ReadWrite.All", "Application.Read.All"),
    REVOKE("withdraw admin consent", "AppRoleAssignment.ReadWrite.All"),
    ADD_SECRET("add a client secret", "Application.ReadWrite.OwnedBy"),
    REMOVE_SECRET("remove a client secret", "Application.ReadWrite.OwnedBy"),
    DELETE_APPLICATION("delete the app registration", "Application.ReadWrite.OwnedBy"),
    PURGE_APPLICATION("delete the app registration for good", "Application.ReadWrite.OwnedBy");

    private static final String OWNED = "Application.ReadWrite.OwnedBy";

    private static final Map<String, Set<String>> COVERED_BY = Map.of(
            "Application.Read.All",
            Set.of(
                    "Application.Read.All",
                    "Application.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All"),
            OWNED,
            Set.of(OWNED, "Application.ReadWrite.All", "Directory.ReadWrite.All"),
            "AppRoleAssignment.ReadWrite.All",
            Set.of("AppRoleAssignment.ReadWrite.All"));

    private final String words;
    private final List<String> permissions;

    EntraTask(String words, String... permissions) {
        this.words = words;
        this.permissions = List.of(permissions);
    }

    /** Follows "may not" or "could not". */
    public String words() {
        return words;
    }

    /**
     * Which of the least application permissions it needs are not among these, nor covered by a greater one.
     *
     * @param held names of the permissions in the token
     */
    public List<String> missing(Set<String> held) {
        return permissions.stream()
                .filter(permission -> COVERED_BY.get(permission).stream().noneMatch(held::contains))
                .toList();
    }

    /**
     * The message about everything that is missing, in the order of the tasks.
     *
     * @param held names of the permissions in the token
     * @return empty if nothing is
     */
    public static Optional<ProblemException> missing(Collection<EntraTask> tasks, Set<String> held) {
        List<EntraTask> vain = tasks.stream()
                .distinct()
                .filter(task -> !task.missing(held).isEmpty())
                .sorted()
                .toList();
        return vain.isEmpty()
                ? Optional.empty()
                : Optional.of(EntraProblem.MISSING_PERMISSION.failure(
                        Enumeration.of(vain.stream().map(EntraTask::words).toList()),
                        Enumeration.of(vain.stream()
                                .flatMap(task -> task.missing(held).stream())
                                .distinct()
                                .toList())));
    }

    /** Whether it changes an application, which with OwnedBy only an owner may. */
    public boolean needsOwner() {
        return permissions.contains(OWNED);
    }
}
