package io.jenkins.plugins.threatmanager.steps;

import hudson.model.Run;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operation finds in its build, once arguments and permissions are known to be right.
 *
 * @param servers those that the step names, in its order; empty if it has nothing to do with a server
 * @param request what is wanted of the tenant
 * @param requests makes sense of further arguments
 * @param vault where the secret is kept; {@link NoVault} if the step has nothing to do with one
 */
record Surroundings(
        Run<?, ?> run,
        Tenant tenant,
        List<Server> servers,
        ProcedureRequest request,
        Requests requests,
        SecretVault vault,
        ProcedureListener journal) {

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing or unusable */
    EntraDirectory directory() {
        return Connections.directory(tenant, run);
    }

    /** @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing or unusable */
    EntraDirectory directoryForRotation() {
        return Connections.directoryForRotation(tenant, run);
    }

    /**
     * The servers that the step names.
     *
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing or unusable
     */
    List<ServerTarget> targets() {
        return servers.stream()
                .map(server -> new ServerTarget(server.getName(), connection(server)))
                .toList();
    }

    /**
     * Servers that the step does not name, but its job may use, those that are set up by hand included. One that is
     * invalid, or that cannot be connected to, is among them: what is on it is unknown.
     */
    List<ServerTarget> otherTargets() {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        Set<String> named = servers.stream().map(Server::getName).collect(Collectors.toSet());
        return configuration.serversFor(run.getParent()).stream()
                .map(Server::getName)
                .filter(name -> !named.contains(name))
                .map(name -> ServerTarget.ifConnectable(
                        name, () -> connection(configuration.serverFor(name, run.getParent()))))
                .toList();
    }

    /**
     * @return empty for a server that is set up by hand
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException if a credential is missing or unusable
     */
    Optional<ThreatManagerServer> connection(Server server) {
        return Connections.server(server, run);
    }
}
