package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Server;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The Threat Manager servers: {@code threat-manager/servers}. */
@Restricted(NoExternalUse.class)
public final class ServersPage extends EntriesPage<Server> {

    public ServersPage() {
        super(new ServerKind());
    }

    @Override
    public List<String> getTitles() {
        return List.of(
                Messages.EntriesPage_Name(),
                Messages.ServersPage_Url(),
                Messages.ServersPage_Connector(),
                Messages.ServersPage_Version(),
                Messages.EntriesPage_AllowedFolders());
    }
}
