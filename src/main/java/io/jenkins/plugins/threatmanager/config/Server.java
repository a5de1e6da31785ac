package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.Connector.ConnectorDescriptor;
import io.jenkins.plugins.threatmanager.config.folder.FolderAccess;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.NameList;
import io.jenkins.plugins.threatmanager.config.named.Named;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.security.FIPS140;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Threat Manager server: where it is, how Jenkins logs in to it, and which jobs may use it. */
public final class Server implements Describable<Server>, Named {

    private final String name;
    private final Connector connector;
    private List<String> aliases = new ArrayList<>();
    private String url = "";
    private String version = "";

    @CheckForNull
    private ServerLogin authentication;

    private String caCertificate = "";
    private boolean skipTlsVerification;
    private boolean allowHttp;
    private List<String> allowedFolders = new ArrayList<>();
    private boolean allowAllFolders;

    /**
     * @param name what steps call it
     * @param connector by REST or by hand
     */
    @DataBoundConstructor
    public Server(String name, Connector connector) {
        this.name = Util.fixNull(name).trim();
        this.connector = connector;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<String> getAliases() {
        return new ArrayList<>(aliases);
    }

    @Override
    @DataBoundSetter
    public void setAliases(@CheckForNull List<String> aliases) {
        this.aliases = Named.aliases(name, aliases);
    }

    public Connector getConnector() {
        return connector;
    }

    /** Address of the console; empty is right only for a server that is set up by hand. */
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = Util.fixNull(url).trim();
    }

