package io.jenkins.plugins.threatmanager.procedure.audit;

import io.jenkins.plugins.threatmanager.entra.AccessRequest;
import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.entra.GraphResource;
import io.jenkins.plugins.threatmanager.entra.RequestedAccess;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words and identifiers under which changes in Entra are put down; the names are those of Entra's own log. */
final class EntraLines {

    private EntraLines() {}

    static AuditedChange of(String what, Application application) {
        AuditedChange line = AuditedChange.of(what)
                .object("applicationId", application.appId())
                .object("applicationObjectId", application.objectId());
        return application
                .servicePrincipal()
                .map(principal -> line.object("servicePrincipalObjectId", principal.objectId()))
                .orElse(line);
    }

    /** An application that was not known before. */
    static AuditedResult found(Application application) {
        return AuditedResult.DONE
                .object("applicationId", application.appId())
                .object("applicationObjectId", application.objectId());
    }

    static AuditedChange create(ApplicationSpec spec) {
        return AuditedChange.of("create app registration")
                .after("displayName", spec.displayName())
                .after("uniqueName", spec.uniqueName())
                .from("serviceManagementReference", "", spec.details().serviceManagementReference())
                .from("owners", "", String.join(" ", spec.details().owners()));
    }

    static AuditedChange update(Application existing, ApplicationSpec spec) {
        return of("update app registration", existing)
                .from("displayName", existing.displayName(), spec.displayName())
                .from("uniqueName", existing.uniqueName(), spec.uniqueName())
                .from("instanceLock", existing.instanceLock() ? "on" : "off", "on")
                .from("signInAudience", existing.signInAudience(), Application.SINGLE_TENANT)
                .from("tags", String.join(" ", existing.tags()), String.join(" ", spec.tags()))
                .from("requiredResourceAccess", access(existing.access()), access(spec.access()))
                .from("notes", existing.notes(), or(spec.details().notes(), existing.notes()))
                .from(
                        "serviceManagementReference",
                        existing.serviceManagementReference(),
                        or(spec.details().serviceManagementReference(), existing.serviceManagementReference()));
    }

    private static String or(String wanted, String otherwise) {
        return wanted.isEmpty() ? otherwise : wanted;
    }

    private static String access(List<RequestedAccess> all) {
        return all.stream()
                .map(each -> each.resourceAppId() + "/" + each.permissionId() + " (" + each.type() + ")")
                .collect(Collectors.joining(", "));
    }

    static AuditedChange grant(AccessRequest request, AppRole role) {
        return of("grant admin consent to " + role.name(), request.application())
                .object("resourceObjectId", request.graph().objectId())
                .object("appRoleId", role.id())
                .after("permission", role.name());
    }

    static AuditedChange revoke(GraphResource graph, Grant grant) {
        String name = graph.roleIds().entrySet().stream()
                .filter(role -> role.getValue().equals(grant.appRoleId()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(grant.appRoleId());
        return AuditedChange.of("withdraw admin consent to " + name)
                .object("appRoleAssignmentId", grant.id())
                .object("resourceObjectId", grant.resourceId())
                .object("appRoleId", grant.appRoleId())
                .before("permission", name);
    }

    static AuditedChange switchSignIn(Application application, boolean enabled) {
        AuditedChange line = of((enabled ? "enable" : "disable") + " sign-in", application);
        return application
                .servicePrincipal()
                .map(principal -> line.before("accountEnabled", String.valueOf(principal.enabled())))
                .orElse(line)
                .after("accountEnabled", String.valueOf(enabled));
    }

    static AuditedChange removeSecret(Application application, String keyId) {
        AuditedChange line = of("remove client secret", application).object("secretId", keyId);
        return application.secrets().stream()
                .filter(secret -> secret.keyId().equals(keyId))
                .findFirst()
                .map(secret -> line.before("name", secret.displayName()).before("expires", expiry(secret)))
                .orElse(line);
    }

    static AuditedChange remove(Application application, AppCredential credential) {
        return of("remove " + credential.kind().words(), application)
                .object("credentialId", credential.id())
                .before("name", credential.name());
    }

    private static String expiry(ClientSecret secret) {
        return secret.expires().toString();
    }
}
