package io.jenkins.plugins.threatmanager.entra;

import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
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
 * @param owners empty if they were not, or could not be, read
 * @param federatedCredentials empty if they were not, or could not be, read
 * @param instanceLock whether nobody may add credentials to its service principals ({@code
 *     servicePrincipalLockConfiguration})
 * @param createdBy application (client) ID of who created it, as Entra noted it; empty if Entra does not say
 * @param created when it was created; empty if Entra does not say
 * @param notes for administrators; empty if none
 * @param serviceManagementReference of a service or asset management database; empty if none
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
        Optional<Instant> deletedAt,
        Optional<List<Owner>> owners,
        Optional<List<FederatedCredential>> federatedCredentials,
        boolean instanceLock,
        String createdBy,
        Optional<Instant> created,
        String notes,
        String serviceManagementReference) {

    /** The audience of an app for accounts in this organizational directory only. */
    public static final String SINGLE_TENANT = "AzureADMyOrg";

    public Application {
        tags = List.copyOf(tags);
        access = List.copyOf(access);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        owners = owners.map(List::copyOf);
        federatedCredentials = federatedCredentials.map(List::copyOf);
    }

    /** One of which nothing else is known: single-tenant, in use, without permissions, secrets and certificates. */
    public static Builder builder(String objectId, String appId) {
        return new Builder(objectId, appId);
    }

    /** For a copy with changes. */
    public Builder newBuilder() {
        return builder(objectId, appId)
                .displayName(displayName)
                .uniqueName(uniqueName)
                .tags(tags)
                .signInAudience(signInAudience)
                .disabled(disabled)
                .access(access)
                .secrets(secrets)
                .servicePrincipal(servicePrincipal)
                .certificates(certificates)
                .deletedAt(deletedAt)
                .owners(owners)
                .federatedCredentials(federatedCredentials)
                .instanceLock(instanceLock)
                .createdBy(createdBy)
                .created(created)
                .notes(notes)
                .serviceManagementReference(serviceManagementReference);
    }

    /** Whether it says of itself what it is to say; whatever is not configured may be anything. */
    public boolean says(AppDetails details) {
        return (details.notes().isEmpty() || details.notes().equals(notes))
                && (details.serviceManagementReference().isEmpty()
                        || details.serviceManagementReference().equals(serviceManagementReference));
    }

    public boolean asksFor(AppRole role) {
        return access.contains(RequestedAccess.of(role));
    }

    /** The same application once its secrets are others. */
    public Application withSecrets(List<ClientSecret> others) {
        return newBuilder().secrets(others).build();
    }

    /** The same application once its service principal is known. */
    public Application with(ServicePrincipal known) {
        return newBuilder().servicePrincipal(Optional.of(known)).build();
    }

    /** Components by name. */
    public static final class Builder {

        private final String objectId;
        private final String appId;
        private String displayName = "";
        private String uniqueName = "";
        private List<String> tags = List.of();
        private String signInAudience = SINGLE_TENANT;
        private boolean disabled;
        private List<RequestedAccess> access = List.of();
        private List<ClientSecret> secrets = List.of();
        private Optional<ServicePrincipal> servicePrincipal = Optional.empty();
        private List<String> certificates = List.of();
        private Optional<Instant> deletedAt = Optional.empty();
        private Optional<List<Owner>> owners = Optional.empty();
        private Optional<List<FederatedCredential>> federatedCredentials = Optional.empty();
        private boolean instanceLock;
        private String createdBy = "";
        private Optional<Instant> created = Optional.empty();
        private String notes = "";
        private String serviceManagementReference = "";

        private Builder(String objectId, String appId) {
            this.objectId = objectId;
            this.appId = appId;
        }

        public Builder displayName(String value) {
            displayName = value;
            return this;
        }

        public Builder uniqueName(String value) {
            uniqueName = value;
            return this;
        }

        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        public Builder signInAudience(String value) {
            signInAudience = value;
            return this;
        }

        public Builder disabled(boolean value) {
            disabled = value;
            return this;
        }

        public Builder access(List<RequestedAccess> value) {
            access = value;
            return this;
        }

        public Builder secrets(List<ClientSecret> value) {
            secrets = value;
            return this;
        }

        public Builder servicePrincipal(Optional<ServicePrincipal> value) {
            servicePrincipal = value;
            return this;
        }

        public Builder certificates(List<String> value) {
            certificates = value;
            return this;
        }

        public Builder deletedAt(Optional<Instant> value) {
            deletedAt = value;
            return this;
        }

        public Builder owners(Optional<List<Owner>> value) {
            owners = value;
            return this;
        }

        public Builder federatedCredentials(Optional<List<FederatedCredential>> value) {
            federatedCredentials = value;
            return this;
        }

        public Builder instanceLock(boolean value) {
            instanceLock = value;
            return this;
        }

        public Builder createdBy(String value) {
            createdBy = value;
            return this;
        }

        public Builder created(Optional<Instant> value) {
            created = value;
            return this;
        }

        public Builder notes(String value) {
            notes = value;
            return this;
        }

        public Builder serviceManagementReference(String value) {
            serviceManagementReference = value;
            return this;
        }

        public Application build() {
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
                    servicePrincipal,
                    certificates,
                    deletedAt,
                    owners,
                    federatedCredentials,
                    instanceLock,
                    createdBy,
                    created,
                    notes,
                    serviceManagementReference);
        }
    }
}
