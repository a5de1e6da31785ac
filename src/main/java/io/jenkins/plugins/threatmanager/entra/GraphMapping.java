package io.jenkins.plugins.threatmanager.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.AppRoleAssignment;
import com.microsoft.graph.models.KeyCredential;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.graph.models.RequiredResourceAccess;
import com.microsoft.graph.models.ResourceAccess;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.jenkins.plugins.threatmanager.remote.SecretText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The SDK's models, all of whose properties may be null, and this package's records, none of whose is. */
final class GraphMapping {

    private static final JsonParseNodeFactory JSON = new JsonParseNodeFactory();

    private GraphMapping() {}

    /** Reads an item's body from a batch as a model. */
    static <T extends Parsable> T model(JsonNode body, ParsableFactory<T> type) {
        byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
        return JSON.getParseNode("application/json", new ByteArrayInputStream(json))
                .getObjectValue(type);
    }

    static Application application(com.microsoft.graph.models.Application model) {
        return new Application(
                text(model.getId()),
                text(model.getAppId()),
                text(model.getDisplayName()),
                text(model.getUniqueName()),
                list(model.getTags()),
                text(model.getSignInAudience()),
                Boolean.TRUE.equals(model.getIsDisabled()),
                access(list(model.getRequiredResourceAccess())),
                list(model.getPasswordCredentials()).stream()
                        .map(GraphMapping::secret)
                        .toList(),
                Optional.empty(),
                list(model.getKeyCredentials()).stream()
                        .map(GraphMapping::certificate)
                        .toList(),
                Optional.ofNullable(model.getDeletedDateTime()).map(OffsetDateTime::toInstant));
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

    /** @throws IllegalStateException if Graph did not send the secret's text */
    static IssuedSecret issued(PasswordCredential model) {
        String text = model.getSecretText();
        if (text == null || text.isEmpty()) {
            throw new IllegalStateException("no secretText");
        }
        return new IssuedSecret(text(model.getKeyId()), text(model.getDisplayName()), SecretText.of(text), end(model));
    }

    private static Instant end(PasswordCredential model) {
        OffsetDateTime end = model.getEndDateTime();
        return end == null ? Instant.MAX : end.toInstant();
    }

    static ServicePrincipal servicePrincipal(com.microsoft.graph.models.ServicePrincipal model, List<Grant> grants) {
        return new ServicePrincipal(text(model.getId()), !Boolean.FALSE.equals(model.getAccountEnabled()), grants);
    }

    static Grant grant(AppRoleAssignment model) {
        return new Grant(text(model.getId()), text(model.getAppRoleId()), text(model.getResourceId()));
    }

    /** Only what an application can be granted, and only if it is switched on. */
    static GraphResource graphResource(com.microsoft.graph.models.ServicePrincipal model) {
        Map<String, String> roles = new LinkedHashMap<>();
        for (com.microsoft.graph.models.AppRole role : list(model.getAppRoles())) {
            if (Boolean.TRUE.equals(role.getIsEnabled())
                    && list(role.getAllowedMemberTypes()).contains("Application")
                    && role.getValue() != null) {
                roles.put(role.getValue(), text(role.getId()));
            }
        }
        return new GraphResource(text(model.getId()), roles);
    }

    static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : values;
    }
}
