package io.jenkins.plugins.threatmanager.standin;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app registration as the stand-in keeps it; null stands for a property that was never set. */
public final class StandInApp {

    /** One permission asked for. */
    public record Access(String resourceAppId, String id, String type) {}

    /** What Microsoft recommends in the public cloud. */
    public static final String AUDIENCE = "api://AzureADTokenExchange";

    public final String id;
    public final String appId;
    public final Instant created;
    Instant visible;
    public Instant deleted;
    public String displayName;
    public String uniqueName;
    public String signInAudience = "AzureADMyOrg";
    String notes;
    String serviceManagementReference;
    public boolean disabled;
    List<String> tags = new ArrayList<>();
    List<Access> access = new ArrayList<>();
    final List<StandInSecret> secrets = new CopyOnWriteArrayList<>();
    final Set<String> owners = new LinkedHashSet<>();
    final Set<String> administrators = new LinkedHashSet<>();
    final List<X509Certificate> certificates = new ArrayList<>();
    final Set<String> federatedTokens = new LinkedHashSet<>();
    final List<StandInFederatedCredential> federatedCredentials = new CopyOnWriteArrayList<>();
    boolean instanceLock;
    String createdBy;

    StandInApp(String id, String appId, Instant created, Instant visible) {
        this.id = id;
        this.appId = appId;
        this.created = created;
        this.visible = visible;
    }

    public String id() {
        return id;
    }

    public String appId() {
        return appId;
    }

    public String displayName() {
        return displayName;
    }

    /** Null if it has none. */
    public String uniqueName() {
        return uniqueName;
    }

    public List<String> tags() {
        return List.copyOf(tags);
    }

    public List<Access> access() {
        return List.copyOf(access);
    }

    public List<StandInSecret> secrets() {
        return List.copyOf(secrets);
    }

    public Set<String> owners() {
        return Set.copyOf(owners);
    }

    public boolean disabled() {
        return disabled;
    }

    /** Sets {@code isDisabled}, as an administrator may. */
    public void disable() {
        disabled = true;
    }

    /** Null if it has none. */
    public String notes() {
        return notes;
    }

    /** Null if it has none. */
    public String serviceManagementReference() {
        return serviceManagementReference;
    }

    /** Writes notes, as the portal's page Branding and properties does. */
    public void note(String text) {
        notes = text;
    }

    /** Sets the audience, as the portal's Authentication page does. */
    public void audience(String audience) {
        signInAudience = audience;
    }

    public String signInAudience() {
        return signInAudience;
    }

    /** Asks for a permission of Microsoft Graph besides, as the portal's API permissions page does. */
    public void askFor(String permission) {
        access.add(new Access(GraphRoles.GRAPH_APP_ID, GraphRoles.id(permission), "Role"));
    }

    /** Asks for a permission of Microsoft Graph no longer. */
    public void stopAskingFor(String permission) {
        access.removeIf(asked -> asked.id().equals(GraphRoles.id(permission)));
    }

    /** Clears {@code isDisabled}, as an administrator may. */
    public void enable() {
        disabled = false;
    }

    /** Takes all tags away. */
    public void untag() {
        tags = new ArrayList<>();
    }

    /** Puts tags on it, as any owner may: also those of this plugin's. */
    public void tag(List<String> texts) {
        tags = new ArrayList<>(texts);
    }

    public boolean instanceLock() {
        return instanceLock;
    }

    /** Switches the instance lock, as any owner may. */
    public void instanceLock(boolean value) {
        instanceLock = value;
    }

    /** Who created it; null if a person did, with a client of Microsoft's. */
    public void createdBy(String appId) {
        createdBy = appId;
    }

    /** Trusts an issuer's tokens, as any owner may decide. */
    public void addFederatedCredential(String name, String issuer) {
        addFederatedCredential(name, issuer, "subject of " + name, AUDIENCE);
    }

    /** Trusts those of an issuer's tokens that have exactly this subject and audience. */
    public void addFederatedCredential(String name, String issuer, String subject, String audience) {
        federatedCredentials.add(new StandInFederatedCredential(StandInTenant.guid(), name, issuer, subject, audience));
    }

    /** Takes one away by its name. */
    public void removeFederatedCredential(String name) {
        federatedCredentials.removeIf(known -> known.name().equals(name));
    }

    public List<StandInFederatedCredential> federatedCredentials() {
        return List.copyOf(federatedCredentials);
    }

    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** The certificate becomes a credential of this app. */
    public void trust(X509Certificate certificate) {
        certificates.add(certificate);
    }

    /** The token endpoint takes this text as a federated assertion for this app. */
    public void trustFederatedToken(String token) {
        federatedTokens.add(token);
    }

    /** Gives a service principal a directory role that is limited to this app: no token names it. */
    public void addAdministrator(String objectId) {
        administrators.add(objectId);
    }

    /** Makes a service principal or a user an owner. */
    public void addOwner(String objectId) {
        owners.add(objectId);
    }

    /** Takes an owner away, as any owner may. */
    public void removeOwner(String objectId) {
        owners.remove(objectId);
    }
}
