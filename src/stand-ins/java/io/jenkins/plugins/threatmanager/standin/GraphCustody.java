package io.jenkins.plugins.threatmanager.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.threatmanager.standin.GraphRoutes.Target;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** Owners of applications and service principals, federated credentials, certificates. */
final class GraphCustody {

    private final EntraBehaviour behaviour;

    GraphCustody(EntraBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Whether a request is about one of these. */
    static boolean isAbout(Target target) {
        return target.action().equals("owners") || target.action().equals("federatedIdentityCredentials");
    }

    StandInAnswer answer(Target target, StandInRequest request, GraphCaller caller) {
        if (target.verb(request).equals("GET owners")) {
            caller.needToReadApplications();
            behaviour.needOwnersReadable();
            Set<String> owners = target.collection().equals("applications")
                    ? GraphApplications.find(target, caller.tenant()).owners
                    : GraphServicePrincipals.find(target, caller.tenant()).owners;
            return new GraphQuery(request).page(List.copyOf(owners), behaviour.pageSize, owner -> shown(owner, caller));
        }
        StandInApp app = GraphApplications.find(target, caller.tenant());
        switch (target.verb(request)) {
            case "GET federatedIdentityCredentials" -> {
                caller.needToReadApplications();
                return new GraphQuery(request)
                        .page(app.federatedCredentials(), behaviour.pageSize, GraphCustody::shown);
            }
            case "DELETE federatedIdentityCredentials" -> {
                caller.needToChange(app);
                if (!app.federatedCredentials.removeIf(known -> known.id().equals(target.item()))) {
                    throw GraphRefusal.notFound(target.item());
                }
                return StandInAnswer.empty(204);
            }
            default -> throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.");
        }
    }

    /** Of what the caller may not read, Graph gives type and identifier, and null for the rest. */
    private static ObjectNode shown(String owner, GraphCaller caller) {
        ObjectNode shown = GraphFrontDoor.object();
        if (caller.tenant().users.containsKey(owner)) {
            boolean readable = caller.has("User.Read.All", "Directory.Read.All");
            return shown.put("@odata.type", "#microsoft.graph.user")
                    .put("id", owner)
                    .put("displayName", readable ? caller.tenant().users.get(owner) : null)
                    .putNull("userPrincipalName");
        }
        StandInServicePrincipal principal = caller.has("Application.Read.All", "Application.ReadWrite.All")
                ? caller.tenant().principals.stream()
                        .filter(known -> known.id.equals(owner))
                        .findFirst()
                        .orElse(null)
                : null;
        return shown.put("@odata.type", "#microsoft.graph.servicePrincipal")
                .put("id", owner)
                .put("displayName", principal == null ? null : principal.displayName)
                .put("appId", principal == null ? null : principal.appId);
    }

    private static ObjectNode shown(StandInFederatedCredential trust) {
        ObjectNode shown = GraphFrontDoor.object()
                .put("id", trust.id())
                .put("name", trust.name())
                .put("issuer", trust.issuer())
                .put("subject", trust.subject());
        shown.putArray("audiences").add(trust.audience());
        return shown;
    }

    static void show(List<X509Certificate> certificates, ArrayNode keys) {
        certificates.forEach(certificate -> keys.addObject()
                .put("type", "AsymmetricX509Cert")
                .put("usage", "Verify")
                .put("keyId", StandInTenant.guid())
                .put("displayName", certificate.getSubjectX500Principal().getName())
                .put("endDateTime", certificate.getNotAfter().toInstant().toString()));
    }

    /** Replaces the list, as Graph does; the stand-in takes an empty one alone. */
    static void keepNone(GraphBody body, List<X509Certificate> certificates) {
        if (!body.array("keyCredentials").isEmpty()) {
            throw GraphRefusal.bad("Invalid value specified for property 'keyCredentials' of resource 'Application'.");
        }
        certificates.clear();
    }
}
