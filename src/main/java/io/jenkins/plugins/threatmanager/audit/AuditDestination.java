package io.jenkins.plugins.threatmanager.audit;

import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.List;

/**
 * Another place for the lines of the audit log, such as a log server. It gets each line after the log has it, in order,
 * on a thread of its own: however slow it is, or broken, no operation waits for it or fails. What it does not take in time
 * is dropped and counted; the log itself has it.
 */
public abstract class AuditDestination implements ExtensionPoint {

    /** Whether it is set up; what is not gets nothing. */
    public abstract boolean isOn();

    /** For people: {@code syslog server logs.contoso.com:6514}. */
    public abstract String getDisplayName();

    /**
     * Sends lines; called again with the same ones after a while if it fails.
     *
     * @param lines JSON objects without line breaks, see {@code docs/audit.md}; at least one
     */
    public abstract void send(List<String> lines) throws IOException, InterruptedException;
}
