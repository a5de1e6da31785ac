package io.jenkins.plugins.threatmanager.monitor.notification;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.config.AdministratorCredentials;
import io.jenkins.plugins.threatmanager.config.Connections;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.Trust;
import java.time.Clock;
import jenkins.model.Jenkins;
import jenkins.security.FIPS140;
import okhttp3.HttpUrl;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Posts JSON to an address, signed with a key that the receiver knows. */
public final class WebhookNotifier extends FindingNotifier {

    private final String url;
    private final String credentialsId;
    private String caCertificate = "";
    private boolean allowHttp;

    /**
     * @param url where to, by https
     * @param credentialsId of a "Secret text" in the root store: the key of the signature
     */
    @DataBoundConstructor
    public WebhookNotifier(String url, String credentialsId) {
        this.url = Util.fixNull(url).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Certificates in PEM form to trust besides the JVM's; empty for none. */
    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Util.fixNull(caCertificate).trim();
    }

    /** Whether plain http is accepted. */
    public boolean isAllowHttp() {
        return allowHttp;
    }

    @DataBoundSetter
    public void setAllowHttp(boolean allowHttp) {
        this.allowHttp = allowHttp;
    }

    /** The host alone: paths of webhooks are often meant for the receiver only. */
    @Override
    public String getTarget() {
        HttpUrl read = HttpUrl.parse(url);
        return Messages.WebhookNotifier_Target(read == null ? "?" : read.host());
    }

    @Override
    protected String address() {
        return url;
    }

    /** Fills in defaults for elements missing from the XML. */
    private Object readResolve() {
        WebhookNotifier complete = new WebhookNotifier(url, credentialsId);
        complete.setCaCertificate(caCertificate);
        complete.setAllowHttp(allowHttp);
        complete.setDelivery(getDelivery());
        return complete;
    }

    @Override
    protected void validate() {
        WebhookAddress.parse(url, allowHttp);
        AdministratorCredentials.requireChosen(credentialsId);
        if (!caCertificate.isEmpty()) {
            Trust.with(caCertificate);
        }
        refuseInFipsMode(allowHttp);
    }

    private static void refuseInFipsMode(boolean allowHttp) {
        if (FIPS140.useCompliantAlgorithms() && allowHttp) {
            throw new IllegalArgumentException("In FIPS mode plain http is not allowed.");
        }
    }

    @Override
    public void send(FindingEvent event) {
        try {
            validate();
            SecretText key = AdministratorCredentials.text(credentialsId, null);
            Trust trust = caCertificate.isEmpty() ? null : Trust.with(caCertificate);
            byte[] body = WebhookBody.of(event, Util.fixNull(Jenkins.get().getRootUrl()));
            new WebhookSender(Connections.http(), trust, Clock.systemUTC())
                    .send(WebhookAddress.parse(url, allowHttp), body, key);
        } catch (IllegalArgumentException edited) {
            throw NotificationProblem.INVALID.failure(
                    edited.getMessage(), "Correct it under Manage Jenkins, System, Threat Manager notifications.");
        }
    }

    @Extension
    @Symbol("webhook")
    public static final class DescriptorImpl extends NotifierDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.WebhookNotifier_DisplayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter boolean allowHttp) {
            return FieldChecks.of(() -> WebhookAddress.parse(value.trim(), allowHttp));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return AdministratorCredentials.items(credentialsId, StringCredentials.class);
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            return AdministratorCredentials.check(value, StringCredentials.class);
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
        public FormValidation doCheckAllowHttp(@QueryParameter boolean value) {
            return FieldChecks.of(() -> refuseInFipsMode(value));
        }

        @POST
        public FormValidation doSendTest(@QueryParameter String url) throws InterruptedException {
            return NotifierChecks.test(WebhookNotifier.class, Util.fixNull(url).trim());
        }
    }
}
