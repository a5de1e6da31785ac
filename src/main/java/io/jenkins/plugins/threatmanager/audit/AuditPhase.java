package io.jenkins.plugins.threatmanager.audit;

import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a line of the audit log is about. */
@Restricted(NoExternalUse.class)
public enum AuditPhase {
    /** A change is about to be made. */
    INTENT,
    /** What came of it. */
    RESULT,
    /** An operation was refused before it changed anything. */
    REFUSAL,
    /** A person approved a plan. */
    APPROVAL,
    /** A person was shown a secret. */
    REVEAL,
    /** A person said that the work in a console is done. */
    HAND_OFF,
    /** An administrator disabled a tenant's app, or lifted that. */
    BREAK_GLASS,
    /** The configuration was changed. */
    CONFIGURATION;

    /** As it is in the file. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
