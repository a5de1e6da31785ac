package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.time.Instant;
import java.util.Optional;
import jenkins.management.Badge;
import jenkins.model.Jenkins;
import jenkins.security.FIPS140;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Client ID and client secret of the Entra app that Threat Manager uses, with the secret's expiry and, for a while, the
 * secret before it. As user name and password it fits wherever those do, {@code withCredentials} included.
 */
@NameWith(EntraAppCredentials.NameProvider.class)
public final class EntraAppCredentials extends BaseStandardCredentials implements StandardUsernamePasswordCredentials {

    private static final long serialVersionUID = 1L;
    private static final int SHORTEST_IN_FIPS_MODE = 14;

    private String tenant;
    private String clientId;
    private Secret secret;
    private String expires;
    private String secretIdentifier = "";
    private Secret previousSecret;
    private String previousIdentifier = "";
    private String previousExpires = "";
    private String product = "";

    /**
     * @param tenant domain name of the tenant
     * @param clientId application (client) ID, a GUID
     * @param secret value of the client secret
     * @param expires ISO-8601 date or instant in UTC; empty if unknown
     * @throws Descriptor.FormException if one of them is missing or invalid, or the secret too short for FIPS mode
     */
    @DataBoundConstructor
    public EntraAppCredentials(
            CredentialsScope scope,
            String id,
            @CheckForNull String description,
            @CheckForNull String tenant,
            @CheckForNull String clientId,
            @CheckForNull Secret secret,
            @CheckForNull String expires)
            throws Descriptor.FormException {
        super(scope, id, description);
        this.tenant = Util.fixNull(tenant).trim();
        this.clientId = Util.fixNull(clientId).trim();
        this.secret = secret == null ? Secret.fromString("") : secret;
        this.expires = Util.fixNull(expires).trim();
        wellFormed("tenant", () -> EntraTenant.checkDomain(this.tenant));
        wellFormed("clientId", () -> Guid.check("The client ID", this.clientId));
        wellFormed("expires", () -> ExpiryText.check(this.expires));
        int length = this.secret.getPlainText().length();
        if (length == 0) {
            throw new Descriptor.FormException(Messages.EntraAppCredentials_SecretMissing(), "secret");
        }
        if (FIPS140.useCompliantAlgorithms() && length < SHORTEST_IN_FIPS_MODE) {
            throw new Descriptor.FormException(Messages.EntraAppCredentials_TooShortForFips(), "secret");
        }
    }

    /** Fills in defaults for elements missing from the XML; mistakes in it are reported when it is used. */
    private Object readResolve() {
        tenant = Util.fixNull(tenant);
        clientId = Util.fixNull(clientId);
        secret = secret == null ? Secret.fromString("") : secret;
        expires = Util.fixNull(expires);
        secretIdentifier = Util.fixNull(secretIdentifier);
        previousIdentifier = Util.fixNull(previousIdentifier);
        previousExpires = Util.fixNull(previousExpires);
        product = Util.fixNull(product);
        return this;
    }

