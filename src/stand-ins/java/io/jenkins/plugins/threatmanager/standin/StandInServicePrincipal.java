package io.jenkins.plugins.threatmanager.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A service principal as the stand-in keeps it. */
public final class StandInServicePrincipal {

    final String id;
    final String appId;
    final String displayName;
    final Instant visible;
    List<String> tags = new ArrayList<>();
    boolean enabled = true;

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

    public boolean enabled() {
        return enabled;
    }

    public List<String> tags() {
        return List.copyOf(tags);
    }

    /** As the switch "Enabled for users to sign in" in the portal. */
    public void enabled(boolean value) {
        enabled = value;
    }
}
