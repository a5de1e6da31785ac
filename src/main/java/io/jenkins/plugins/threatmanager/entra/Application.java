package io.jenkins.plugins.threatmanager.entra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An app registration as Entra shows it.
 *
 * @param objectId GUID of the application object
 * @param appId application (client) ID, a GUID
 * @param uniqueName the client-provided key; empty if it has none
 * @param tags in Entra's order
 * @param signInAudience for example {@code AzureADMyOrg}, the single-tenant one
 * @param disabled whether {@code isDisabled} is set: it then obtains no tokens
 * @param access all permissions asked for, of Microsoft Graph and of other APIs
 * @param secrets all client secrets, ours and others'
 * @param servicePrincipal empty if the app has none in the tenant (or it was just created)
 * @param certificates names (or identifiers) of the certificates with which it may sign in; not read for one in the
 *     recycle bin
 * @param deletedAt when it came into the recycle bin; empty if it is not there
 */
public record Application(
        String objectId,
        String appId,
        String displayName,
        String uniqueName,
        List<String> tags,
        String signInAudience,
        boolean disabled,
        List<RequestedAccess> access,
        List<ClientSecret> secrets,
        Optional<ServicePrincipal> servicePrincipal,
        List<String> certificates,
        Optional<Instant> deletedAt) {

    /** The audience of an app for accounts in this organizational directory only. */
    public static final String SINGLE_TENANT = "AzureADMyOrg";

    public Application {
        tags = List.copyOf(tags);
        access = List.copyOf(access);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
    }

    /** An application in use that signs in with client secrets alone. */
    public Application(
            String objectId,
            String appId,
            String displayName,
            String uniqueName,
            List<String> tags,
            String signInAudience,
            boolean disabled,
            List<RequestedAccess> access,
            List<ClientSecret> secrets,
            Optional<ServicePrincipal> servicePrincipal) {
        this(
                objectId,
                appId,
                displayName,
                uniqueName,
                tags,
                signInAudience,
                disabled,
                access,
                secrets,
                servicePrincipal,
                List.of(),
                Optional.empty());
    }

    public boolean asksFor(AppRole role) {
        return access.contains(RequestedAccess.of(role));
    }

    /** The same application once its secrets are others. */
    public Application withSecrets(List<ClientSecret> others) {
        return new Application(
                objectId,
                appId,
                displayName,
                uniqueName,
                tags,
                signInAudience,
                disabled,
                access,
                others,
                servicePrincipal);
    }

    /** The same application once its service principal is known. */
    public Application with(ServicePrincipal known) {
        return new Application(
                objectId,
                appId,
                displayName,
                uniqueName,
                tags,
                signInAudience,
                disabled,
                access,
                secrets,
                Optional.of(known),
                certificates,
                deletedAt);
    }
}
