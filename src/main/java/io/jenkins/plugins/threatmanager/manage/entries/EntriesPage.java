package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.config.named.Named;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * One of the two lists: a table with search, and the form for another entry. Made only for those who may read the
 * configuration; administrators alone may change it.
 *
 * @param <T> what the list has
 */
@Restricted(NoExternalUse.class)
public abstract class EntriesPage<T extends Describable<T> & Named> {

    private final EntryKind<T> kind;

    EntriesPage(EntryKind<T> kind) {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        this.kind = kind;
    }

    /** Headings of the columns, that of the name first. Used by index.jelly. */
    public abstract List<String> getTitles();

    /** Used by index.jelly. */
    public String getDisplayName() {
        return kind.title();
    }

    /** Below the address of the plugin. Used by index.jelly. */
    public String getUrl() {
        return kind.url();
    }

    /** Whether the current user may change something. Used by index.jelly. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Used by index.jelly, with what the address says; null for what it does not. */
    public EntryTable table(
            @CheckForNull String text,
            @CheckForNull String column,
            @CheckForNull String order,
            @CheckForNull String page) {
        EntryQuery query = EntryQuery.of(text, column, order, page, getTitles().size());
        return new EntryTable(kind.all().stream().map(kind::row).toList(), query);
    }

    /** The page of one entry: {@code entry/contoso}, also by an alias; none if there is no such entry. */
    @CheckForNull
    public EntryPage<T> getEntry(String name) {
        return Named.find(kind.all(), name)
                .map(entry -> new EntryPage<>(kind, entry, name))
                .orElse(null);
    }

    /** Whether there is a page to import entries. Used by index.jelly. */
    public boolean isImportable() {
        return false;
    }

    /** Verifies all of them, for administrators. */
    public VerifyPage<T> getVerify() {
        return new VerifyPage<>(kind);
    }

    /** All of them, for configuration as code, as a file. */
    public void doExport(StaplerResponse2 response) throws IOException {
        kind.export(kind.all(), "threat-manager-" + kind.url(), response);
    }

    /** Used by new.jelly. */
    public Descriptor<?> getDescriptor() {
        return kind.descriptor();
    }

    /** Which folders had moved or gone when the form was opened. Used by new.jelly. */
    public int getFoldersAsOf() {
        return ThreatManagerConfiguration.get().getFoldersAsOf();
    }

    /**
     * What the form for another entry begins with: what another one says, without its name.
     *
     * @param name of the other one; none, or one that is not there, for an empty form
     */
    @CheckForNull
    public T template(@CheckForNull String name) {
        return name == null ? null : kind.named(name).map(this::withoutName).orElse(null);
    }

    /** By way of the file, as Jenkins copies jobs: so that nothing is forgotten, and nothing is shared. */
    private T withoutName(T entry) {
        Matcher name = Pattern.compile("<name>[^<]*</name>").matcher(Jenkins.XSTREAM2.toXML(entry));
        T copy = kind.type().cast(Jenkins.XSTREAM2.fromXML(name.replaceFirst("<name></name>")));
        copy.setAliases(List.of());
        return copy;
    }

    /** Adds what the form says. */
    @POST
    public HttpResponse doCreate(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject form = request.getSubmittedForm();
        T entry = EntryForm.read(() -> {
            T read = request.bindJSON(kind.type(), form);
            kind.change(EntryChange.added(read, form.optString("copied"), form.optInt("foldersAsOf")));
            return read;
        });
        return HttpResponses.redirectViaContextPath("threat-manager/" + kind.url() + "/entry/" + entry.getName() + "/");
    }
}
