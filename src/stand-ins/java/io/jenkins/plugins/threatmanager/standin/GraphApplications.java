package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.standin.GraphBody.Kind;
import io.jenkins.plugins.threatmanager.standin.GraphRoutes.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /applications}: read, create, upsert by unique name, update, delete. */
final class GraphApplications {

    private static final String OWNERS = "owners@odata.bind";
    private static final Map<String, Kind> PROPERTIES = Map.ofEntries(
            Map.entry("displayName", Kind.TEXT),
            Map.entry("uniqueName", Kind.TEXT),
            Map.entry("signInAudience", Kind.TEXT),
            Map.entry("tags", Kind.ARRAY),
            Map.entry("notes", Kind.TEXT),
            Map.entry("serviceManagementReference", Kind.TEXT),
            Map.entry("isDisabled", Kind.BOOLEAN),
            Map.entry("requiredResourceAccess", Kind.ARRAY),
            Map.entry("servicePrincipalLockConfiguration", Kind.OBJECT),
            Map.entry("keyCredentials", Kind.ARRAY),
            Map.entry(OWNERS, Kind.ARRAY));
    private static final String IN_USE = "Another object with the same value for property uniqueName already exists.";

    private final EntraBehaviour behaviour;

    GraphApplications(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    StandInAnswer answer(Target target, StandInRequest request, GraphCaller caller) {
        return switch (target.verb(request)) {
            case "GET" -> target.key().isEmpty() ? list(request, caller) : read(target, request, caller);
            case "POST" -> create(GraphBody.of(request, "application", PROPERTIES), null, caller);
            case "PATCH" -> patch(target, request, caller);
            case "DELETE" -> delete(target, caller);
            default -> throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
        };
    }

    private StandInAnswer list(StandInRequest request, GraphCaller caller) {
        caller.needToReadApplications();
        GraphQuery query = new GraphQuery(request);
        List<StandInApp> visible = caller.tenant().apps.stream()
                .filter(app -> caller.tenant().shows(app.visible))
                .toList();
        List<StandInApp> found = query.filter(
                visible,
                (name, filter) -> List.of("displayName", "appId", "id").contains(name),
                app -> name ->
                        name.equals("displayName") ? app.displayName : name.equals("appId") ? app.appId : app.id);
        return query.page(found, behaviour.pageSize, app -> shown(app, caller.tenant()));
    }

    private StandInAnswer read(Target target, StandInRequest request, GraphCaller caller) {
        caller.needToReadApplications();
        StandInApp app = find(target, caller.tenant());
        return StandInAnswer.json(
                200, new GraphQuery(request).select(shown(app, caller.tenant())).toString());
    }

    private StandInAnswer patch(Target target, StandInRequest request, GraphCaller caller) {
        GraphBody body = GraphBody.of(request, "application", PROPERTIES);
        if (target.key().equals("uniqueName") && request.header("Prefer").contains("create-if-missing")) {
            Optional<StandInApp> existing = caller.tenant().named(target.value());
            if (existing.isEmpty()) {
                return create(body, target.value(), caller);
            }
            caller.needToChange(existing.get());
            change(existing.get(), body, caller.tenant());
            return StandInAnswer.empty(204);
        }
        StandInApp app = find(target, caller.tenant());
        caller.needToChange(app);
        change(app, body, caller.tenant());
        return StandInAnswer.empty(204);
    }

    private StandInAnswer create(GraphBody body, String uniqueName, GraphCaller caller) {
        caller.needToCreate();
        StandInTenant tenant = caller.tenant();
        body.needText("displayName", "Application");
        String name = uniqueName == null ? body.text("uniqueName") : uniqueName;
        if (name != null && tenant.taken(name)) {
            throw GraphRefusal.bad(IN_USE);
        }
        if (tenant.tooManyObjects()) {
            throw new GraphRefusal(
                    403,
                    "Directory_QuotaExceeded",
                    "The directory object quota limit for the Principal has been exceeded. Please ask your"
                            + " administrator to increase the quota limit or delete objects to reduce the used quota.");
        }
        List<String> owners = owners(body, tenant);
        StandInApp app = new StandInApp(
                StandInTenant.guid(), StandInTenant.guid(), tenant.now(), tenant.after(EntraLag.APPLICATION));
        change(app, body, tenant);
        app.uniqueName = name;
        app.owners.add(caller.objectId());
        app.owners.addAll(owners);
        app.createdBy = caller.appId();
        tenant.apps.add(app);
        return StandInAnswer.json(201, shown(app, tenant).toString());
    }

    private void change(StandInApp app, GraphBody body, StandInTenant tenant) {
        if (behaviour.audienceForbidden && "AzureADMyOrg".equals(body.text("signInAudience"))) {
            throw new GraphRefusal(
                    400,
                    "SignInAudienceNotAllowedAsPerAppPolicy",
                    "The value for the property signInAudience is not allowed as per assigned policy.");
        }
        if (behaviour.referenceRequired
                && app.serviceManagementReference == null
                && body.text("serviceManagementReference") == null) {
            throw GraphRefusal.bad(
                    "ServiceManagementReference field is required for Create/Update, but is missing in the request.");
        }
        String name = body.text("uniqueName");
        if (name != null && !name.equals(app.uniqueName)) {
            if (app.uniqueName != null) {
                throw GraphRefusal.bad("Property 'uniqueName' is read-only and cannot be set.");
            }
            if (tenant.taken(name)) {
                throw GraphRefusal.bad(IN_USE);
            }
        }
        List<StandInApp.Access> access = body.has("requiredResourceAccess") ? access(body) : app.access;
        List<String> tags = body.has("tags") ? texts(body.array("tags")) : app.tags;
        app.access = access;
        app.tags = tags;
        app.uniqueName = name == null ? app.uniqueName : name;
        app.displayName = body.has("displayName") ? body.needText("displayName", "Application") : app.displayName;
        app.signInAudience = body.has("signInAudience") ? body.text("signInAudience") : app.signInAudience;
        app.notes = body.has("notes") ? body.text("notes") : app.notes;
        app.disabled = body.has("isDisabled") ? body.flag("isDisabled") : app.disabled;
        if (body.has("servicePrincipalLockConfiguration")) {
            app.instanceLock = isLocked(body.node("servicePrincipalLockConfiguration"));
        }
        if (body.has("keyCredentials")) {
            GraphCustody.keepNone(body, app.certificates);
        }
        app.serviceManagementReference = body.has("serviceManagementReference")
                ? body.text("serviceManagementReference")
                : app.serviceManagementReference;
    }

    /** @throws GraphRefusal 404 if one is neither a user nor a service principal of the tenant */
    private static List<String> owners(GraphBody body, StandInTenant tenant) {
        List<String> owners = new ArrayList<>();
        for (JsonNode reference : body.array(OWNERS)) {
            String id = reference.asText().replaceFirst("^.*/v1\\.0/directoryObjects/", "");
            if (!tenant.users.containsKey(id)
                    && tenant.principals.stream().noneMatch(principal -> principal.id.equals(id))) {
                throw GraphRefusal.notFound(id);
            }
            owners.add(id);
        }
        return owners;
    }

    private static boolean isLocked(JsonNode lock) {
        return lock.path("isEnabled").asBoolean() && lock.path("allProperties").asBoolean();
    }

    private static List<String> texts(List<JsonNode> elements) {
        if (!elements.stream().allMatch(JsonNode::isTextual)) {
            throw GraphRefusal.bad("Invalid value specified for property 'tags' of resource 'Application'.");
        }
        return new ArrayList<>(elements.stream().map(JsonNode::asText).toList());
    }

    private static List<StandInApp.Access> access(GraphBody body) {
        List<StandInApp.Access> all = new ArrayList<>();
        for (JsonNode element : body.array("requiredResourceAccess")) {
            GraphBody resource = GraphBody.of(
                    element,
                    "requiredResourceAccess",
                    Map.of("resourceAppId", Kind.GUID, "resourceAccess", Kind.ARRAY));
            String resourceAppId = resource.needText("resourceAppId", "RequiredResourceAccess");
            for (JsonNode inner : resource.array("resourceAccess")) {
                GraphBody one = GraphBody.of(inner, "resourceAccess", Map.of("id", Kind.GUID, "type", Kind.TEXT));
                String type = one.needText("type", "ResourceAccess");
                if (!type.equals("Role") && !type.equals("Scope")) {
                    throw GraphRefusal.bad("Invalid value specified for property 'type' of resource 'ResourceAccess'.");
                }
                all.add(new StandInApp.Access(resourceAppId, one.needText("id", "ResourceAccess"), type));
            }
        }
        return all;
    }

    private StandInAnswer delete(Target target, GraphCaller caller) {
        StandInApp app = find(target, caller.tenant());
        caller.needToChange(app);
        caller.tenant().recycle(app, caller.tenant().after(EntraLag.RECYCLE_BIN));
        return StandInAnswer.empty(204);
    }

    /** @throws GraphRefusal 404 if there is none, or it is not replicated yet */
    static StandInApp find(Target target, StandInTenant tenant) {
        if (target.key().equals("id") && !GraphBody.isGuid(target.value())) {
            throw GraphRefusal.bad("Invalid object identifier '" + target.value() + "'.");
        }
        return tenant.apps.stream()
                .filter(app -> tenant.shows(app.visible))
                .filter(app -> target.value()
                        .equals(
                                switch (target.key()) {
                                    case "id" -> app.id;
                                    case "appId" -> app.appId;
                                    case "uniqueName" -> app.uniqueName;
                                    default -> "";
                                }))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(target.value()));
    }

