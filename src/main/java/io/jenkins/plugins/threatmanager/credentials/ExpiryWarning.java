package io.jenkins.plugins.threatmanager.credentials;

import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Says from when on an expiry is worth a warning. The global configuration does; credentials know nothing of it. */
@Restricted(NoExternalUse.class)
public interface ExpiryWarning {

    /**
     * The built-in default. Shorter than the time in which nightly jobs renew a secret (30 days): a warning then
     * says that a renewal failed for more than a week, and leaves three to fix it.
     */
    String DEFAULT = "21 days";

    /** How long before its expiry a secret is worth a warning. */
    CalendarPeriod warnBefore();

    /** What the configuration says now. */
    static CalendarPeriod current() {
        return ExtensionList.lookup(ExpiryWarning.class).stream()
                .findFirst()
                .map(ExpiryWarning::warnBefore)
                .orElseGet(() -> CalendarPeriod.parse(DEFAULT));
    }
}
