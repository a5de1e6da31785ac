package io.jenkins.plugins.threatmanager.audit;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.transport.AnswerText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A line for each change of the configuration: which fields, by whom. What it was before is kept beside the log, so that
 * an edit of the file by hand shows with the next change, and configuration as code that changes nothing writes nothing.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ConfigurationAudit extends SaveableListener {

    /** A configuration of a package above this one whose changes are written down, too. */
    public interface Audited extends Saveable {}

    private static final Logger LOGGER = Logger.getLogger(ConfigurationAudit.class.getName());

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (!(saved instanceof ThreatManagerConfiguration
                || saved instanceof AuditConfiguration
                || saved instanceof Audited)) {
            return;
        }
        try {
            compare(saved.getClass().getSimpleName(), file);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "A change of the configuration is not in the audit log", e);
        }
    }

    private static synchronized void compare(String name, XmlFile file) throws IOException {
        AuditLog log = AuditLog.get();
        Path kept =
                Jenkins.get().getRootDir().toPath().resolve(AuditLog.DIRECTORY).resolve("last-" + name + ".xml");
        String now = file.asString();
        String then = read(kept);
        Map<String, String> before = ConfigurationFields.of(then);
        Map<String, String> after = ConfigurationFields.of(now);
        TreeSet<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        fields.removeIf(field -> Objects.equals(before.get(field), after.get(field)));
        if (fields.isEmpty()) {
            return;
        }
        before.keySet().retainAll(fields);
        after.keySet().retainAll(fields);
        boolean written = log.note(AuditLine.note(
                        log.clock().instant(),
                        AuditPhase.CONFIGURATION,
                        AuditOrigin.ofPage(Messages.ConfigurationAudit_Operation()),
                        "",
                        List.of(),
                        "change configuration",
                        "")
                .before(new LinkedHashMap<>(before))
                .after(new LinkedHashMap<>(after)));
        if (written) {
            Files.writeString(kept, now, StandardCharsets.UTF_8);
        }
    }

    private static String read(Path kept) throws IOException {
        try {
            return AnswerText.ours(Files.readAllBytes(kept));
        } catch (NoSuchFileException first) {
            return "";
        }
    }
}
