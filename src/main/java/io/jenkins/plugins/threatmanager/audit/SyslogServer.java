package io.jenkins.plugins.threatmanager.audit;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A syslog server that takes messages of RFC 5424 over TCP with TLS, as RFC 5425 has it. Its certificate is checked. */
public final class SyslogServer implements Describable<SyslogServer> {

    /** The port of RFC 5425. */
    public static final int DEFAULT_PORT = 6514;

    private static final int LARGEST_PORT = 65_535;

    private final String host;
    private int port = DEFAULT_PORT;
    private String caCertificate = "";

    /** @param host name or address, as its certificate says */
    @DataBoundConstructor
    public SyslogServer(String host) {
        this.host = Util.fixNull(host).trim();
    }

    public String getHost() {
        return host;
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    /** Certificates in PEM form to trust besides the JVM's; empty for none. */
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixNull(caCertificate).trim();
    }

    /** Fills in defaults for elements missing from the XML. */
    private Object readResolve() {
        SyslogServer complete = new SyslogServer(host);
        complete.setPort(port == 0 ? DEFAULT_PORT : port);
        complete.setCaCertificate(caCertificate);
        return complete;
    }

    /** @throws IllegalArgumentException with a sentence, if something is invalid */
    void validate() {
        if (!host.matches("[0-9A-Za-z.:_-]{1,253}")) {
            throw new IllegalArgumentException("'" + host + "' is not the name or address of a host.");
        }
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("The port must be between 1 and " + LARGEST_PORT + ".");
        }
        trust();
    }

    Trust trust() {
        return caCertificate.isEmpty() ? Trust.ofJvm() : Trust.with(caCertificate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SyslogServer that
                && host.equals(that.host)
                && port == that.port
                && caCertificate.equals(that.caCertificate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, caCertificate);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    @Extension
    @Symbol("syslogServer")
    public static final class DescriptorImpl extends Descriptor<SyslogServer> {

        @Override
        public String getDisplayName() {
            return Messages.SyslogServer_DisplayName();
        }

        @POST
        public FormValidation doCheckHost(@QueryParameter String value) {
            return check(new SyslogServer(value));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            SyslogServer server = new SyslogServer("localhost");
            server.setCaCertificate(value);
            return check(server);
        }

        private static FormValidation check(SyslogServer server) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                server.validate();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
