package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.Verification;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.monitor.LedgerKey;
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
    List<FormValidation> verify(String name) throws InterruptedException {
        return Verification.ofServer(name);
    }

    @Override
    boolean isAbout(LedgerKey operation, Server server) {
        return server.isCalled(operation.server());
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
        // Without any of its names, it is another one to automatic rotation, too.
        if (after.filter(server -> server.isCalled(before.getName())).isPresent()) {
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
