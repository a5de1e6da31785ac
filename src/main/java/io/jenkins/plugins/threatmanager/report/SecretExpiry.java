package io.jenkins.plugins.threatmanager.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import jenkins.management.Badge;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** When a client secret expires, as a day and as a badge that is right whenever it is looked at. */
@ExportedBean
public final class SecretExpiry {

    private static final Duration SOON = Duration.ofDays(30);

    private final long millis;

    SecretExpiry(Instant expires) {
        this.millis = expires.toEpochMilli();
    }

    /** {@code 2028-11-23}, in UTC. */
    @Exported
    public String getDay() {
        return Instant.ofEpochMilli(millis)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    /** Whether it is past that now. */
    @Exported
    public boolean isExpired() {
        return left().isNegative();
    }

    /** Used by operation.jelly. */
    public Badge getBadge() {
        if (isExpired()) {
            return new Badge(Messages.Secret_Expired(), Messages.Secret_ExpiredTip(), Badge.Severity.DANGER);
        }
        return left().compareTo(SOON) < 0
                ? new Badge(Messages.Secret_Soon(), Messages.Secret_SoonTip(), Badge.Severity.WARNING)
                : new Badge(Messages.Secret_Valid(), Messages.Secret_ValidTip(), Badge.Severity.INFO);
    }

    private Duration left() {
        return Duration.between(Instant.now(), Instant.ofEpochMilli(millis));
    }
}
