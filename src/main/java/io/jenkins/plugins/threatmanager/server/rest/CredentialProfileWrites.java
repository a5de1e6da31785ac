package io.jenkins.plugins.threatmanager.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.server.ServerProblem;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiOperation;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiShapes;
import io.jenkins.plugins.threatmanager.server.apiprofile.Placeholder;
import io.jenkins.plugins.threatmanager.server.apiprofile.TemplateValues;
import io.jenkins.plugins.threatmanager.server.rest.ServerInventory.Found;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.List;
import java.util.Optional;

/** Adds, edits and deletes Credential Profiles, whether the server keeps the credential in the profile or beside it. */
final class CredentialProfileWrites {

    private final ApiClient calls;
    private final ApiProfile profile;
    private final ServerInventory inventory;
    private final ServerWrites writes;

    CredentialProfileWrites(ApiClient calls, ServerInventory inventory, ServerWrites writes) {
        this.calls = calls;
        this.profile = calls.settings().profile();
        this.inventory = inventory;
        this.writes = writes;
    }

    CredentialProfile create(
            String name, String description, String clientId, SecretText secret, OperationContext operation)
            throws InterruptedException {
        if (!named(name, operation).isEmpty()) {
            throw ServerProblem.DUPLICATE_NAME.failure(
                    "Server " + server() + " already has a Credential Profile named " + name + ".");
        }
        TemplateValues values = values(name, description, clientId, secret);
        writes.send(
                ApiOperation.CREATE_PROFILE,
                values,
                () -> named(name, operation).size() == 1,
                operation);
        CredentialProfile added = only(name, operation);
        if (!profile.call(ApiOperation.CREATE_PROFILE).uses(Placeholder.PASSWORD)) {
            addCredential(added, values, operation);
            added = only(name, operation);
        }
        if (added.credentials().size() != 1
                || !added.credentials().get(0).userName().equals(clientId)
                || !added.description().equals(description)) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Server " + server() + " added Credential Profile " + name
                    + " with another description or credential than it was sent.");
        }
        return added;
    }

    private void addCredential(CredentialProfile to, TemplateValues values, OperationContext operation)
            throws InterruptedException {
        writes.send(
                ApiOperation.CREATE_CREDENTIAL,
                values.with(Placeholder.PROFILE_ID, to.id(), idType()),
                () -> find(to, operation)
                        .map(each -> !each.value().credentials().isEmpty())
                        .orElse(false),
                operation);
    }

    void update(
            CredentialProfile known,
            String name,
            String description,
            String clientId,
            SecretText secret,
            OperationContext operation)
            throws InterruptedException {
        Found<CredentialProfile> found = find(known, operation)
                .orElseThrow(() -> ServerProblem.NOT_FOUND.failure(
                        "Server " + server() + " no longer has Credential Profile " + known.name() + "."));
        CredentialProfile now = found.value();
        if (now.credentials().size() > 1) {
            throw ServerProblem.SEVERAL_CREDENTIALS.failure("Credential Profile " + now.name() + " on server "
                    + server() + " holds " + now.credentials().size() + " credentials.");
        }
        TemplateValues values =
                values(name, description, clientId, secret).with(Placeholder.PROFILE_ID, now.id(), idType());
        values.with(Placeholder.CREDENTIAL_ID, credentialId(now));
        boolean sameText = now.name().equals(name) && now.description().equals(description);
        boolean inProfile = profile.call(ApiOperation.UPDATE_PROFILE).uses(Placeholder.PASSWORD);
        if (!inProfile) {
            // The credential goes first: the description names the secret that is in it, and must never be ahead.
            putCredential(now, clientId, values, operation);
        }
        if (inProfile || !sameText) {
            ServerWrites.Proof proof = () -> find(known, operation)
                    .filter(each -> each.value().name().equals(name))
                    .filter(each -> each.value().description().equals(description))
                    .isPresent();
            Optional<JsonNode> asListed =
                    find(known, operation).map(Found::asListed).or(() -> Optional.of(found.asListed()));
            writes.send(
                    ApiOperation.UPDATE_PROFILE,
                    values,
                    asListed,
                    inProfile && sameText ? ServerWrites.Proof.IMPOSSIBLE : proof,
                    operation);
        }
        requireKept(known, name, description, clientId, operation);
    }

    /** A description that a server shortens would no longer name the secret, and nobody would notice. */
    private void requireKept(
            CredentialProfile known, String name, String description, String clientId, OperationContext operation)
            throws InterruptedException {
        boolean kept = find(known, operation)
                .map(Found::value)
                .filter(now -> now.name().equals(name) && now.description().equals(description))
                .filter(now -> now.credentials().size() == 1)
                .filter(now -> now.credentials().get(0).userName().equals(clientId))
                .isPresent();
        if (!kept) {
            throw ServerProblem.UNEXPECTED_ANSWER.failure("Server " + server() + " keeps another name, description or"
                    + " credential of Credential Profile " + name + " than it was sent.");
        }
    }

    /** Null if there is none yet, as a server expects it of what it has to add. */
    private JsonNode credentialId(CredentialProfile in) {
        return in.credentials().stream()
                .findFirst()
                .map(only -> TemplateValues.none()
                        .with(Placeholder.CREDENTIAL_ID, only.id(), credentialIdType())
                        .get(Placeholder.CREDENTIAL_ID))
                .orElse(NullNode.getInstance());
    }

    private void putCredential(CredentialProfile in, String clientId, TemplateValues values, OperationContext operation)
            throws InterruptedException {
        if (in.credentials().isEmpty()) {
            addCredential(in, values, operation);
            return;
        }
        CredentialProfile.Credential only = in.credentials().get(0);
        ServerWrites.Proof proof = () -> find(in, operation).stream()
                .flatMap(each -> each.value().credentials().stream())
                .anyMatch(each -> each.userName().equals(clientId));
        writes.send(
                ApiOperation.UPDATE_CREDENTIAL,
                values.with(Placeholder.CREDENTIAL_ID, only.id(), credentialIdType()),
                only.userName().equals(clientId) ? ServerWrites.Proof.IMPOSSIBLE : proof,
                operation);
    }

    void delete(CredentialProfile known, OperationContext operation) throws InterruptedException {
        for (Found<EntraIdSync> sync : inventory.syncs(operation)) {
            if (sync.value().profileId().equals(known.id())) {
                throw ServerProblem.PROFILE_IN_USE.failure("Credential Profile " + known.name() + " on server "
                        + server() + " is used by the Entra ID Sync for tenant "
                        + sync.value().tenant() + ".");
            }
        }
        if (profile.find(ApiOperation.DELETE_CREDENTIAL).isPresent()) {
            deleteCredentials(known, operation);
        }
        writes.delete(
                ApiOperation.DELETE_PROFILE,
                TemplateValues.none().with(Placeholder.PROFILE_ID, known.id(), idType()),
                () -> find(known, operation).isEmpty(),
                operation);
    }

    private void deleteCredentials(CredentialProfile known, OperationContext operation) throws InterruptedException {
        List<CredentialProfile.Credential> credentials =
                find(known, operation).map(each -> each.value().credentials()).orElse(List.of());
        for (CredentialProfile.Credential each : credentials) {
            TemplateValues values = TemplateValues.none()
                    .with(Placeholder.PROFILE_ID, known.id(), idType())
                    .with(Placeholder.CREDENTIAL_ID, each.id(), credentialIdType());
            ServerWrites.Proof gone = () -> find(known, operation).stream()
                    .flatMap(now -> now.value().credentials().stream())
                    .noneMatch(now -> now.id().equals(each.id()));
            writes.delete(ApiOperation.DELETE_CREDENTIAL, values, gone, operation);
        }
    }

    private TemplateValues values(String name, String description, String clientId, SecretText secret) {
        calls.scrubber().remember(secret);
        return TemplateValues.none()
                .with(Placeholder.NAME, name)
                .with(Placeholder.DESCRIPTION, description)
                .with(Placeholder.PLATFORM, profile.platform())
                .with(Placeholder.USER_NAME, clientId)
                .with(Placeholder.PASSWORD, secret);
    }

    private List<CredentialProfile> named(String name, OperationContext operation) throws InterruptedException {
        return inventory.profiles(each -> each.name().equals(name), operation).stream()
                .map(Found::value)
                .toList();
    }

    private CredentialProfile only(String name, OperationContext operation) throws InterruptedException {
        List<CredentialProfile> named = named(name, operation);
        if (named.size() > 1) {
            throw ServerProblem.DUPLICATE_NAME.failure(
                    "Server " + server() + " has " + named.size() + " Credential Profiles named " + name + ".");
        }
        return named.stream().findFirst().orElseThrow(() -> notListed(name));
    }

    private ProblemException notListed(String name) {
        return ServerProblem.UNEXPECTED_ANSWER.failure(
                "Server " + server() + " does not list the Credential Profile " + name + " that it added.");
    }

    private Optional<Found<CredentialProfile>> find(CredentialProfile known, OperationContext operation)
            throws InterruptedException {
        return inventory.profiles(each -> each.id().equals(known.id()), operation).stream()
                .findFirst();
    }

    private String server() {
        return calls.settings().name();
    }

    private ApiShapes.IdType idType() {
        return profile.credentialProfile().id().type();
    }

    private ApiShapes.IdType credentialIdType() {
        ApiShapes.Credentials credentials = profile.credentialProfile().credentials();
        if (credentials instanceof ApiShapes.Credentials.InArray array) {
            return array.id().type();
        }
        return credentials instanceof ApiShapes.Credentials.Listed listed
                ? listed.id().type()
                : idType();
    }
}
