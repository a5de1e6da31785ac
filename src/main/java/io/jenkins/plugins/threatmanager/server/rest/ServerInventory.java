package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.ServerSnapshot;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.WantedCredentials;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the integrations that a server has. */
final class ServerInventory {

    private final ApiClient calls;
    private final ApiProfile profile;
    private final ServerLists lists;

    ServerInventory(ApiClient calls) {
        this.calls = calls;
        this.profile = calls.settings().profile();
        this.lists = new ServerLists(calls);
    }

    /**
     * An integration and all that the server says of it, so that what the API profile does not know can be sent back
     * unchanged.
     */
    record Found<T>(T value, JsonNode asListed) {}

    ServerSnapshot snapshot(WantedCredentials wanted, OperationContext run) throws InterruptedException {
        List<Found<CredentialProfile>> found = profiles(run);
        List<EntraIdSync> syncs = syncs(found, run).stream().map(Found::value).toList();
        boolean apart = profile.credentialProfile().credentials() instanceof ApiShapes.Credentials.Listed;
        Set<String> unread = new HashSet<>();
        Set<String> toRead = new HashSet<>();
        for (Found<CredentialProfile> each : apart ? found : List.<Found<CredentialProfile>>of()) {
            unread.add(each.value().id());
            if (wanted.areOf(each.value(), syncs)) {
                toRead.add(each.value().id());
            }
        }
        List<CredentialProfile> profiles = found.stream().map(Found::value).toList();
        return read(toRead, new ServerSnapshot(profiles, syncs, unread, Set.of()), run);
    }

    ServerSnapshot complete(ServerSnapshot snapshot, OperationContext run) throws InterruptedException {
        return read(snapshot.unread(), snapshot, run);
    }

    private ServerSnapshot read(Set<String> ids, ServerSnapshot snapshot, OperationContext run)
            throws InterruptedException {
        List<CredentialProfile> profiles = new ArrayList<>();
        for (CredentialProfile each : snapshot.profiles()) {
            profiles.add(ids.contains(each.id()) ? withCredentials(each, run) : each);
        }
        Set<String> unread = new HashSet<>(snapshot.unread());
        unread.removeAll(ids);
        return new ServerSnapshot(profiles, snapshot.syncs(), unread, snapshot.sameTenant());
    }

    /** All profiles; without their credentials where the server lists those apart. */
    List<Found<CredentialProfile>> profiles(OperationContext run) throws InterruptedException {
        List<Found<CredentialProfile>> found = new ArrayList<>();
        ApiShapes.Profile shape = profile.credentialProfile();
        for (AnswerReader each : lists.read(
                ApiOperation.LIST_PROFILES,
                "Credential Profile",
                TemplateValues.none(),
                item -> item.id(shape.id()),
                run)) {
            String id = each.id(shape.id());
            CredentialProfile value = new CredentialProfile(
                    id, each.word(shape.name()), each.textIfAny(shape.description()), credentials(id, each));
            found.add(new Found<>(value, each.json()));
        }
        return found;
    }

    /** Those profiles that are asked for, with their credentials. */
    List<Found<CredentialProfile>> profiles(Predicate<CredentialProfile> wanted, OperationContext run)
            throws InterruptedException {
        List<Found<CredentialProfile>> found = new ArrayList<>();
        for (Found<CredentialProfile> each : profiles(run)) {
            if (wanted.test(each.value())) {
                found.add(new Found<>(withCredentials(each.value(), run), each.asListed()));
            }
        }
        return found;
    }

    private List<CredentialProfile.Credential> credentials(String profileId, AnswerReader in) {
        ApiShapes.Credentials shape = profile.credentialProfile().credentials();
        if (shape instanceof ApiShapes.Credentials.Inline inline) {
            String userName = in.textIfAny(inline.userName());
            return userName.isEmpty() ? List.of() : List.of(new CredentialProfile.Credential(profileId, userName));
        }
        if (shape instanceof ApiShapes.Credentials.InArray array) {
            return in.itemsIfAny(array.items()).stream()
                    .map(each -> new CredentialProfile.Credential(each.id(array.id()), each.text(array.userName())))
                    .toList();
        }
        return List.of();
    }