    /** Of Threat Manager, for example {@code 3.3}; empty if it is not known. */
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Util.fixNull(version).trim();
    }

    /**
     * What its sync needs, as far as its version says it.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public Optional<PermissionSet> permissionSet() {
        return PermissionSet.ofVersion(version);
    }

    /** None is right only for a server that is set up by hand. */
    @CheckForNull
    public ServerLogin getAuthentication() {
        return authentication;
    }

    /** @throws IllegalArgumentException if there is none */
    ServerLogin login() {
        if (authentication == null) {
            throw new IllegalArgumentException(
                    "The server '" + name + "' has no authentication, or no credential is chosen for it.");
        }
        return authentication;
    }

    @DataBoundSetter
    public void setAuthentication(@CheckForNull ServerLogin authentication) {
        boolean none = authentication == null || authentication.isBlank();
        this.authentication = none ? null : authentication;
    }

    /** Certificates in PEM form to trust besides the JVM's; empty for none. */
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixNull(caCertificate).trim();
    }

    /** Whether any certificate for any host name is accepted. */
    public boolean isSkipTlsVerification() {
        return skipTlsVerification;
    }

    @DataBoundSetter
    public void setSkipTlsVerification(boolean skipTlsVerification) {
        this.skipTlsVerification = skipTlsVerification;
    }

    /** Whether plain http is accepted. */
    public boolean isAllowHttp() {
        return allowHttp;
    }

    @DataBoundSetter
    public void setAllowHttp(boolean allowHttp) {
        this.allowHttp = allowHttp;
    }

    /** Full names of folders whose jobs, at any depth, may use it; none may if this is empty. */
    public List<String> getAllowedFolders() {
        return new ArrayList<>(allowedFolders);
    }

    @DataBoundSetter
    public void setAllowedFolders(List<String> allowedFolders) {
        this.allowedFolders = FolderAccess.normalise(allowedFolders);
    }

    /** The folders as the form shows them, a line each. Used by config.jelly. */
    public String getAllowedFoldersText() {
        return String.join("\n", allowedFolders);
    }

    /** Whether every job may use it. */
    public boolean isAllowAllFolders() {
        return allowAllFolders;
    }

    @DataBoundSetter
    public void setAllowAllFolders(boolean allowAllFolders) {
        this.allowAllFolders = allowAllFolders;
    }

    boolean isAllowedFor(Item item) {
        return FolderAccess.allows(allowedFolders, allowAllFolders, item);
    }

    /** Whether the server is set up by hand. */
    public boolean isByHand() {
        return connector instanceof HandOffConnector;
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        Server complete = new Server(name, connector);
        complete.setAliases(aliases);
        complete.setUrl(url);
        complete.setVersion(version);
        complete.setAuthentication(authentication);
        complete.setCaCertificate(caCertificate);
        complete.setSkipTlsVerification(skipTlsVerification);
        complete.setAllowHttp(allowHttp);
        complete.setAllowedFolders(allowedFolders);
        complete.setAllowAllFolders(allowAllFolders);
        return complete;
    }

    /**
     * @throws IllegalArgumentException with a sentence, if something is invalid
     * @throws ProblemException likewise
     */
    void validate() {
        names().forEach(ConfigName::check);
        if (connector == null) {
            throw new IllegalArgumentException("The server '" + name + "' has no connector.");
        }
        permissionSet();
        FolderAccess.check(allowedFolders);
        if (isByHand()) {
            if (!url.isEmpty()) {
                ServerSettings.address(url, true);
            }
            return;
        }
        ServerSettings.address(url, allowHttp);
        login();
        if (!caCertificate.isEmpty()) {
            Trust.with(caCertificate);
        }
        connector.validate();
        refuseInFipsMode(skipTlsVerification, allowHttp);
    }

    /** @throws ProblemException in FIPS mode, if certificates or encryption are switched off */
    private static void refuseInFipsMode(boolean skipTlsVerification, boolean allowHttp) {
        if (FIPS140.useCompliantAlgorithms() && (skipTlsVerification || allowHttp)) {
            throw new ProblemException(
                    ConfigProblem.FIPS,
                    "In FIPS mode neither plain http nor unchecked certificates are allowed.",
                    "Switch both off for this server, and give its CA certificate instead.");
        }
    }

    @Override
    public String toString() {
        return "Server " + name + " (" + url + ")";
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Server> {

        @Override
        public String getDisplayName() {
            return Messages.Server_DisplayName();
        }

        /** What there is to choose from. Used by config.jelly. */
        public List<ConnectorDescriptor> getConnectorDescriptors() {
            return ExtensionList.lookup(ConnectorDescriptor.class);
        }

        /** Where among them the one is that has no use for a login. Used by config.jelly. */
        public int getByHandIndex() {
            return getConnectorDescriptors()
                    .indexOf(ExtensionList.lookupSingleton(HandOffConnector.DescriptorImpl.class));
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FieldChecks.of(() -> ConfigName.check(value.trim()));
        }

        @POST
        public FormValidation doCheckAliases(@QueryParameter String value) {
            return FieldChecks.of(() -> NameList.of(List.of(value)).forEach(ConfigName::check));
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowHttp) {
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    ServerSettings.address(value.trim(), allowHttp);
                }
            });
        }

        @POST
        public FormValidation doCheckVersion(@QueryParameter String value) {
            return FieldChecks.of(() -> PermissionSet.ofVersion(value));
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            return FieldChecks.of(() -> {
                if (!value.isBlank()) {
                    Trust.with(value);
                }
            });
        }

        @POST
        public FormValidation doCheckAllowedFolders(@QueryParameter String value) {
            return Checks.folders(value);
        }

        @POST
        public FormValidation doCheckSkipTlsVerification(@QueryParameter boolean value) {
            return FieldChecks.of(() -> refuseInFipsMode(value, false));
        }

        @POST
        public FormValidation doCheckAllowHttp(@QueryParameter boolean value) {
            return FieldChecks.of(() -> refuseInFipsMode(false, value));
        }

        /** Of the saved configuration: nothing that is only typed in is sent anywhere. */
        @POST
        public FormValidation doVerifyServer(@QueryParameter String name) throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormValidation.aggregate(Verification.ofServer(name.trim()));
        }
    }
}
