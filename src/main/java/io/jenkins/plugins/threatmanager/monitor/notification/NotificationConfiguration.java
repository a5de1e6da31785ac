package io.jenkins.plugins.threatmanager.monitor.notification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.security.Permission;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.audit.ConfigurationAudit;
import io.jenkins.plugins.threatmanager.config.named.FieldChecks;
import io.jenkins.plugins.threatmanager.config.named.FormMistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Who is told of findings: Manage Jenkins, System, Threat Manager notifications; the same as code. */
@Extension
@Symbol("threatManagerNotifications")
public final class NotificationConfiguration extends GlobalConfiguration implements ConfigurationAudit.Audited {

    private volatile List<FindingNotifier> notifiers = new ArrayList<>();
    private volatile String digestTime = DigestTime.SPREAD;

    public NotificationConfiguration() {
        load();
        notifiers = notifiers == null ? new ArrayList<>() : notifiers;
        digestTime = Util.fixEmptyAndTrim(digestTime) == null ? DigestTime.SPREAD : digestTime;
    }

    public static NotificationConfiguration get() {
        return ExtensionList.lookupSingleton(NotificationConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.NotificationConfiguration_DisplayName();
    }

    /** Administrators alone: who is told of findings learns the names of tenants, folders and credentials. */
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return Jenkins.ADMINISTER;
    }

    /** Those whose plugin is installed. */
    public List<FindingNotifier> getNotifiers() {
        return notifiers.stream()
                .filter(notifier -> notifier != null && notifier.getDescriptor() != null)
                .toList();
    }

    /** @throws IllegalArgumentException if one is invalid, or the same receiver is there twice; nothing is changed then */
    @DataBoundSetter
    public void setNotifiers(@CheckForNull List<FindingNotifier> notifiers) {
        List<FindingNotifier> fresh = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (FindingNotifier notifier : notifiers == null ? List.<FindingNotifier>of() : notifiers) {
            notifier.validate();
            if (!keys.add(Notifications.key(notifier))) {
                throw new IllegalArgumentException(
                        "There are two notifications for the same receiver: " + notifier.getTarget() + ".");
            }
            fresh.add(notifier);
        }
        this.notifiers = fresh;
        save();
    }

    /** {@code H}, or hours and minutes in the time zone of the controller. */
    public String getDigestTime() {
        return digestTime;
    }

    /** @throws IllegalArgumentException if it is neither */
    @DataBoundSetter
    public void setDigestTime(@CheckForNull String digestTime) {
        String fresh = Util.fixNull(digestTime).trim();
        fresh = fresh.isEmpty() ? DigestTime.SPREAD : fresh;
        DigestTime.parse(fresh, "");
        this.digestTime = fresh;
        save();
    }

    /** Of an edited file, the default where it cannot be read: a digest that never comes is worse than one at 6. */
    DigestTime digestTime(String receiver) {
        try {
            return DigestTime.parse(digestTime, receiver);
        } catch (IllegalArgumentException edited) {
            return DigestTime.parse(DigestTime.SPREAD, receiver);
        }
    }

    /** All of the form or nothing; a list that is not in it is empty. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        List<FindingNotifier> notifiersBefore = notifiers;
        String digestTimeBefore = digestTime;
        try (BulkChange all = new BulkChange(this)) {
            if (!form.has("notifiers")) {
                setNotifiers(List.of());
            }
            request.bindJSON(this, form);
            all.commit();
        } catch (IOException e) {
            throw new FormException(String.valueOf(e.getMessage()), e, "threatManagerNotifications");
        } catch (RuntimeException e) {
            // Not by reading the file again: there may be none yet.
            notifiers = notifiersBefore;
            digestTime = digestTimeBefore;
            throw new FormException(FormMistake.sentence(e, e.toString()), e, "threatManagerNotifications");
        }
        return true;
    }

    @POST
    public FormValidation doCheckDigestTime(@QueryParameter String value) {
        return FieldChecks.of(() -> {
            if (!value.isBlank()) {
                DigestTime.parse(value.trim(), "");
            }
        });
    }
}
