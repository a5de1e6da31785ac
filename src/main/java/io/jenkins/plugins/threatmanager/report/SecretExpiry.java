package io.jenkins.plugins.threatmanager.report;

import io.jenkins.plugins.threatmanager.credentials.Expiry;
import io.jenkins.plugins.threatmanager.procedure.UtcFormat;
import java.time.Instant;
import java.util.Optional;
import jenkins.management.Badge;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** When a client secret expires, as a day and as a badge that is right whenever it is looked at. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class SecretExpiry {

    private final long millis;

    SecretExpiry(Instant expires) {
        this.millis = expires.toEpochMilli();
    }

    /** {@code 2028-11-23}, in UTC. */
    @Exported
    public String getDay() {
        return UtcFormat.of(instant());
    }

    /** Whether it is past that now. */
    @Exported
    public boolean isExpired() {
        return judged().level() == Expiry.Level.EXPIRED;
    }

    /** Used by state.jelly. */
    public Badge getBadge() {
        return judged().badge();
    }

    private Expiry judged() {
        return Expiry.now(Optional.of(instant()));
    }

    private Instant instant() {
        return Instant.ofEpochMilli(millis);
    }
}
