package io.jenkins.plugins.threatmanager.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.Guid;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An app registration that trusts tokens of another issuer: no secret of Entra is kept in Jenkins. */
public final class WorkloadIdentityAuthentication extends TenantAuthentication {

    private final String clientId;
    private String credentialsId = "";
    private String federationFile = "";

    /** @param clientId application (client) ID, a GUID */
    @DataBoundConstructor
    public WorkloadIdentityAuthentication(String clientId) {
        this.clientId = Util.fixNull(clientId).trim();
    }

    public String getClientId() {
        return clientId;
    }

    @Override
    String clientId() {
        return clientId;
    }

    /** Of a "Secret text" or OpenID Connect id token in the root store that gives the issuer's token; empty for a file. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** File on the controller with the issuer's token, read each time; empty for a credential. */
    public String getTokenFile() {
        return federationFile;
    }

    @DataBoundSetter
    public void setTokenFile(String tokenFile) {
        this.federationFile = Util.fixNull(tokenFile).trim();
    }

    /** An edited file may lack elements: as if the form had left them empty. */
    private Object readResolve() {
        WorkloadIdentityAuthentication complete = new WorkloadIdentityAuthentication(clientId);
        complete.setCredentialsId(credentialsId);
        complete.setTokenFile(federationFile);
        return complete;
    }

    @Override
    void validate() {
        Guid.check("The client ID", clientId);
        if (credentialsId.isEmpty() == federationFile.isEmpty()) {
            throw new IllegalArgumentException("Give either a credential or a file with the federated token.");
        }
        if (!federationFile.isEmpty()) {
            ControllerFile.check(federationFile);
        }
    }

    @Override
    List<String> warnings() {
        return credentialsId.isEmpty()
                ? List.of()
                : AdministratorCredentials.warnings(credentialsId, StringCredentials.class);
    }

    @Override
    BootstrapIdentity identity(@CheckForNull Run<?, ?> run) {
        if (!federationFile.isEmpty()) {
            // Read again for each token; once now, because here it is said what is wrong with it.
            ControllerFile.read(federationFile);
            return BootstrapIdentity.WorkloadIdentity.fromFile(clientId, Path.of(federationFile));
        }
        // Not asked for in the context of the build: the OpenID Connect provider plugin would give its token the job as
        // its subject, and Entra would take it neither there nor in the watch.
        StringCredentials token = AdministratorCredentials.find(credentialsId, StringCredentials.class, run);
        return new BootstrapIdentity.WorkloadIdentity(clientId, () -> text(credentialsId, token));
    }

    /** A credential that makes its token when it is asked may fail at that. */
    private static String text(String credentialsId, StringCredentials token) {
        Secret secret;
        try {
            secret = token.getSecret();
        } catch (RuntimeException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ProblemException(
                    ConfigProblem.CREDENTIAL_UNUSABLE,
                    "The credential '" + credentialsId + "' gives no token: \"" + RemoteText.line(why, 200) + "\".",
                    "Let an administrator correct it, or what it makes the token of: for an OpenID Connect id token,"
                            + " the Jenkins URL under Manage Jenkins, System, and the claim templates under Security.");
        }
        return AdministratorCredentials.reveal(credentialsId, secret).reveal().strip();
    }

    @Extension
    @Symbol("workloadIdentity")
    public static final class DescriptorImpl extends TenantAuthenticationDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.WorkloadIdentityAuthentication_DisplayName();
        }

        @POST
        public FormValidation doCheckClientId(@QueryParameter String value) {
            return FieldChecks.of(() -> Guid.check("The client ID", value.trim()));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StringCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return value.isBlank()
                    ? FormValidation.ok()
                    : AdministratorCredentials.check(value, StringCredentials.class);
        }

        @POST
        public FormValidation doCheckTokenFile(@QueryParameter String value, @QueryParameter String credentialsId) {
            return FieldChecks.of(() -> {
                if (value.isBlank() == credentialsId.isBlank()) {
                    throw new IllegalArgumentException("Give either a credential or a file with the federated token.");
                }
                if (!value.isBlank()) {
                    ControllerFile.read(value.trim());
                }
            });
        }
    }
}
