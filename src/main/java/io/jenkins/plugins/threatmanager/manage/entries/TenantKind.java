package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.TenantAuthentication;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.StatusCache;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** The Entra tenants. */
final class TenantKind extends EntryKind<Tenant> {

    TenantKind() {
        super(Tenant.class, "tenants");
    }

    @Override
    String title() {
        return Messages.TenantKind_Title();
    }

    @Override
    List<Tenant> all() {
        return ThreatManagerConfiguration.get().getTenants();
    }

    @Override
    String name(Tenant tenant) {
        return tenant.getName();
    }

    @Override
    void replaceAll(List<Tenant> tenants, int foldersAsOf) {
        ThreatManagerConfiguration.get().setTenants(tenants, foldersAsOf);
    }

    @Override
    EntryRow row(Tenant tenant) {
        boolean disabled =
                DisabledTenants.get().of(tenant.getName(), tenant.getDomain()).isPresent();
        return new EntryRow(
                tenant.getName(),
                disabled ? Messages.TenantKind_Disabled() : "",
                List.of(
                        tenant.getDomain(),
                        tenant.getCloud(),
                        signIn(tenant.getAuthentication()),
                        EntryRow.folders(tenant.isAllowAllFolders(), tenant.getAllowedFolders()),
                        tenant.isAutomaticRotation() ? Messages.EntryRow_Yes() : Messages.EntryRow_No()));
    }

    private static String signIn(TenantAuthentication authentication) {
        return authentication == null
                ? ""
                : Jenkins.get().getDescriptorOrDie(authentication.getClass()).getDisplayName();
    }

    /** A managed secret that is still stored would be renewed by nobody, and its app registration removed by nobody. */
    @Override
    Optional<String> obstacleToRemoval(Tenant tenant) {
        boolean another = all().stream()
                .anyMatch(other -> other.getDomain().equalsIgnoreCase(tenant.getDomain())
                        && !other.getName().equals(tenant.getName()));
        String stored = StatusCache.get().rows().stream()
                .filter(row -> row.isStored() && row.domain().equalsIgnoreCase(tenant.getDomain()))
                .map(TenantKind::credential)
                .distinct()
                .collect(Collectors.joining(", "));
        return another || stored.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.TenantKind_Needed(tenant.getName(), stored));
    }

    private static String credential(StatusRow row) {
        return row.place().isEmpty() ? row.credentialsId() : row.place() + "/" + row.credentialsId();
    }
}
