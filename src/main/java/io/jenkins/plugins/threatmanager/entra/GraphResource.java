package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Microsoft Graph's service principal in one tenant.
 *
 * @param objectId GUID, differs from tenant to tenant: the {@code resourceId} of every grant; empty if the bootstrap
 *     identity may not read it
 * @param roleIds enabled application permissions by name, with the GUIDs of their app roles; empty if they may not be
 *     read
 */
public record GraphResource(String objectId, Map<String, String> roleIds) {

    public GraphResource {
        roleIds = Map.copyOf(roleIds);
    }

    /**
     * The permissions with these names, in the order given, each once.
     *
     * @throws ProblemException see {@link #absent}
     */
    public List<AppRole> resolve(Collection<String> names) {
        absent(names).ifPresent(failure -> {
            throw failure;
        });
        return offered(names);
    }

    /** Those of the permissions with these names that are offered here, in the order given, each once. */
    public List<AppRole> offered(Collection<String> names) {
        return names.stream()
                .distinct()
                .filter(roleIds::containsKey)
                .map(name -> new AppRole(name, roleIds.get(name)))
                .toList();
    }

    /**
     * @return a failure that names all that are not offered here, in the order given, and the names nearest to them;
     *     empty if none is missing
     */
    public Optional<ProblemException> absent(Collection<String> names) {
        if (roleIds.isEmpty() && !names.isEmpty()) {
            return Optional.of(EntraProblem.GRAPH_ROLES_UNREADABLE.failure());
        }
        List<String> absent = names.stream()
                .distinct()
                .filter(name -> !roleIds.containsKey(name))
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(EntraProblem.PERMISSION_NOT_OFFERED.failure(
                        Enumeration.of(absent), "this cloud", nearest(absent)));
    }

    private String nearest(List<String> absent) {
        Set<String> near = new LinkedHashSet<>();
        absent.forEach(name -> near.addAll(NearestNames.of(name, roleIds.keySet())));
        near.removeAll(absent);
        return String.join(", ", near);
    }
}
