package io.jenkins.plugins.threatmanager.monitor.notification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Mail through the Mailer plugin, where that is installed. */
public final class MailNotifier extends FindingNotifier {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s,@<>\"\\p{Cntrl}]+@[^\\s,@<>\"\\p{Cntrl}]+");
    private static final int MOST = 50;

    private final String recipients;

    /** @param recipients addresses, parted by blanks or commas */
    @DataBoundConstructor
    public MailNotifier(String recipients) {
        this.recipients = String.join(" ", addresses(Util.fixNull(recipients)));
    }

    private static List<String> addresses(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(each -> !each.isEmpty()).toList();
    }

    /** Addresses, parted by blanks. */
    public String getRecipients() {
        return recipients;
    }

    @Override
    public String getTarget() {
        return Messages.MailNotifier_Target(recipients);
    }

    @Override
    protected String address() {
        return recipients;
    }

    /** Fills in defaults for elements missing from the XML. */
    private Object readResolve() {
        MailNotifier complete = new MailNotifier(recipients);
        complete.setDelivery(getDelivery());
        return complete;
    }

    @Override
    protected void validate() {
        List<String> addresses = addresses(recipients);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("The mail notification has no recipient.");
        }
        if (addresses.size() > MOST) {
            throw new IllegalArgumentException("There are more than " + MOST + " recipients: use a distribution list.");
        }
        for (String address : addresses) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("'" + address + "' is not an e-mail address.");
            }
        }
    }

    @Override
    public void send(FindingEvent event) {
        if (getDescriptor() == null) {
            throw NotificationProblem.INVALID.failure("The Mailer plugin is not installed.", "Install it.");
        }
        MailSending.send(MailText.of(event, dashboard(Jenkins.get().getRootUrl())), recipients);
    }

    /** @return empty if the address of the controller is not configured */
    static String dashboard(@CheckForNull String rootUrl) {
        return rootUrl == null || rootUrl.isEmpty() ? "" : rootUrl + "threat-manager/";
    }

    @OptionalExtension(requirePlugins = "mailer")
    @Symbol("mail")
    public static final class DescriptorImpl extends NotifierDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.MailNotifier_DisplayName();
        }

        @POST
        public FormValidation doCheckRecipients(@QueryParameter String value) {
            return FieldChecks.of(new MailNotifier(value)::validate);
        }

        @POST
        public FormValidation doSendTest(@QueryParameter String recipients) throws InterruptedException {
            return NotifierChecks.test(MailNotifier.class, new MailNotifier(recipients).address());
        }
    }
}
