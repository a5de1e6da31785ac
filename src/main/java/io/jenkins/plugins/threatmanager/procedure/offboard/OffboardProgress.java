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
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
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
    /** The servers whose integrations a person has to remove. */
    private final List<String> byHand;

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
        this.byHand = request.allows(Allowance.CONFIRM)
                ? List.of()
                : plan.changes().stream()
                        .filter(Change.RemoveByHand.class::isInstance)
                        .map(change -> ((Change.RemoveByHand) change).server())
                        .filter(remains.waiting()::contains)
                        .toList();
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
        return Overview.builder(
                        request.goal().tenant().name(),
                        request.domain(),
                        remains.entra().tenantId())
                .app(app.map(Overview.App::of))
                .secret(stored.map(kept -> Overview.Secret.of(kept, remains.vault())))
                .profile(profiles.stream().findFirst().map(Overview.Profile::of))
                .byHand(byHand.isEmpty() ? List.of() : instructions())
                .handOff(remains.stored()
                        .map(kept -> new Overview.HandOff(DoneByHand.Task.REMOVE, kept.keyId(), byHand)))
                .recycleBin(bin)
                .build();
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
        return byHand.size() == 1
                ? removal
                : byHand.stream()
                        .flatMap(server -> removal.stream().map(each -> each.on(server)))
                        .toList();
    }
}
