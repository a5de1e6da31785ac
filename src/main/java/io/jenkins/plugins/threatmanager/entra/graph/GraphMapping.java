package io.jenkins.plugins.threatmanager.entra.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.AppRoleAssignment;
import com.microsoft.graph.models.DirectoryObject;
import com.microsoft.graph.models.FederatedIdentityCredential;
import com.microsoft.graph.models.KeyCredential;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.graph.models.RequiredResourceAccess;
import com.microsoft.graph.models.ResourceAccess;
import com.microsoft.graph.models.ServicePrincipalLockConfiguration;
import com.microsoft.graph.models.User;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.FederatedCredential;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.entra.Owner;
import io.jenkins.plugins.threatmanager.entra.PrincipalKeys;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import io.jenkins.plugins.threatmanager.entra.ServicePrincipal;
import io.jenkins.plugins.threatmanager.transport.AttemptFailedException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The SDK's models, all of whose properties may be null, and this package's records, none of whose is. */
final class GraphMapping {

    private static final JsonParseNodeFactory JSON = new JsonParseNodeFactory();

    private GraphMapping() {}

    /** Reads an item's body from a batch as a model. */
    static <T extends Parsable> T model(JsonNode body, ParsableFactory<T> type) throws AttemptFailedException {
        if (!body.isObject()) {
            throw lacking("an object");
        }
        byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return JSON.getParseNode("application/json", new ByteArrayInputStream(json))
                    .getObjectValue(type);
        } catch (RuntimeException e) {
            // A date that is none, for example; its text is a library's own.
            throw lacking("readable content");
        }
    }

    /** @param answer none if it had no body */
    static Application application(@CheckForNull com.microsoft.graph.models.Application answer)
            throws AttemptFailedException {
        com.microsoft.graph.models.Application model = present(answer);
        String objectId = needed(model.getId(), "the application's id");
        String appId = needed(model.getAppId(), "the application's appId");
        for (PasswordCredential secret : list(model.getPasswordCredentials())) {
            needed(secret.getKeyId(), "the keyId of a client secret");
        }
        return Application.builder(objectId, appId)
                .displayName(text(model.getDisplayName()))
                .uniqueName(text(model.getUniqueName()))
                .tags(list(model.getTags()))
                .signInAudience(text(model.getSignInAudience()))
                .disabled(Boolean.TRUE.equals(model.getIsDisabled()))
                .access(access(list(model.getRequiredResourceAccess())))
                .secrets(list(model.getPasswordCredentials()).stream()
                        .map(GraphMapping::secret)
                        .toList())
                .certificates(list(model.getKeyCredentials()).stream()
                        .map(GraphMapping::certificate)
                        .toList())
                .deletedAt(Optional.ofNullable(model.getDeletedDateTime()).map(OffsetDateTime::toInstant))
                .instanceLock(isLocked(model.getServicePrincipalLockConfiguration()))
                .createdBy(text(model.getCreatedByAppId()))
                .created(Optional.ofNullable(model.getCreatedDateTime()).map(OffsetDateTime::toInstant))
                .notes(text(model.getNotes()))
                .serviceManagementReference(text(model.getServiceManagementReference()))
                .build();
    }

    /** From an item of a batch. */
    static Application application(JsonNode body) throws AttemptFailedException {
        return application(model(body, com.microsoft.graph.models.Application::createFromDiscriminatorValue));
    }

    /** Whether all of it is locked; each property on its own counts for nothing, since one that is left open is enough. */
    private static boolean isLocked(@CheckForNull ServicePrincipalLockConfiguration lock) {
        return lock != null && Boolean.TRUE.equals(lock.getIsEnabled()) && Boolean.TRUE.equals(lock.getAllProperties());
    }

    static ServicePrincipalLockConfiguration lock() {
        ServicePrincipalLockConfiguration lock = new ServicePrincipalLockConfiguration();
        lock.setIsEnabled(true);
        lock.setAllProperties(true);
        return lock;
    }

    /** Of an owner that may not be read further, Graph gives type and identifier alone. */
    static Owner owner(DirectoryObject model) throws AttemptFailedException {
        String objectId = needed(model.getId(), "the id of an owner");
        String type = text(model.getOdataType()).replace("#microsoft.graph.", "");
        if (model instanceof User user) {
            String name = text(user.getDisplayName());
            return new Owner(objectId, type, name.isEmpty() ? text(user.getUserPrincipalName()) : name, "");
        }
        if (model instanceof com.microsoft.graph.models.ServicePrincipal principal) {
            return new Owner(objectId, type, text(principal.getDisplayName()), text(principal.getAppId()));
        }
        return new Owner(objectId, type, "", "");
    }

    static FederatedCredential federatedCredential(FederatedIdentityCredential model) throws AttemptFailedException {
        return new FederatedCredential(
                needed(model.getId(), "the id of a federated credential"),
                text(model.getName()),
                text(model.getIssuer()),
                text(model.getSubject()),
                list(model.getAudiences()).stream().filter(Objects::nonNull).toList());
    }

    private static String certificate(KeyCredential model) {
        String name = model.getDisplayName();
        return name == null || name.isBlank() ? text(model.getKeyId()) : name;
    }

    private static List<RequestedAccess> access(List<RequiredResourceAccess> resources) {
        List<RequestedAccess> all = new ArrayList<>();
        for (RequiredResourceAccess resource : resources) {
            for (ResourceAccess one : list(resource.getResourceAccess())) {
                all.add(new RequestedAccess(text(resource.getResourceAppId()), text(one.getId()), text(one.getType())));
            }
        }
        return all;
    }

    /** The other way round: grouped by API, as Graph has it. */
    static List<RequiredResourceAccess> requiredResourceAccess(List<RequestedAccess> access) {
        Map<String, RequiredResourceAccess> byApi = new LinkedHashMap<>();
        for (RequestedAccess one : access) {
            RequiredResourceAccess resource = byApi.computeIfAbsent(one.resourceAppId(), id -> {
                RequiredResourceAccess fresh = new RequiredResourceAccess();
                fresh.setResourceAppId(id);
                return fresh;
            });
            ResourceAccess entry = new ResourceAccess();
            entry.setId(UUID.fromString(one.permissionId()));
            entry.setType(one.type());
            List<ResourceAccess> entries = new ArrayList<>(list(resource.getResourceAccess()));
            entries.add(entry);
            resource.setResourceAccess(entries);
        }
        return new ArrayList<>(byApi.values());
    }

    static ClientSecret secret(PasswordCredential model) {
        return new ClientSecret(
                text(model.getKeyId()),
                text(model.getDisplayName()),
                text(model.getHint()),
                end(model),
                Optional.ofNullable(model.getStartDateTime()).map(OffsetDateTime::toInstant));
    }

    /** @param answer none if it had no body */
    static IssuedSecret issued(@CheckForNull PasswordCredential answer) throws AttemptFailedException {
        PasswordCredential model = present(answer);
        String text = needed(model.getSecretText(), "the secret's text");
        String keyId = needed(model.getKeyId(), "the secret's keyId");
        needed(model.getEndDateTime(), "the secret's endDateTime");
        return new IssuedSecret(keyId, text(model.getDisplayName()), SecretText.of(text), end(model));
    }

    private static Instant end(PasswordCredential model) {
        OffsetDateTime end = model.getEndDateTime();
        return end == null ? Instant.MAX : end.toInstant();
    }

    /** @param answer none if it had no body */
    static ServicePrincipal servicePrincipal(
            @CheckForNull com.microsoft.graph.models.ServicePrincipal answer, List<Grant> grants)
            throws AttemptFailedException {
        com.microsoft.graph.models.ServicePrincipal model = present(answer);
        return new ServicePrincipal(
                needed(model.getId(), "the service principal's id"),
                !Boolean.FALSE.equals(model.getAccountEnabled()),
                grants,
                list(model.getTags()),
                new PrincipalKeys(
                        Optional.empty(),
                        list(model.getPasswordCredentials()).stream()
                                .map(GraphMapping::secret)
                                .toList(),
                        list(model.getKeyCredentials()).stream()
                                .map(GraphMapping::certificate)
                                .toList()));
    }

    /** One without grants, from an item of a batch. */
    static ServicePrincipal servicePrincipal(JsonNode body) throws AttemptFailedException {
        return servicePrincipal(
                model(body, com.microsoft.graph.models.ServicePrincipal::createFromDiscriminatorValue), List.of());
    }

    static Grant grant(AppRoleAssignment model) throws AttemptFailedException {
        return new Grant(
                needed(model.getId(), "the id of a consent"),
                needed(model.getAppRoleId(), "the appRoleId of a consent"),
                needed(model.getResourceId(), "the resourceId of a consent"),
                text(model.getResourceDisplayName()),
                Optional.ofNullable(model.getCreatedDateTime()).map(OffsetDateTime::toInstant));
    }

    /** Only what an application can be granted, and only if it is switched on. */
    static GraphResource graphResource(@CheckForNull com.microsoft.graph.models.ServicePrincipal answer)
            throws AttemptFailedException {
        com.microsoft.graph.models.ServicePrincipal model = present(answer);
        if (model.getAppRoles() == null) {
            throw lacking("the permissions that Microsoft Graph offers");
        }
        Map<String, String> roles = new LinkedHashMap<>();
        for (com.microsoft.graph.models.AppRole role : list(model.getAppRoles())) {
            if (Boolean.TRUE.equals(role.getIsEnabled())
                    && list(role.getAllowedMemberTypes()).contains("Application")
                    && role.getValue() != null) {
                roles.put(role.getValue(), text(role.getId()));
            }
        }
        return new GraphResource(needed(model.getId(), "the id of Microsoft Graph's service principal"), roles);
    }

    /** From an item of a batch. */
    static GraphResource graphResource(JsonNode body) throws AttemptFailedException {
        return graphResource(model(body, com.microsoft.graph.models.ServicePrincipal::createFromDiscriminatorValue));
    }

    /**
     * The items of a page: an empty list is not the same as an answer that does not say.
     */
    static <T> List<T> page(@CheckForNull List<T> values) throws AttemptFailedException {
        if (values == null) {
            throw lacking("a list");
        }
        return values;
    }

    private static <T extends Parsable> T present(@CheckForNull T model) throws AttemptFailedException {
        if (model == null) {
            throw lacking("an object");
        }
        return model;
    }

    private static String needed(@CheckForNull Object value, String what) throws AttemptFailedException {
        if (value == null || value.toString().isEmpty()) {
            throw lacking(what);
        }
        return value.toString();
    }

    private static AttemptFailedException lacking(String what) {
        return new AttemptFailedException(GraphRefusals.incomplete(what));
    }

    static String text(@CheckForNull Object value) {
        return value == null ? "" : value.toString();
    }

    static <T> List<T> list(@CheckForNull List<T> values) {
        return values == null ? List.of() : values;
    }
}
