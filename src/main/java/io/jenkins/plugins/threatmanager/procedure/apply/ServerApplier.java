package io.jenkins.plugins.threatmanager.procedure.apply;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.ProcedureRequest;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.ConnectionTest;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.traffic.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Carries out the changes in Threat Manager, and its Test Connection. */
public final class ServerApplier {

    private static final int TEST_ATTEMPTS = 3;
    private static final Duration BETWEEN_TESTS = Duration.ofSeconds(10);

    private final ProcedureRequest request;
    private final ThreatManagerServer server;
    private final SecretVault vault;
    private final ApplyState applied;
    private final OperationContext operation;

    public ServerApplier(
            ProcedureRequest request,
            ThreatManagerServer server,
            SecretVault vault,
            ApplyState applied,
            OperationContext operation) {
        this.request = request;
        this.server = server;
        this.vault = vault;
        this.applied = applied;
        this.operation = operation;
    }

    public void apply(Change change) throws InterruptedException {
        if (change instanceof Change.CreateProfile create) {
            StoredSecret stored = stored();
            overtakenBy(stored).ifPresent(newer -> {
                throw overtaken(newer, "");
            });
            applied.profile(Optional.of(server.createProfile(
                    create.name(), marker(stored.keyId()), stored.clientId(), stored.text(), operation)));
            requireStillCurrent(stored);
        } else if (change instanceof Change.UpdateProfile update) {
            applied.profileBefore(update.profile());
            StoredSecret stored = stored();
            overtakenBy(stored).ifPresent(newer -> {
                throw overtaken(newer, "");
            });
            applied.profile(Optional.of(put(update.profile(), update.name(), stored)));
            requireStillCurrent(stored);
        } else if (change instanceof Change.DeleteSync delete) {
            server.deleteSync(delete.sync(), operation);
        } else if (change instanceof Change.CreateSync) {
            applied.sync(Optional.of(server.createSync(request.domain(), request.cloud(), profile(), operation)));
        } else if (change instanceof Change.UpdateSync update) {
            server.updateSync(update.sync(), profile(), true, operation);
            EntraIdSync before = update.sync();
            applied.sync(Optional.of(new EntraIdSync(
                    before.id(), before.tenant(), before.azureCloud(), profile().id(), true, before.lastStatus())));
        } else {
            throw new IllegalArgumentException("not a change in Threat Manager: " + change.what());
        }
    }

    /**
     * Another run may have stored a newer secret, and put it into the same profile, while this one wrote: credential and
     * description are then of different runs, unless the newer one is written once more.
     */
    private void requireStillCurrent(StoredSecret written) throws InterruptedException {
        Optional<StoredSecret> newer = overtakenBy(written);
        if (newer.isPresent()) {
            applied.profile(Optional.of(put(profile(), profile().name(), newer.get())));
            throw overtaken(newer.get(), " The Credential Profile holds that one.");
        }
    }

    /** What the vault keeps instead of a secret by now; empty if it still keeps that, or nothing. */
    private Optional<StoredSecret> overtakenBy(StoredSecret stored) throws InterruptedException {
        return vault.find(stored.credentialsId())
                .filter(now -> now.clientId().equals(stored.clientId()))
                .filter(now -> !now.keyId().equals(stored.keyId()));
    }

    private static ProblemException overtaken(StoredSecret newer, String where) {
        return new ProblemException(
                ProcedureProblem.ANOTHER_RUN,
                "Another run has stored the client secret " + newer.keyId() + " as '" + newer.credentialsId()
                        + "' meanwhile." + where,
                "Run again: the next run uses what is stored now.");
    }

    /** Whether Test Connection works on entries that are not added yet, as the console's button does. */
    public boolean testsBeforeAdding() {
        return !server.testNeedsSync();
    }

    /**
     * Test Connection, a few times: the node of Entra that Threat Manager asks may not know the new secret yet.
     *
     * @throws ProblemException if it fails to the end; the older secret is put back into the profile where Jenkins still has it
     */
    public void testConnection() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            ConnectionTest test = server.testConnection(request.domain(), request.cloud(), profile(), operation);
            if (test.passed()) {
                operation.say("Threat Manager: Test Connection passed");
                return;
            }
            if (attempt == TEST_ATTEMPTS || !operation.hasTimeFor(BETWEEN_TESTS)) {
                throw refusedSecret(test);
            }
            operation.pause(
                    BETWEEN_TESTS,
                    WaitReason.REPLICATION,
                    "Test Connection failed; the new secret may not be known everywhere yet");
        }
    }

    private ProblemException refusedSecret(ConnectionTest test) throws InterruptedException {
        StoredSecret stored = stored();
        String said = test.message().isEmpty() ? "" : " with '" + test.message() + "'";
        Optional<StoredSecret.Version> older = stored.previous()
                .filter(previous -> applied.profileBefore()
                        .filter(before -> before.keyId().equalsIgnoreCase(previous.keyId()))
                        .isPresent());
        String where;
        if (older.isPresent()) {
            StoredSecret.Version previous = older.get();
            // First the description alone: it must never say that the newer one is in there when it is not.
            String description = marker(previous.keyId());
            for (SecretText text : List.of(stored.text(), previous.text())) {
                server.updateProfile(profile(), profile().name(), description, stored.clientId(), text, operation);
            }
            where = "The profile holds the older secret " + previous.keyId() + " again, and the new one, "
                    + stored.keyId() + ", is stored as '" + stored.credentialsId() + "'.";
        } else {
            where = "The profile holds the secret " + stored.keyId() + ", which obtains tokens and is stored as '"
                    + stored.credentialsId() + "'.";
        }
        return new ProblemException(
                ProcedureProblem.CONNECTION_TEST_FAILED,
                "Threat Manager's Test Connection failed" + said + ".",
                "Check that the server reaches Entra and Microsoft Graph, its proxy included, and run again. " + where);
    }

    private CredentialProfile put(CredentialProfile profile, String name, StoredSecret stored)
            throws InterruptedException {
        String description = marker(stored.keyId());
        server.updateProfile(profile, name, description, stored.clientId(), stored.text(), operation);
        return new CredentialProfile(
                profile.id(),
                name,
                description,
                profile.credentials().isEmpty()
                        ? List.of()
                        : List.of(new CredentialProfile.Credential(
                                profile.credentials().get(0).id(), stored.clientId())));
    }

    private String marker(String keyId) {
        Optional<Instant> before =
                applied.profileBefore().filter(marker -> marker.names(keyId)).flatMap(ProfileMarker::since);
        return new ProfileMarker(
                        request.controller().signer(),
                        request.domain(),
                        keyId,
                        before.or(() -> Optional.of(operation.now())))
                .description();
    }

    private StoredSecret stored() {
        return applied.stored().orElseThrow(() -> new IllegalStateException("the plan has no secret for the profile"));
    }

    private CredentialProfile profile() {
        return applied.profile().orElseThrow(() -> new IllegalStateException("the plan has no profile for the sync"));
    }
}
