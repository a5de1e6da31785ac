package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.monitor.StatusRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Threat Manager servers. */
final class ServerKind extends EntryKind<Server> {

    ServerKind() {
        super(Server.class, "servers");
    }

    @Override
    String title() {
        return Messages.ServerKind_Title();
    }

    @Override
    List<Server> all() {
        return ThreatManagerConfiguration.get().getServers();
    }

    @Override
    String name(Server server) {
        return server.getName();
    }

    @Override
    void make(EntryChange<Server> change) {
        ThreatManagerConfiguration.get().changeServers(change);
    }

    @Override
    EntryRow row(Server server) {
        return new EntryRow(
                server.getName(),
                "",
                List.of(
                        server.getUrl(),
                        server.isByHand() ? Messages.ServerKind_ByHand() : Messages.ServerKind_Rest(),
                        server.getVersion(),
                        EntryRow.folders(server.isAllowAllFolders(), server.getAllowedFolders())));
    }

    /** A secret that the server holds could be rotated there no more, and its sync would lapse. */
    @Override
    Optional<String> obstacle(Server before, Optional<Server> after) {
        // Under another name, it is another one to automatic rotation, too.
        if (after.filter(server -> server.getName().equals(before.getName())).isPresent()) {
            return Optional.empty();
        }
        // Now, and not as a page has seen it a moment ago.
        String tenants = StatusRows.in(MonitoringState.gather(), List.of()).stream()
                .filter(row -> row.isStored() && row.server().equals(before.getName()))
                .map(StatusRow::tenant)
                .distinct()
                .collect(Collectors.joining(", "));
        return tenants.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.ServerKind_Needed(before.getName(), tenants));
    }
}
