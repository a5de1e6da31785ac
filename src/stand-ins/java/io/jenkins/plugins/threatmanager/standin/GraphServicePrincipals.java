package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.standin.GraphBody.Kind;
import io.jenkins.plugins.threatmanager.standin.GraphRoutes.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /servicePrincipals}: read, create, enable, grant, list and revoke grants. */
final class GraphServicePrincipals {

    private static final Map<String, Kind> PROPERTIES = Map.of(
            "appId", Kind.GUID, "tags", Kind.ARRAY, "accountEnabled", Kind.BOOLEAN, "keyCredentials", Kind.ARRAY);
    private static final Map<String, Kind> ASSIGNMENT =
            Map.of("principalId", Kind.GUID, "resourceId", Kind.GUID, "appRoleId", Kind.GUID);

    private final EntraBehaviour behaviour;

    GraphServicePrincipals(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    StandInAnswer answer(Target target, StandInRequest request, GraphCaller caller) {
        return switch (target.verb(request)) {
            case "GET" -> read(target, request, caller);
            case "POST" -> create(request, caller);
            case "PATCH" -> enable(target, request, caller);
            case "POST removePassword" -> removePassword(target, request, caller);
            case "GET appRoleAssignments" -> grants(target, request, caller);
            case "POST appRoleAssignedTo" -> grant(target, request, caller);
            case "DELETE appRoleAssignedTo" -> revoke(target, caller);
            default -> throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
        };
    }

    private StandInAnswer read(Target target, StandInRequest request, GraphCaller caller) {
        caller.needToReadApplications();
        StandInServicePrincipal principal = find(target, caller.tenant());
        return StandInAnswer.json(
                200,
                new GraphQuery(request)
                        .select(shown(principal, caller.tenant()))
                        .toString());
    }

    private StandInAnswer create(StandInRequest request, GraphCaller caller) {
        GraphBody body = GraphBody.of(request, "servicePrincipal", PROPERTIES);
        caller.needToCreate();
        StandInTenant tenant = caller.tenant();
        String appId = body.needText("appId", "ServicePrincipal");
        StandInApp app = tenant.apps.stream()
                .filter(known -> known.appId.equals(appId) && tenant.shows(known.visible))
                .findFirst()
                .orElseThrow(() -> noApplication(appId, caller));
        caller.needToChange(app);
        if (tenant.principalOf(appId).isPresent()) {
            throw new GraphRefusal(
                    409,
                    "Request_MultipleObjectsWithSameKeyValue",
                    "The service principal cannot be created, updated, or restored because the service principal name "
                            + appId + " is already in use.",
                    "ObjectConflict",
                    "servicePrincipalNames");
        }
        StandInServicePrincipal made = new StandInServicePrincipal(
                StandInTenant.guid(), appId, app.displayName, tenant.after(EntraLag.SERVICE_PRINCIPAL));
        body.array("tags").forEach(tag -> made.tags.add(tag.asText()));
        made.enabled = !body.has("accountEnabled") || body.flag("accountEnabled");
        made.owners.add(caller.objectId());
        tenant.principals.add(made);
        return StandInAnswer.json(201, shown(made, tenant).toString());
    }

    /** Misleading, but so it is: without the permission for all applications Graph blames the permission. */
    private static GraphRefusal noApplication(String appId, GraphCaller caller) {
        return caller.onlyOwned()
                ? new GraphRefusal(
                        403,
                        "Authorization_RequestDenied",
                        "When using this permission, the backing application of the service principal being created"
                                + " must in the local tenant")
                : new GraphRefusal(
                        400,
                        "Request_BadRequest",
                        "The appId '" + appId
                                + "' of the service principal does not reference a valid application object.",
                        "NoBackingApplicationObject",
                        "appId");
    }

    private StandInAnswer enable(Target target, StandInRequest request, GraphCaller caller) {
        GraphBody body = GraphBody.of(request, "servicePrincipal", PROPERTIES);
        StandInServicePrincipal principal = find(target, caller.tenant());
        needToChange(principal, caller);
        principal.enabled = body.has("accountEnabled") ? body.flag("accountEnabled") : principal.enabled;
        if (body.has("tags")) {
            principal.tags = new ArrayList<>();
            body.array("tags").forEach(tag -> principal.tags.add(tag.asText()));
        }
        if (body.has("keyCredentials")) {
            GraphCustody.keepNone(body, principal.certificates);
        }
        return StandInAnswer.empty(204);
    }

    private static void needToChange(StandInServicePrincipal principal, GraphCaller caller) {
        caller.tenant().apps.stream()
                .filter(app -> app.appId.equals(principal.appId))
                .findFirst()
                .ifPresentOrElse(caller::needToChange, () -> caller.need("Application.ReadWrite.All"));
    }

    private StandInAnswer removePassword(Target target, StandInRequest request, GraphCaller caller) {
        String keyId = GraphBody.of(request, "removePassword", Map.of("keyId", Kind.GUID))
                .needText("keyId", "PasswordCredential");
        StandInServicePrincipal principal = find(target, caller.tenant());
        needToChange(principal, caller);
        if (!principal.secrets.removeIf(secret -> secret.keyId().equals(keyId))) {
            throw GraphRefusal.bad("No password credential found with keyId '" + keyId + "'.");
        }
        return StandInAnswer.empty(204);
    }

    private StandInAnswer grants(Target target, StandInRequest request, GraphCaller caller) {
        caller.needToReadAll();
        StandInTenant tenant = caller.tenant();
        StandInServicePrincipal principal = find(target, tenant);
        GraphQuery query = new GraphQuery(request);
        List<StandInGrant> held = query.filter(
                tenant.grants.stream()
                        .filter(grant -> grant.principalId().equals(principal.id) && tenant.shows(grant.listed()))
                        .toList(),
                (name, filter) -> name.equals("resourceId"),
                grant -> name -> grant.resourceId());
        return query.page(held, behaviour.pageSize, grant -> shown(grant, tenant));
    }

    private StandInAnswer grant(Target target, StandInRequest request, GraphCaller caller) {
        GraphBody body = GraphBody.of(request, "appRoleAssignment", ASSIGNMENT);
        caller.needToGrant();
        StandInTenant tenant = caller.tenant();
        StandInServicePrincipal resource = find(target, tenant);
        String principalId = body.needText("principalId", "AppRoleAssignment");
        String resourceId = body.needText("resourceId", "AppRoleAssignment");
        String roleId = body.needText("appRoleId", "AppRoleAssignment");
        boolean known = tenant.principals.stream()
                .anyMatch(principal -> principal.id.equals(principalId) && tenant.shows(principal.visible));
        if (!known || !resource.id.equals(resourceId)) {
            throw GraphRefusal.bad("Not a valid reference update.");
        }
        if (!resource.id.equals(tenant.graph.id) || !tenant.offered().containsValue(roleId)) {
            throw GraphRefusal.bad("Permission being assigned was not found on application '" + resource.appId + "'.");
        }
        boolean held = tenant.grants.stream()
                .anyMatch(grant -> grant.principalId().equals(principalId)
                        && grant.appRoleId().equals(roleId)
                        && grant.resourceId().equals(resourceId));
        if (held) {
            throw GraphRefusal.bad("Permission being assigned already exists on the object");
        }
        StandInGrant made = new StandInGrant(
                StandInTenant.grantId(),
                principalId,
                resourceId,
                roleId,
                tenant.now(),
                tenant.after(EntraLag.GRANT),
                tenant.after(EntraLag.ROLES_IN_TOKENS));
        tenant.grants.add(made);
        return StandInAnswer.json(201, shown(made, tenant).toString());
    }

    private StandInAnswer revoke(Target target, GraphCaller caller) {
        caller.need("AppRoleAssignment.ReadWrite.All");
        StandInServicePrincipal resource = find(target, caller.tenant());
        boolean removed = caller.tenant()
                .grants
                .removeIf(grant ->
                        grant.id().equals(target.item()) && grant.resourceId().equals(resource.id));
        if (!removed) {
            throw GraphRefusal.notFound(target.item());
        }
        return StandInAnswer.empty(204);
    }

    static StandInServicePrincipal find(Target target, StandInTenant tenant) {
        if (target.key().equals("id") && !GraphBody.isGuid(target.value())) {
            throw GraphRefusal.bad("Invalid object identifier '" + target.value() + "'.");
        }
        return tenant.principals.stream()
                .filter(principal -> tenant.shows(principal.visible))
                .filter(principal -> target.value().equals(target.key().equals("id") ? principal.id : principal.appId))
                .findFirst()
                .orElseThrow(() -> GraphRefusal.notFound(target.value()));
    }

    private static ObjectNode shown(StandInGrant grant, StandInTenant tenant) {
        String api = tenant.principals.stream()
                .filter(principal -> principal.id.equals(grant.resourceId()))
                .findFirst()
                .orElseThrow()
                .displayName;
        return GraphFrontDoor.object()
                .put("id", grant.id())
                .put("appRoleId", grant.appRoleId())
                .put("createdDateTime", grant.created().toString())
                .put("principalId", grant.principalId())
                .put("principalType", "ServicePrincipal")
                .put("resourceDisplayName", api)
                .put("resourceId", grant.resourceId());
    }

    private static ObjectNode shown(StandInServicePrincipal principal, StandInTenant tenant) {
        ObjectNode shown = GraphFrontDoor.object();
        shown.put("@odata.type", "#microsoft.graph.servicePrincipal")
                .put("id", principal.id)
                .put("appId", principal.appId)
                .put("displayName", principal.displayName)
                .put("accountEnabled", principal.enabled)
                .put("servicePrincipalType", "Application");
        // Graph's documentation: the union of what is set here and on the application.
        Set<String> tags = new LinkedHashSet<>(principal.tags);
        tenant.apps.stream().filter(app -> app.appId.equals(principal.appId)).forEach(app -> tags.addAll(app.tags));
        tags.forEach(shown.putArray("tags")::add);
        ArrayNode secrets = shown.putArray("passwordCredentials");
        principal.secrets.forEach(secret -> secrets.add(GraphPasswords.shown(secret)));
        GraphCustody.show(principal.certificates, shown.putArray("keyCredentials"));
        ArrayNode roles = shown.putArray("appRoles");
        if (principal == tenant.graph) {
            for (Map.Entry<String, String> role : GraphRoles.inOrder().entrySet()) {
                if (tenant.offered().containsKey(role.getKey())) {
                    addRole(roles, role.getKey(), role.getValue(), "Application", true);
                }
            }
            // A role for people and one switched off: neither may be taken for an application permission.
            addRole(roles, "People.Read.All", "b528084d-ad10-4598-8b93-929746b4d7d6", "User", true);
            addRole(roles, "Mail.Retired", "5b567255-7703-4780-807c-7be8301ae99c", "Application", false);
        }
        return shown;
    }

    private static void addRole(ArrayNode roles, String name, String id, String member, boolean enabled) {
        ObjectNode role = roles.addObject()
                .put("id", id)
                .put("value", name)
                .put("displayName", name)
                .put("description", name)
                .put("isEnabled", enabled)
                .put("origin", "Application");
        role.putArray("allowedMemberTypes").add(member);
    }
}
