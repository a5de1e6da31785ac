package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Tenant;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The Entra tenants: {@code threat-manager/tenants}. */
@Restricted(NoExternalUse.class)
public final class TenantsPage extends EntriesPage<Tenant> {

    public TenantsPage() {
        super(new TenantKind());
    }

    @Override
    public List<String> getTitles() {
        return List.of(
                Messages.EntriesPage_Name(),
                Messages.TenantsPage_Domain(),
                Messages.TenantsPage_Cloud(),
                Messages.TenantsPage_Authentication(),
                Messages.EntriesPage_AllowedFolders(),
                Messages.TenantsPage_AutomaticRotation());
    }

    @Override
    public boolean isImportable() {
        return isAdministrator();
    }

    /** Many from a file, for administrators. */
    public ImportPage getImport() {
        return new ImportPage();
    }
}
