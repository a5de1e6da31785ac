package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.monitor.StatusCache;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
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
    void replaceAll(List<Server> servers, int foldersAsOf) {
        ThreatManagerConfiguration.get().setServers(servers, foldersAsOf);
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
    Optional<String> obstacleToRemoval(Server server) {
        String tenants = StatusCache.get().rows().stream()
                .filter(row -> row.isStored() && row.server().equals(server.getName()))
                .map(StatusRow::tenant)
                .distinct()
                .collect(Collectors.joining(", "));
        return tenants.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.ServerKind_Needed(server.getName(), tenants));
    }
}
