package io.jenkins.plugins.threatmanager.standin;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service principal as the stand-in keeps it. */
public final class StandInServicePrincipal {

    final String id;
    final String appId;
    final String displayName;
    final Instant visible;
    List<String> tags = new ArrayList<>();
    boolean enabled = true;
    final Set<String> owners = new LinkedHashSet<>();
    final List<StandInSecret> secrets = new CopyOnWriteArrayList<>();
    final List<X509Certificate> certificates = new CopyOnWriteArrayList<>();

    StandInServicePrincipal(String id, String appId, String displayName, Instant visible) {
        this.id = id;
        this.appId = appId;
        this.displayName = displayName;
        this.visible = visible;
    }

    public String id() {
        return id;
    }

    public String appId() {
        return appId;
    }

    /** Makes a service principal or a user an owner. */
    public void removeOwner(String objectId) {
        owners.remove(objectId);
    }

    public void addOwner(String objectId) {
        owners.add(objectId);
    }

    public Set<String> owners() {
        return Set.copyOf(owners);
    }

    public List<StandInSecret> secrets() {
        return List.copyOf(secrets);
    }

    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** The certificate becomes a credential of the service principal alone; the portal does not show it. */
    public void trust(X509Certificate certificate) {
        certificates.add(certificate);
    }

    public boolean enabled() {
        return enabled;
    }

    public List<String> tags() {
        return List.copyOf(tags);
    }

    /** Takes all tags away. */
    public void untag() {
        tags = new ArrayList<>();
    }

    /** As the switch "Enabled for users to sign in" in the portal. */
    public void enabled(boolean value) {
        enabled = value;
    }
}
