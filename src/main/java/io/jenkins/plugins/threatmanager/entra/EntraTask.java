package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is being done, for sentences and for the permission it needs at least. Source of the permissions: Microsoft
 * Graph's permissions reference, application permissions.
 */
public enum EntraTask {
    READ_APPLICATIONS("read app registrations", EntraPermission.READ),
    READ_PRINCIPALS("read service principals", EntraPermission.READ),
    READ_GRANTS("read admin consents", EntraPermission.READ),
    READ_RECYCLE_BIN("look into the recycle bin", EntraPermission.READ),
    WRITE_APPLICATION("create or change the app registration", EntraPermission.WRITE_OWNED),
    RESTORE_APPLICATION("restore the app registration", EntraPermission.WRITE_OWNED),
    CREATE_PRINCIPAL("create the service principal", EntraPermission.WRITE_OWNED),
    SWITCH_SIGN_IN("enable or disable sign-in of the enterprise application", EntraPermission.WRITE_OWNED),
    GRANT("consent to application permissions", EntraPermission.CONSENT, EntraPermission.READ),
    REVOKE("withdraw admin consent", EntraPermission.CONSENT),
    ADD_SECRET("add a client secret", EntraPermission.WRITE_OWNED),
    REMOVE_SECRET("remove a client secret", EntraPermission.WRITE_OWNED),
    REMOVE_CREDENTIAL("remove a credential of the app registration", EntraPermission.WRITE_OWNED),
    DELETE_APPLICATION("delete the app registration", EntraPermission.WRITE_OWNED),
    PURGE_APPLICATION("delete the app registration for good", EntraPermission.WRITE_OWNED);

    private final String words;
    private final List<EntraPermission> permissions;

    EntraTask(String words, EntraPermission... permissions) {
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
                .filter(permission -> !permission.isAmong(held))
                .map(EntraPermission::title)
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
        return permissions.contains(EntraPermission.WRITE_OWNED);
    }
}
