package io.jenkins.plugins.threatmanager.handoff;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a person did with one client secret, without the secret. A plain class, as its file needs one; what is missing in
 * an edited file is null.
 */
@Restricted(NoExternalUse.class)
public final class HandOffRecord {

    /** What was done. */
    enum Deed {
        /** It was shown. */
        REVEALED,
        /** The person said that a server holds it. */
        ENTERED,
        /** The person said that a server's integrations are removed. */
        REMOVED
    }

    private final Deed deed;
    private final String keyId;
    /** None of a secret that was shown: it is the same for all. */
    private final String server;

    private final String who;
    /** Milliseconds since 1970, as {@link #expires}. */
    private final long when;

    private final long expires;

    /**
     * @param keyId identifier of the secret in Entra
     * @param server its name; empty if it is about none
     * @param who ID of the person
     * @param expires when the secret does: nothing need be kept longer
     */
    HandOffRecord(Deed deed, String keyId, String server, String who, Instant when, Instant expires) {
        this.deed = deed;
        this.keyId = keyId;
        this.server = server;
        this.who = who;
        this.when = when.toEpochMilli();
        this.expires = expires.toEpochMilli();
    }

    boolean is(Deed wanted, @CheckForNull String key, String name) {
        return deed == wanted && keyId.equalsIgnoreCase(key) && server.equals(name);
    }

    boolean isComplete() {
        return deed != null && keyId != null && server != null && who != null;
    }

    boolean isOver(Instant now) {
        return expires < now.toEpochMilli();
    }

    public String getWho() {
        return who;
    }

    public Instant getWhen() {
        return Instant.ofEpochMilli(when);
    }
}
