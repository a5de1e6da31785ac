package io.jenkins.plugins.threatmanager.manage;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.audit.AuditLog;
import io.jenkins.plugins.threatmanager.audit.AuditSearch;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** The audit log, to search and to download: {@code threat-manager/audit}. Made only for those who may read it. */
@Restricted(NoExternalUse.class)
public final class AuditPage {

    /** What it takes to read the audit log. */
    static final Permission READ = Jenkins.ADMINISTER;

    AuditPage() {
        Jenkins.get().checkPermission(READ);
    }

    static boolean mayRead() {
        return Jenkins.get().hasPermission(READ);
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.AuditPage_DisplayName();
    }

    /** Used by index.jelly, with what the form says; null for what it does not. */
    public AuditSearch search(
            @CheckForNull String text,
            @CheckForNull String tenant,
            @CheckForNull String from,
            @CheckForNull String to,
            @CheckForNull String next)
            throws IOException {
        return AuditLog.get().search(text, tenant, from, to, next);
    }

    /** Names of the files, newest first. Used by index.jelly. */
    public List<String> getFiles() throws IOException {
        return AuditLog.get().files().stream()
                .map(file -> Objects.toString(file.getFileName(), ""))
                .toList();
    }

    /** Sentences about destinations that do not take everything. Used by index.jelly. */
    public List<String> getBacklog() {
        return AuditLog.get().backlog();
    }

    /** One of the files, as it is now: {@code download?file=audit.jsonl}. Reads only, so that a link is enough. */
    public void doDownload(StaplerRequest2 request, StaplerResponse2 response, @QueryParameter String file)
            throws IOException, ServletException {
        Jenkins.get().checkPermission(READ);
        Optional<Path> found = AuditLog.get().file(file);
        if (found.isEmpty()) {
            throw HttpResponses.notFound();
        }
        // A line that is appended meanwhile is not in the length that was promised.
        long length = Files.size(found.get());
        try (InputStream content = new FirstBytes(Files.newInputStream(found.get()), length)) {
            response.serveFile(request, content, 0, length, "mime-type:application/x-ndjson");
        }
    }
}
