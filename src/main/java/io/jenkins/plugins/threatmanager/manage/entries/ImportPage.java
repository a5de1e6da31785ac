package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Failure;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.manage.exchange.ImportText;
import io.jenkins.plugins.threatmanager.transport.TextDecoder;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.apache.commons.fileupload2.core.FileItem;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Many tenants from a file: {@code threat-manager/tenants/import}. Made only for administrators. Nothing is kept between
 * preview and import: the preview has the file's text, and what the list was like.
 */
@Restricted(NoExternalUse.class)
public final class ImportPage {

    private static final String FILE = "file";
    private static final String TEXT = "text";

    ImportPage() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.ImportPage_DisplayName();
    }

    /** Says what the file would do; changes nothing. */
    @POST
    public HttpResponse doPreview(StaplerRequest2 request) throws ServletException, IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        String uploaded = uploaded(request, form.optString(FILE));
        String text = uploaded.isBlank() ? form.optString(TEXT) : uploaded;
        ImportPreview preview = EntryForm.read(() -> ImportPreview.of(text, ""));
        return HttpResponses.forwardToView(preview, "index");
    }

    /** Does what the preview said: all of it, or nothing; shows another preview if that would be something else by now. */
    @POST
    public HttpResponse doApply(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        String text = form.optString(TEXT);
        String digest = form.optString("digest");
        synchronized (ThreatManagerConfiguration.get()) {
            ImportPreview preview = EntryForm.read(() -> ImportPreview.of(text, digest));
            List<EntryChange<Tenant>> changes = preview.changes();
            if (preview.isOutdated() || changes.isEmpty()) {
                return HttpResponses.forwardToView(preview, "index");
            }
            EntryForm.read(() -> {
                ThreatManagerConfiguration.get().changeTenants(changes);
                return changes;
            });
        }
        return HttpResponses.redirectViaContextPath("threat-manager/tenants/");
    }

    /**
     * @param name what Jenkins' form script calls the file
     * @return empty if none was chosen
     */
    private static String uploaded(StaplerRequest2 request, String name) throws ServletException, IOException {
        String type = request.getContentType();
        FileItem item = type != null && type.startsWith("multipart/") ? request.getFileItem2(name) : null;
        if (item == null) {
            return "";
        }
        if (item.getSize() > 2L * ImportText.LONGEST) {
            throw new Failure(ImportText.tooLong().getMessage());
        }
        try {
            return TextDecoder.text(item.get());
        } catch (IOException e) {
            throw new Failure(Messages.ImportPage_NoText(e.getMessage()));
        }
    }
}
