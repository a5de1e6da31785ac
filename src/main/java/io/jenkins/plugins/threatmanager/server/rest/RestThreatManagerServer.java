package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.ConnectionTest;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.OperationCheck;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.ServerVerification;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.ThreatManagerServer;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.server.rest.ServerInventory.Found;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * A server administered through its REST interface as an API profile describes it. Remembers its login, so that one
 * instance serves one step or command; may be used by one thread at a time.
 */
public final class RestThreatManagerServer implements ThreatManagerServer {

    private final ServerSettings settings;
    private final ApiClient calls;
    private final ServerInventory inventory;
    private final ServerPreflight preflight;
    private final ServerWrites writes;
    private final CredentialProfileWrites profiles;
    private final ConnectionTests tests;

    /**
     * @param shared whose proxy, threads and connections are used; never changed
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException {@link ServerProblem#CERTIFICATE_INVALID}
     */
    public RestThreatManagerServer(OkHttpClient shared, ServerSettings settings) {
        this(settings, new HttpTransport(shared, settings));
    }

    public RestThreatManagerServer(ServerSettings settings, HttpTransport exchange) {
        this.settings = settings;
        calls = new ApiClient(settings, exchange);
        inventory = new ServerInventory(calls);
        preflight = new ServerPreflight(calls);
        writes = new ServerWrites(calls);
        profiles = new CredentialProfileWrites(calls, inventory, writes);
        tests = new ConnectionTests(calls);
    }

    /**
     * Compares the API profile with the server's OpenAPI document; needs no login unless the server asks for one.
     *
     * @return every operation of the profile, found or missing; empty if the profile says that there is no document
     * @throws io.jenkins.plugins.threatmanager.transport.ProblemException {@link ServerProblem#API_DOCUMENT_UNAVAILABLE}, or that
     *     the server cannot be reached
     */
    public List<OperationCheck> operations(OperationContext operation) throws InterruptedException {
        return preflight.operations(operation);
    }

    /** Finds out whether connection, operations, login and role are as they should be; changes nothing. */
    public ServerVerification verify(OperationContext operation) throws InterruptedException {
        return preflight.verify(operation);
    }

    @Override
    public String azureCloudWord(String cloud) {
        return settings.profile().cloud(cloud).asText();
    }

    @Override
    public ServerSnapshot observe(WantedCredentials wanted, OperationContext operation) throws InterruptedException {
        preflight.run(operation);
        return inventory.snapshot(wanted, operation);
    }

    @Override
    public ServerSnapshot complete(ServerSnapshot snapshot, OperationContext operation) throws InterruptedException {
        return inventory.complete(snapshot, operation);
    }

    @Override
    public CredentialProfile createProfile(
            String name, String description, String clientId, SecretText secret, OperationContext operation)
            throws InterruptedException {
        preflight.run(operation);
        return profiles.create(name, description, clientId, secret, operation);
    }

    @Override
    public void updateProfile(
            CredentialProfile profile,
            String name,
            String description,
            String clientId,
            SecretText secret,
            OperationContext operation)
            throws InterruptedException {
        preflight.run(operation);
        profiles.update(profile, name, description, clientId, secret, operation);
    }

    @Override
    public void deleteProfile(CredentialProfile profile, OperationContext operation) throws InterruptedException {
        preflight.run(operation);
        profiles.delete(profile, operation);
    }

    @Override
    public boolean testNeedsSync() {
        return tests.needSync();
    }

