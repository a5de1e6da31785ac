package io.jenkins.plugins.threatmanager.manage.entries;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormApply;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * One entry of a list: its form, with what else can be done with it. Made by {@link EntriesPage}, only for those who may
 * read the configuration; administrators alone may change it.
 *
 * @param <T> what the list has
 */
@Restricted(NoExternalUse.class)
public final class EntryPage<T extends Describable<T> & Named> {

    private final EntryKind<T> kind;
    private final T entry;
    private final String asked;

    /** @param asked what the address calls it: a form that was opened before somebody renamed it is refused */
    EntryPage(EntryKind<T> kind, T entry, String asked) {
        this.kind = kind;
        this.entry = entry;
        this.asked = asked;
    }

    /** Name of the entry. Used by index.jelly. */
    public String getDisplayName() {
        return entry.getName();
    }

    /** Name of the list. Used by index.jelly. */
    public String getListName() {
        return kind.title();
    }

    /** Of the list, below the address of the plugin. Used by index.jelly. */
    public String getListUrl() {
        return kind.url();
    }

    /** Used by index.jelly. */
    public T getEntry() {
        return entry;
    }

    /** Used by index.jelly. */
    public Descriptor<?> getDescriptor() {
        return kind.descriptor();
    }

    /** Which folders had moved or gone when the form was opened. Used by index.jelly. */
    public int getFoldersAsOf() {
        return ThreatManagerConfiguration.get().getFoldersAsOf();
    }

    /** Jobs that used it, as far as the current user may see them. Used by index.jelly. */
    public List<EntryUser> getUsers() {
        return EntryUser.of(key -> kind.isAbout(key, entry));
    }

    /** It alone, for configuration as code, as a file. */
    public void doExport(StaplerResponse2 response) throws IOException {
        kind.export(List.of(entry), entry.getName(), response);
    }

    /** Whether the current user may change something. Used by index.jelly. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Puts what the form says into the place of the entry. */
    @POST
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        T saved = EntryForm.read(() -> {
            T read = request.bindJSON(kind.type(), form);
            kind.change(EntryChange.replaced(asked, read, form.optInt("foldersAsOf")));
            return read;
        });
        return FormApply.success("../" + saved.getName() + "/");
    }

    /** Removes the entry, unless something needs it. */
    @POST
    public HttpResponse doDelete() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        EntryForm.read(() -> {
            kind.change(EntryChange.removed(asked));
            return entry;
        });
        return HttpResponses.redirectViaContextPath("threat-manager/" + kind.url() + "/");
    }
}
