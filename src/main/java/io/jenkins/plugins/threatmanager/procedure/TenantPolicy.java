package io.jenkins.plugins.threatmanager.procedure;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an administrator lets operations do to a tenant, whatever an argument asks for.
 *
 * @param permissions names of the Microsoft Graph application permissions that may be asked for, and are where an
 *     operation does not say which; never empty
 * @param trustedOwners object IDs, in lower case, of owners of the app registration besides the bootstrap identities; the
 *     client ID of an identity stands for its service principal
 * @param adoptable client IDs, in lower case, of app registrations made by hand that may be taken over
 * @param allowances what an argument may ask for beyond what is always safe
 * @param longestLifetime of a new client secret
 */
public record TenantPolicy(
        List<String> permissions,
        Set<String> trustedOwners,
        Set<String> adoptable,
        Set<Allowance> allowances,
        CalendarPeriod longestLifetime) {

    /** Where nothing is configured: the plain procedure and nothing beyond it. */
    public static final TenantPolicy DEFAULT = new TenantPolicy(
            ProcedureRequest.DEFAULT_PERMISSIONS,
            Set.of(),
            Set.of(),
            Set.of(Allowance.CONFIRM),
            CalendarPeriod.parse("24 months"));

    public TenantPolicy {
        permissions = List.copyOf(permissions);
        trustedOwners = lowerCase(trustedOwners);
        adoptable = lowerCase(adoptable);
        allowances = Set.copyOf(allowances);
    }

    /** The same where these identities may own the app registration, too: those that the configuration names itself. */
    public TenantPolicy trusting(Set<String> clientIds) {
        Set<String> all = new HashSet<>(trustedOwners);
        all.addAll(clientIds);
        return new TenantPolicy(permissions, all, adoptable, allowances, longestLifetime);
    }

    /** Whether an owner of the app registration may be there although it is no bootstrap identity. */
    public boolean trusts(String ownerObjectId) {
        return trustedOwners.contains(ownerObjectId.toLowerCase(Locale.ROOT));
    }

    /** Whether an app registration without this plugin's marker may be taken over. */
    public boolean mayAdopt(String clientId) {
        return adoptable.contains(clientId.toLowerCase(Locale.ROOT));
    }

    private static Set<String> lowerCase(Set<String> ids) {
        return ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
