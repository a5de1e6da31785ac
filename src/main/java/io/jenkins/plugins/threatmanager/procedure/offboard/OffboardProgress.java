package io.jenkins.plugins.threatmanager.procedure.offboard;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.Allowance;
import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.Plan;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.ServerObservation;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.onboard.OnboardOverviews;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.manual.HandOff;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is left of a tenant while it is off-boarded: begins as observed, follows each change. */
final class OffboardProgress {

    private final ProcedureRequest request;
    private final OffboardObservation remains;
    private final boolean byHand;
    private Optional<Application> app;
    private Optional<Overview.RecycleBin> bin;
    private Optional<StoredSecret> stored;
    private final List<CredentialProfile> profiles = new ArrayList<>();

    OffboardProgress(ProcedureRequest request, OffboardObservation remains, Plan plan) {
        this.request = request;
        this.remains = remains;
        this.app = remains.entra().managed();
        this.bin = remains.entra().deleted().flatMap(OnboardOverviews::recycleBin);
        this.stored = remains.stored();
        this.byHand = !request.allows(Allowance.CONFIRM)
                && plan.changes().stream().anyMatch(Change.RemoveByHand.class::isInstance);
        for (ServerObservation seen : remains.named()) {
            seen.snapshot()
                    .ifPresent(integrations -> integrations.profiles().stream()
                            .filter(profile -> OtherUses.isOurs(request, remains.clientId(), profile))
                            .forEach(profiles::add));
        }
    }

    /** Notes a change that was made. */
    void note(Change change, Instant now) {
        if (change instanceof Change.OnServer on) {
            note(on.change(), now);
        } else if (change instanceof Change.DeleteProfile delete) {
            profiles.remove(delete.profile());
        } else if (change instanceof Change.RemoveCredential) {
            stored = Optional.empty();
        } else if (change instanceof Change.DeleteApplication delete) {
            app = Optional.empty();
            bin = Optional.of(new Overview.RecycleBin(
                    delete.existing().displayName(),
                    delete.existing().appId(),
                    now.plus(OnboardOverviews.IN_RECYCLE_BIN)));
        } else if (change instanceof Change.PurgeApplication) {
            bin = Optional.empty();
        }
    }

    Overview overview() {
        return new Overview(
                request.goal().tenant().name(),
                request.domain(),
                remains.entra().tenantId(),
                app.map(known -> new Overview.App(known.displayName(), known.appId(), known.objectId())),
                List.of(),
                stored.map(kept ->
                        new Overview.Secret(kept.credentialsId(), remains.vault(), kept.keyId(), kept.expires())),
                profiles.stream()
                        .findFirst()
                        .map(profile -> new Overview.Profile(
                                profile.name(),
                                ProfileMarker.of(profile)
                                        .map(ProfileMarker::keyId)
                                        .orElse(""))),
                Optional.empty(),
                byHand ? instructions() : List.of(),
                Optional.empty(),
                bin);
    }

    private List<Instruction> instructions() {
        List<Instruction> removal = new HandOff(
                        request.profileName(),
                        "",
                        remains.clientId().orElse(""),
                        request.secret().credentialsId(),
                        request.domain(),
                        request.cloud())
                .removal();
        List<String> servers = remains.named().stream()
                .filter(ServerObservation::isByHand)
                .map(ServerObservation::name)
                .toList();
        return servers.size() == 1
                ? removal
                : servers.stream()
                        .flatMap(server -> removal.stream().map(each -> each.on(server)))
                        .toList();
    }
}
