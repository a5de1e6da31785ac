package io.jenkins.plugins.threatmanager.procedure.rotate;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.PlanBuilder;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import io.jenkins.plugins.threatmanager.procedure.ownership.OwnProfiles;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.procedure.ownership.Signer;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the named servers may be given another secret, and what is worth knowing of all of them. Pure. */
final class ServerRules {

    /** A rotation takes over no app registration and no profile. */
    static final String TAKE_OVER = "Run it there, or onboard the tenant here with 'adopt' to take it over.";

    private final ProcedureRequest request;
    private final List<ServerObservation> servers;
    private final Optional<String> clientId;
    private final Optional<StoredSecret> stored;
    private final PlanBuilder plan;

    ServerRules(ProcedureRequest request, RotationObservation view, PlanBuilder plan) {
        this.request = request;
        this.servers = view.servers();
        this.clientId = view.base().entra().managed().map(Application::appId);
        this.stored = view.base().stored();
        this.plan = plan;
    }

    /** One of several that cannot be read does not keep the others from their new secret. */
    boolean allow() {
        List<ServerObservation> named =
                servers.stream().filter(ServerObservation::named).toList();
        if (!named.isEmpty()
                && named.stream().allMatch(server -> server.unreadable().isPresent())) {
            named.forEach(server -> plan.obstacle(server.unreadable().orElseThrow()));
            return false;
        }
        return named.stream()
                .filter(server -> server.snapshot().isPresent())
                .map(this::allow)
                .reduce(true, Boolean::logicalAnd);
    }

    private boolean allow(ServerObservation server) {
        OwnProfiles own = server.own(request.domain(), clientId);
        if (own.list().isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.NO_PROFILE,
                    "The server '" + server.name() + "' has no Credential Profile for " + request.domain() + ".",
                    "Onboard the tenant there first, or leave the server out.");
            return false;
        }
        Optional<CredentialProfile> chosen = SecretUsage.chosen(own, request);
        if (chosen.isEmpty()) {
            plan.obstacle(
                    ProcedureProblem.AMBIGUOUS,
                    "Several Credential Profiles on '" + server.name() + "' hold this app's client ID: "
                            + own.list().stream().map(CredentialProfile::name).collect(Collectors.joining(", "))
                            + ".",
                    "Name the right one in the setting profileName, or delete the others.");
            return false;
        }
        Optional<Signer> other = ProfileMarker.of(chosen.get())
                .map(ProfileMarker::signer)
                .filter(signer -> !request.controller().is(signer));
        other.ifPresent(signer -> plan.managedElsewhere(
                "The Credential Profile '" + chosen.get().name() + "' on '" + server.name() + "'",
                signer,
                request.controller(),
                TAKE_OVER));
        return other.isEmpty();
    }

    void remarkOn() {
        for (ServerObservation server : servers) {
            server.unreadable()
                    .ifPresent(why -> plan.remark("The server '" + server.name()
                            + "' could not be read and is left alone in this run: " + why.cause()));
            if (server.named() && server.snapshot().isPresent()) {
                remarkOnSync(server);
            }
        }
    }

    private void remarkOnSync(ServerObservation server) {
        Optional<EntraIdSync> sync = server.snapshot().orElseThrow().syncsOf(request.domain()).stream()
                .findFirst();
        if (sync.isEmpty()) {
            plan.remark("The server '" + server.name() + "' has no Entra ID Sync for " + request.domain() + ".");
        } else if (!sync.get().enabled()) {
            plan.remark("The Entra ID Sync for " + request.domain() + " on '" + server.name()
                    + "' is disabled; a rotation does not change that.");
        }
    }

    /** What a person does so that the older secret may go. */
    String handOffRemedy() {
        return (request.app().isForThreatManager()
                        ? "Do in the Threat Manager console what the instructions say"
                        : "Put the client secret into the product")
                + ", and press Done on the page of the build, or run again with 'confirm'.";
    }

    /** Says by whose word the servers that are set up by hand hold the stored secret. */
    void remarkOnStatements() {
        for (ServerObservation server : servers) {
            stored.filter(secret -> server.isByHand())
                    .flatMap(secret -> server.done().said(DoneByHand.Task.ENTER, secret.keyId()))
                    .ifPresent(said -> plan.remark(said.who() + " said on " + UtcFormat.andTime(said.when()) + " that '"
                            + server.name() + "' holds the stored client secret."));
        }
    }

    /** Names of the servers that are set up by hand and wait for a person. */
    String byHand() {
        return servers.stream()
                .filter(server -> server.waitsFor(DoneByHand.Task.ENTER, stored))
                .map(server -> "'" + server.name() + "'")
                .collect(Collectors.joining(" and "));
    }
}
