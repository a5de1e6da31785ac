package io.jenkins.plugins.threatmanager.audit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.config.named.FormMistake;
import java.io.IOException;
import java.time.Duration;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** Settings of the audit log: when a file is closed, how many are kept, and where else lines go. */
@Extension
@Symbol("threatManagerAudit")
public final class AuditConfiguration extends GlobalConfiguration {

    /** Megabytes of a file by default. */
    public static final int DEFAULT_SIZE = 10;

    /** Days that a file is written to by default. */
    public static final int DEFAULT_DAYS = 30;

    /** Closed files that are kept by default: ten years of monthly ones. */
    public static final int DEFAULT_KEPT = 120;

    private static final int LARGEST_SIZE = 1000;
    private static final int LARGEST = 10_000;
    private static final long MEGABYTE = 1024L * 1024;

    private int fileMegabytes = DEFAULT_SIZE;
    private int fileDays = DEFAULT_DAYS;
    private int keptFiles = DEFAULT_KEPT;

    @CheckForNull
    private SyslogServer syslog;

    public AuditConfiguration() {
        load();
    }

    public static AuditConfiguration get() {
        return ExtensionList.lookupSingleton(AuditConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.AuditConfiguration_DisplayName();
    }

    /** Administrators alone, as for tenants and servers. */
    @Override
    public Permission getRequiredGlobalConfigPagePermission() {
        return Jenkins.ADMINISTER;
    }

    /** Size from which on the next line begins another file. */
    public int getFileMegabytes() {
        return fileMegabytes;
    }

    /** Less than one counts as one, as for the others. */
    @DataBoundSetter
    public void setFileMegabytes(int fileMegabytes) {
        this.fileMegabytes = within(fileMegabytes, LARGEST_SIZE);
        save();
    }

    /** Days after which the next line begins another file. */
    public int getFileDays() {
        return fileDays;
    }

    @DataBoundSetter
    public void setFileDays(int fileDays) {
        this.fileDays = within(fileDays, LARGEST);
        save();
    }

    /** How many closed files are kept; the oldest go first. */
    public int getKeptFiles() {
        return keptFiles;
    }

    @DataBoundSetter
    public void setKeptFiles(int keptFiles) {
        this.keptFiles = within(keptFiles, LARGEST);
        save();
    }

    /** Where lines go as well; none by default. */
    @CheckForNull
    public SyslogServer getSyslog() {
        return syslog;
    }

    /** @throws IllegalArgumentException with a sentence, if something in it is invalid */
    @DataBoundSetter
    public void setSyslog(@CheckForNull SyslogServer syslog) {
        if (syslog != null) {
            syslog.validate();
        }
        this.syslog = syslog;
        save();
    }

    /** All of the form at once; an optional part that is not in it is switched off. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        int[] before = {fileMegabytes, fileDays, keptFiles};
        SyslogServer syslogBefore = syslog;
        try (BulkChange all = new BulkChange(this)) {
            if (!form.has("syslog")) {
                syslog = null;
            }
            request.bindJSON(this, form);
            all.commit();
        } catch (IOException e) {
            throw new FormException(String.valueOf(e.getMessage()), e, "threatManagerAudit");
        } catch (RuntimeException e) {
            // Not by reading the file again: there may be none yet.
            fileMegabytes = before[0];
            fileDays = before[1];
            keptFiles = before[2];
            syslog = syslogBefore;
            throw new FormException(FormMistake.sentence(e, e.toString()), e, "threatManagerAudit");
        }
        return true;
    }

    /** An edited file may say anything. */
    Retention retention() {
        return new Retention(
                within(fileMegabytes, LARGEST_SIZE) * MEGABYTE,
                Duration.ofDays(within(fileDays, LARGEST)),
                within(keptFiles, LARGEST));
    }

    private static int within(int value, int most) {
        return Math.max(1, Math.min(most, value));
    }
}
