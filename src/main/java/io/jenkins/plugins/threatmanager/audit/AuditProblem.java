package io.jenkins.plugins.threatmanager.audit;

import io.jenkins.plugins.threatmanager.transport.Problem;
import java.util.Locale;

/** What can be wrong with the audit log when a change is to be made. */
enum AuditProblem implements Problem {
    /** Its file cannot be written, so nothing is changed. */
    UNWRITABLE;

    @Override
    public String code() {
        return "audit-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
