package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import jenkins.model.Jenkins;

/** The pages of tenants, for those who may read the configuration. */
final class TenantLinks {

    private final Set<String> tenants;

    /** @param tenants names in the configuration */
    TenantLinks(Set<String> tenants) {
        this.tenants = Jenkins.get().hasPermission(Jenkins.SYSTEM_READ) ? Set.copyOf(tenants) : Set.of();
    }

    /** Relative to the root of Jenkins; none where there is none, or the user may not see it. */
    @CheckForNull
    String to(String tenant) {
        return tenants.contains(tenant) ? DashboardAction.URL + "/tenants/entry/" + encoded(tenant) + "/" : null;
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
