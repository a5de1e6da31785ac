package io.jenkins.plugins.threatmanager.procedure.request;

import io.jenkins.plugins.threatmanager.server.PermissionSet;
import java.util.Map;
import java.util.Set;

/**
 * Which permissions the servers of a tenant need.
 *
 * @param sets of the servers that an operation may name, by name; a server whose version is not known has none
 * @param elsewhere names of the permissions that servers need which hold a sync of the tenant already, whether or not an
 *     operation names them; empty also if it is not known which do
 * @param perhaps names of the permissions that servers need of which it is not known whether they hold one
 */
public record ServerNeeds(Map<String, PermissionSet> sets, Set<String> elsewhere, Set<String> perhaps) {

    /** Where no version is known. */
    public static final ServerNeeds UNKNOWN = new ServerNeeds(Map.of(), Set.of(), Set.of());

    public ServerNeeds {
        sets = Map.copyOf(sets);
        elsewhere = Set.copyOf(elsewhere);
        perhaps = Set.copyOf(perhaps);
    }
}