    private CredentialProfile withCredentials(CredentialProfile of, OperationContext run) throws InterruptedException {
        if (!(profile.credentialProfile().credentials() instanceof ApiShapes.Credentials.Listed listed)) {
            return of;
        }
        TemplateValues values = TemplateValues.none()
                .with(
                        Placeholder.PROFILE_ID,
                        of.id(),
                        profile.credentialProfile().id().type());
        return new CredentialProfile(
                of.id(),
                of.name(),
                of.description(),
                lists
                        .read(ApiOperation.LIST_CREDENTIALS, "credential", values, item -> item.id(listed.id()), run)
                        .stream()
                        .map(each ->
                                new CredentialProfile.Credential(each.id(listed.id()), each.text(listed.userName())))
                        .toList());
    }

    /** @param profiles needed where a sync names its profile instead of giving its identifier */
    List<Found<EntraIdSync>> syncs(List<Found<CredentialProfile>> profiles, OperationContext run)
            throws InterruptedException {
        List<Found<EntraIdSync>> found = new ArrayList<>();
        ApiShapes.Sync shape = profile.entraIdSync();
        for (AnswerReader each : lists.read(
                ApiOperation.LIST_SYNCS, "Entra ID Sync", TemplateValues.none(), item -> item.id(shape.id()), run)) {
            String tenant = each.textIfAny(shape.tenant());
            EntraIdSync value = new EntraIdSync(
                    each.id(shape.id()),
                    tenant,
                    each.enumWord(shape.azureCloud()),
                    profileOf(each, shape, profiles),
                    // One without a tenant is nobody's that is managed here: it is listed, and nothing more.
                    tenant.isEmpty() ? each.flagIfAny(shape.enabled()) : each.flag(shape.enabled()),
                    shape.lastStatus().map(each::enumWord).orElse(""));
            found.add(new Found<>(value, each.json()));
        }
        return found;
    }

    private String profileOf(AnswerReader sync, ApiShapes.Sync shape, List<Found<CredentialProfile>> profiles) {
        if (shape.profileId().isPresent()) {
            return sync.reference(
                    shape.profileId().get(), profile.credentialProfile().id().type());
        }
        String name = sync.text(shape.profileName().orElseThrow());
        return profiles.stream()
                .map(Found::value)
                .filter(each -> each.name().equals(name))
                .map(CredentialProfile::id)
                .findFirst()
                .orElse("");
    }

    List<Found<EntraIdSync>> syncs(OperationContext run) throws InterruptedException {
        return syncs(profile.entraIdSync().profileName().isPresent() ? profiles(run) : List.of(), run);
    }

    Optional<Found<EntraIdSync>> syncOf(String tenant, OperationContext run) throws InterruptedException {
        List<Found<EntraIdSync>> found = syncs(run).stream()
                .filter(each -> each.value().tenant().equalsIgnoreCase(tenant))
                .toList();
        if (found.size() > 1) {
            throw ServerProblem.DUPLICATE_SYNC.failure("Server "
                    + calls.settings().name() + " has " + found.size() + " Entra ID Syncs for tenant " + tenant + ".");
        }
        return found.stream().findFirst();
    }

    /** Sync History, newest first, back to the newest run that has ended and that is all there. */
    List<SyncRun> history(EntraIdSync sync, OperationContext run) throws InterruptedException {
        TemplateValues values = TemplateValues.none()
                .with(Placeholder.SYNC_ID, sync.id(), profile.entraIdSync().id().type())
                .with(Placeholder.TENANT, sync.tenant());
        return new HistoryRows(profile, run.now())
                .read(lists.readUntil(
                        ApiOperation.SYNC_HISTORY,
                        "Sync History row",
                        values,
                        each -> each.json().toString(),
                        new HistoryRows(profile, run.now())::tellEnough,
                        run));
    }
}