    static ObjectNode shown(StandInApp app, StandInTenant tenant) {
        ObjectNode shown = GraphFrontDoor.object();
        shown.put("@odata.type", "#microsoft.graph.application")
                .put("id", app.id)
                .put("deletedDateTime", app.deleted == null ? null : app.deleted.toString())
                .put("appId", app.appId)
                .put("createdDateTime", app.created.toString())
                .put("displayName", app.displayName)
                .put("uniqueName", app.uniqueName)
                .put("signInAudience", app.signInAudience)
                .put("notes", app.notes)
                .put("serviceManagementReference", app.serviceManagementReference)
                .put("createdByAppId", app.createdBy)
                .put("isDisabled", app.disabled ? Boolean.TRUE : null);
        if (app.instanceLock) {
            shown.putObject("servicePrincipalLockConfiguration")
                    .put("isEnabled", true)
                    .put("allProperties", true);
        } else {
            shown.putNull("servicePrincipalLockConfiguration");
        }
        ArrayNode tags = shown.putArray("tags");
        app.tags.forEach(tags::add);
        ArrayNode access = shown.putArray("requiredResourceAccess");
        app.access.stream().map(StandInApp.Access::resourceAppId).distinct().forEach(resource -> {
            ObjectNode entry = access.addObject().put("resourceAppId", resource);
            ArrayNode inner = entry.putArray("resourceAccess");
            app.access.stream()
                    .filter(one -> one.resourceAppId().equals(resource))
                    .forEach(one -> inner.addObject().put("id", one.id()).put("type", one.type()));
        });
        ArrayNode secrets = shown.putArray("passwordCredentials");
        app.secrets.stream()
                .filter(secret -> tenant.shows(secret.listed()))
                .forEach(secret -> secrets.add(GraphPasswords.shown(secret)));
        GraphCustody.show(app.certificates, shown.putArray("keyCredentials"));
        return shown;
    }
}