    private static void wellFormed(String field, Runnable check) throws Descriptor.FormException {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new Descriptor.FormException(e.getMessage(), field);
        }
    }

    /** What the vault keeps, as a credential. */
    public static EntraAppCredentials of(CredentialsScope scope, String description, StoredSecret stored) {
        try {
            EntraAppCredentials credentials = new EntraAppCredentials(
                    scope,
                    stored.credentialsId(),
                    description,
                    stored.tenant(),
                    stored.clientId(),
                    Secret.fromString(stored.text().reveal()),
                    stored.expires().toString());
            credentials.secretIdentifier = stored.keyId();
            credentials.product = stored.product();
            stored.previous().ifPresent(previous -> {
                credentials.previousSecret = Secret.fromString(previous.text().reveal());
                credentials.previousIdentifier = previous.keyId();
                credentials.previousExpires = previous.expires().toString();
            });
            return credentials;
        } catch (Descriptor.FormException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /** This credential in the engine's terms. */
    StoredSecret toStored() {
        Optional<StoredSecret.Version> previous = previousSecret == null || previousIdentifier.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredSecret.Version(
                        previousIdentifier,
                        SecretText.of(previousSecret.getPlainText()),
                        ExpiryText.parse(previousExpires).orElse(Instant.EPOCH)));
        StoredSecret.Version current = new StoredSecret.Version(
                secretIdentifier,
                SecretText.of(secret.getPlainText()),
                getExpiry().orElse(Instant.EPOCH));
        return new StoredSecret(getId(), tenant, clientId, current, previous).of(product);
    }

    /** Domain name of the tenant. */
    public String getTenant() {
        return tenant;
    }

    /** Application (client) ID. */
    public String getClientId() {
        return clientId;
    }

    /** Value of the client secret. */
    public Secret getSecret() {
        return secret;
    }

    /** ISO-8601 date or instant in UTC; empty if unknown. */
    public String getExpires() {
        return expires;
    }

    /** When the secret stops working; empty if unknown. */
    public Optional<Instant> getExpiry() {
        return ExpiryText.parse(expires);
    }

    /** The expiry as people see it. Used by credentials.jelly. */
    public Badge getExpiryBadge() {
        return Expiry.now(getExpiry()).badge();
    }

    /** The secret's identifier in Entra, a GUID; empty if unknown. */
    public String getSecretIdentifier() {
        return secretIdentifier;
    }

    @DataBoundSetter
    public void setSecretIdentifier(String secretIdentifier) {
        this.secretIdentifier = Util.fixNull(secretIdentifier).trim();
    }

    /** The secret before this one, while Entra still has it. */
    @CheckForNull
    public Secret getPreviousSecret() {
        return previousSecret;
    }

    @DataBoundSetter
    public void setPreviousSecret(@CheckForNull Secret previousSecret) {
        this.previousSecret =
                previousSecret == null || previousSecret.getPlainText().isEmpty() ? null : previousSecret;
    }

    /** Identifier of the secret before this one; empty if none. */
    public String getPreviousIdentifier() {
        return previousIdentifier;
    }

    @DataBoundSetter
    public void setPreviousIdentifier(String previousIdentifier) {
        this.previousIdentifier = Util.fixNull(previousIdentifier).trim();
    }

    /** Expiry of the secret before this one; empty if none. */
    public String getPreviousExpires() {
        return previousExpires;
    }

    @DataBoundSetter
    public void setPreviousExpires(String previousExpires) {
        this.previousExpires = Util.fixNull(previousExpires).trim();
    }

    /** The product that the app is for, as configured; empty for Threat Manager. */
    public String getProduct() {
        return Product.isThreatManager(product) ? "" : product;
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixNull(product).trim();
    }

    @Override
    public String getUsername() {
        return clientId;
    }

    /** A client ID is no secret. */
    @Override
    public boolean isUsernameSecret() {
        return false;
    }

    @Override
    public Secret getPassword() {
        return secret;
    }

    /** How the credential is called in lists: with tenant and expiry, so that both are seen without opening it. */
    public static final class NameProvider extends CredentialsNameProvider<EntraAppCredentials> {

        @Override
        public String getName(EntraAppCredentials credentials) {
            String description = Util.fixEmptyAndTrim(credentials.getDescription());
            return Messages.EntraAppCredentials_Name(credentials.clientId, credentials.tenant)
                    + ", "
                    + Expiry.now(credentials.getExpiry()).text()
                    + (description == null ? "" : " (" + description + ")");
        }
    }

    /** Entry in the list of kinds of credentials. */
    @Extension
    @Symbol("entraApp")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.EntraAppCredentials_DisplayName();
        }

        @Override
        public String getIconClassName() {
            return "symbol-key-outline plugin-ionicons-api";
        }

        @POST
        public FormValidation doCheckTenant(@QueryParameter String value) {
            return check(() -> EntraTenant.checkDomain(value.trim()));
        }

        @POST
        public FormValidation doCheckClientId(@QueryParameter String value) {
            return check(() -> Guid.check("The client ID", value.trim()));
        }

        @POST
        public FormValidation doCheckExpires(@QueryParameter String value) {
            return check(() -> ExpiryText.check(value.trim()));
        }

        @POST
        public FormValidation doCheckSecretIdentifier(@QueryParameter String value) {
            return check(() -> {
                if (!value.isBlank()) {
                    Guid.check("The secret ID", value.trim());
                }
            });
        }

        /** Says nothing that depends on what is stored, so that whoever sees Jenkins may ask. */
        private static FormValidation check(Runnable check) {
            Jenkins.get().checkPermission(Jenkins.READ);
            try {
                check.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