    @Override
    public ConnectionTest testConnection(
            String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException {
        preflight.run(operation);
        TemplateValues values = syncValues(tenant, testedCloud(tenant, cloud, operation), profile);
        if (testNeedsSync()) {
            Found<EntraIdSync> sync = inventory
                    .syncOf(tenant, operation)
                    .orElseThrow(() -> ServerProblem.TEST_NEEDS_SYNC.failure("Server " + settings.name()
                            + " has no Entra ID Sync for tenant " + tenant + " that could be tested."));
            values.with(Placeholder.SYNC_ID, sync.value().id(), syncIdType());
        }
        return tests.run(values, operation);
    }

    /** Where the server's name for the cloud is not configured, an existing sync has it: rotation must go through. */
    private JsonNode testedCloud(String tenant, String cloud, OperationContext operation) throws InterruptedException {
        try {
            return settings.profile().cloud(cloud);
        } catch (ProblemException noWord) {
            return inventory
                    .syncOf(tenant, operation)
                    .map(sync -> settings.profile().ownWord(sync.value().azureCloud()))
                    .orElseThrow(() -> noWord);
        }
    }

    private ApiShapes.IdType syncIdType() {
        return settings.profile().entraIdSync().id().type();
    }

    private TemplateValues syncValues(String tenant, JsonNode cloud, CredentialProfile profile) {
        return TemplateValues.none()
                .with(Placeholder.TENANT, tenant)
                .with(Placeholder.AZURE_CLOUD, cloud)
                .with(
                        Placeholder.PROFILE_ID,
                        profile.id(),
                        settings.profile().credentialProfile().id().type())
                .with(Placeholder.PROFILE_NAME, profile.name());
    }

    @Override
    public EntraIdSync createSync(String tenant, String cloud, CredentialProfile profile, OperationContext operation)
            throws InterruptedException {
        JsonNode word = settings.profile().cloud(cloud);
        preflight.run(operation);
        if (inventory.syncOf(tenant, operation).isPresent()) {
            throw ServerProblem.DUPLICATE_SYNC.failure(
                    "Server " + settings.name() + " already has an Entra ID Sync for tenant " + tenant + ".");
        }
        TemplateValues values = syncValues(tenant, word, profile).with(Placeholder.ENABLED, true);
        writes.send(
                ApiOperation.CREATE_SYNC,
                values,
                () -> inventory.syncOf(tenant, operation).isPresent(),
                operation);
        EntraIdSync added = inventory
                .syncOf(tenant, operation)
                .map(Found::value)
                .orElseThrow(() -> notKept("does not list the Entra ID Sync for tenant " + tenant + " that it added"));
        if (!added.azureCloud().equals(word.asText()) || !added.profileId().equals(profile.id()) || !added.enabled()) {
            throw notKept("added the Entra ID Sync for tenant " + tenant
                    + " with another Azure Cloud or Credential Profile than it was sent, or not enabled");
        }
        return added;
    }

    private ProblemException notKept(String what) {
        return ServerProblem.UNEXPECTED_ANSWER.failure("Server " + settings.name() + " " + what + ".");
    }

    @Override
    public void updateSync(EntraIdSync sync, CredentialProfile profile, boolean enabled, OperationContext operation)
            throws InterruptedException {
        preflight.run(operation);
        Found<EntraIdSync> now = find(sync, operation)
                .orElseThrow(() -> ServerProblem.NOT_FOUND.failure("Server " + settings.name()
                        + " no longer has the Entra ID Sync for tenant " + sync.tenant() + "."));
        TemplateValues values = syncValues(sync.tenant(), settings.profile().ownWord(sync.azureCloud()), profile)
                .with(Placeholder.SYNC_ID, sync.id(), syncIdType())
                .with(Placeholder.ENABLED, enabled);
        writes.send(
                ApiOperation.UPDATE_SYNC,
                values,
                Optional.of(now.asListed()),
                () -> isAs(sync, profile, enabled, operation),
                operation);
        if (!isAs(sync, profile, enabled, operation)) {
            throw notKept("keeps another Credential Profile or Enabled of the Entra ID Sync for tenant " + sync.tenant()
                    + " than it was sent");
        }
    }

    private boolean isAs(EntraIdSync sync, CredentialProfile profile, boolean enabled, OperationContext operation)
            throws InterruptedException {
        return find(sync, operation)
                .filter(each -> each.value().profileId().equals(profile.id()))
                .filter(each -> each.value().enabled() == enabled)
                .isPresent();
    }

    private Optional<Found<EntraIdSync>> find(EntraIdSync sync, OperationContext operation)
            throws InterruptedException {
        return inventory.syncs(operation).stream()
                .filter(each -> each.value().id().equals(sync.id()))
                .findFirst();
    }

    @Override
    public void deleteSync(EntraIdSync sync, OperationContext operation) throws InterruptedException {
        preflight.run(operation);
        TemplateValues values = TemplateValues.none()
                .with(Placeholder.SYNC_ID, sync.id(), syncIdType())
                .with(Placeholder.TENANT, sync.tenant());
        writes.delete(
                ApiOperation.DELETE_SYNC, values, () -> find(sync, operation).isEmpty(), operation);
    }

    @Override
    public List<SyncRun> history(EntraIdSync sync, OperationContext operation) throws InterruptedException {
        return inventory.history(sync, operation);
    }

    /** Says which server it is; nothing of its login. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Threat Manager server %s (%s)", settings.name(), settings.url());
    }
}
