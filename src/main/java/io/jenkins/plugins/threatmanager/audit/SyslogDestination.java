package io.jenkins.plugins.threatmanager.audit;

import hudson.Extension;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The syslog server of the settings. Keeps its connection from one time to the next; called by one thread at a time. */
@Extension
@Restricted(NoExternalUse.class)
public final class SyslogDestination extends AuditDestination {

    private SyslogServer connected;
    private SyslogConnection connection;

    @Override
    public boolean isOn() {
        return AuditConfiguration.get().getSyslog() != null;
    }

    @Override
    public String getDisplayName() {
        return "syslog server " + AuditConfiguration.get().getSyslog();
    }

    @Override
    public synchronized void send(List<String> lines) throws IOException {
        SyslogServer wanted = AuditConfiguration.get().getSyslog();
        if (wanted == null) {
            return;
        }
        if (connection != null && !wanted.equals(connected)) {
            disconnect();
        }
        try {
            if (connection == null) {
                connection = SyslogConnection.to(wanted.getHost(), wanted.getPort(), wanted.trust(), hostName());
                connected = wanted;
            }
            connection.send(lines);
        } catch (IOException | RuntimeException e) {
            disconnect();
            throw e;
        }
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Of the controller, as people reach it. */
    private static String hostName() {
        return SyslogMessages.hostOf(Jenkins.get().getRootUrl());
    }
}
