package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Descriptor;
import hudson.util.FormApply;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import jakarta.servlet.ServletException;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The defaults of steps: {@code threat-manager/defaults}. Made only for those who may read the configuration;
 * administrators alone may change it.
 */
public final class DefaultsPage {

    public DefaultsPage() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.DefaultsPage_DisplayName();
    }

    /** Used by index.jelly. */
    public Defaults getDefaults() {
        return ThreatManagerConfiguration.get().getDefaults();
    }

    /** Used by index.jelly. */
    public Descriptor<?> getDescriptor() {
        return Jenkins.get().getDescriptorOrDie(Defaults.class);
    }

    /** Whether the current user may change something. Used by index.jelly. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Puts what the form says into the place of the defaults. */
    @POST
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        EntryForm.read(() -> {
            Defaults read = request.bindJSON(Defaults.class, form);
            ThreatManagerConfiguration.get().setDefaults(read);
            return read;
        });
        return FormApply.success(".");
    }
}
