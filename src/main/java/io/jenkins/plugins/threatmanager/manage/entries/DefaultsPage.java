package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.util.FormApply;
import io.jenkins.plugins.threatmanager.config.Defaults;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.product.ProductDefinition;
import jakarta.servlet.ServletException;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The defaults of steps, and the products besides Threat Manager: {@code threat-manager/defaults}. Made only for those who may read the configuration;
 * administrators alone may change it.
 */
@Restricted(NoExternalUse.class)
public final class DefaultsPage {

    public DefaultsPage() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.DefaultsPage_DisplayName();
    }

    /** With products and defaults in it, and the descriptor of itself. Used by index.jelly. */
    public ThreatManagerConfiguration getConfiguration() {
        return ThreatManagerConfiguration.get();
    }

    /** Whether the current user may change something. Used by index.jelly. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Puts what the form says into the place of the defaults and products: all of it, or nothing. */
    @POST
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        EntryForm.read(() -> {
            Defaults read = request.bindJSON(Defaults.class, form.getJSONObject("defaults"));
            ThreatManagerConfiguration.get()
                    .setDefaults(read, request.bindJSONToList(ProductDefinition.class, form.get("products")));
            return read;
        });
        return FormApply.success(".");
    }
}
