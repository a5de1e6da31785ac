package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.server.ConnectionTest;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Threat Manager server on which each change is put down before it is made, and its result after it; reading and Test
 * Connection pass through.
 */
public final class AuditedServer implements ThreatManagerServer {

    private static final String PROFILE = "credentialProfileId";
    private static final String SYNC = "entraIdSyncId";

    private final String name;
    private final ThreatManagerServer server;
    private final Recorder recorder;

    /** @param name of the server in the configuration */
    public AuditedServer(String name, ThreatManagerServer server, AuditTrail trail) {
        this.name = name;
        this.server = server;
        this.recorder = new Recorder(trail);
    }

    @Override
    public CredentialProfile createProfile(
            String title, String description, String clientId, SecretText secret, OperationContext operation)
            throws InterruptedException {
        AuditedChange line = AuditedChange.of("add Credential Profile")
                .object("applicationId", clientId)
                .after("name", title)
                .after("description", description)
                .after("userName", clientId);
        return recorder.record(
                List.of(line.on(name)),
                operation,
                heard -> server.createProfile(title, description, clientId, secret, heard),
                created -> List.of(AuditedResult.DONE.object(PROFILE, created.id())));
    }

    @Override
    public void updateProfile(
            CredentialProfile profile,
            String title,
            String description,
            String clientId,
            SecretText secret,
            OperationContext operation)
            throws InterruptedException {
        AuditedChange line = AuditedChange.of("put client secret into Credential Profile")
                .object(PROFILE, profile.id())
                .object("applicationId", clientId)
                .from("name", profile.name(), title)
                .from("description", profile.description(), description)
                .from("userName", userNames(profile), clientId);
        change(line, operation, heard -> {
            server.updateProfile(profile, title, description, clientId, secret, heard);
            return null;
        });
    }

    @Override
    public void deleteProfile(CredentialProfile profile, OperationContext operation) throws InterruptedException {
        AuditedChange line = AuditedChange.of("delete Credential Profile")
                .object(PROFILE, profile.id())
                .before("name", profile.name())
                .before("description", profile.description())
                .before("userName", userNames(profile));
        change(line, operation, heard -> {
            server.deleteProfile(profile, heard);
            return null;
        });
    }

    @Override
    public EntraIdSync createSync(String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException {
        AuditedChange line = AuditedChange.of("add Entra ID Sync")
                .object(PROFILE, profile.id())
                .after("tenant", tenant)
                .after("azureCloud", cloud)
                .after("enabled", "true");
        return recorder.record(
                List.of(line.on(name)),
                operation,
                heard -> server.createSync(tenant, cloud, profile, heard),
                created -> List.of(AuditedResult.DONE.object(SYNC, created.id())));
    }

    @Override
    public void updateSync(EntraIdSync sync, CredentialProfile profile, boolean enabled, OperationContext operation)
            throws InterruptedException {
        AuditedChange line = AuditedChange.of("update Entra ID Sync")
                .object(SYNC, sync.id())
                .from(PROFILE, sync.profileId(), profile.id())
                .from("enabled", String.valueOf(sync.enabled()), String.valueOf(enabled));
        change(line, operation, heard -> {
            server.updateSync(sync, profile, enabled, heard);
            return null;
        });
    }

    @Override
    public void deleteSync(EntraIdSync sync, OperationContext operation) throws InterruptedException {
        AuditedChange line = AuditedChange.of("delete Entra ID Sync")
                .object(SYNC, sync.id())
                .object(PROFILE, sync.profileId())
                .before("tenant", sync.tenant())
                .before("azureCloud", sync.azureCloud())
                .before("enabled", String.valueOf(sync.enabled()));
        change(line, operation, heard -> {
            server.deleteSync(sync, heard);
            return null;
        });
    }

    private void change(AuditedChange line, OperationContext operation, Recorder.RemoteCall<Void> call)
            throws InterruptedException {
        recorder.record(List.of(line.on(name)), operation, call, nothing -> List.of(AuditedResult.DONE));
    }

    private static String userNames(CredentialProfile profile) {
        return profile.credentials().stream()
                .map(CredentialProfile.Credential::userName)
                .collect(Collectors.joining(" "));
    }

    // ---- what changes nothing --------------------------------------------------------------------------------------

    @Override
    public String azureCloudWord(String cloud) {
        return server.azureCloudWord(cloud);
    }

    @Override
    public ServerSnapshot observe(WantedCredentials wanted, OperationContext operation) throws InterruptedException {
        return server.observe(wanted, operation);
    }

    @Override
    public ServerSnapshot complete(ServerSnapshot snapshot, OperationContext operation) throws InterruptedException {
        return server.complete(snapshot, operation);
    }

    @Override
    public boolean testNeedsSync() {
        return server.testNeedsSync();
    }

    @Override
    public ConnectionTest testConnection(
            String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException {
        return server.testConnection(tenant, cloud, profile, operation);
    }

    @Override
    public List<SyncRun> history(EntraIdSync sync, OperationContext operation) throws InterruptedException {
        return server.history(sync, operation);
    }
}
