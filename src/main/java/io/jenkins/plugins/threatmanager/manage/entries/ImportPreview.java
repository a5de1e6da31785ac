package io.jenkins.plugins.threatmanager.manage.entries;

import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.manage.exchange.EntryTree;
import io.jenkins.plugins.threatmanager.manage.exchange.ImportPlan;
import io.jenkins.plugins.threatmanager.manage.exchange.ImportRow;
import io.jenkins.plugins.threatmanager.manage.exchange.ImportText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What an import would do to the list of tenants as it is now. Made by {@link ImportPage}, for administrators. */
@Restricted(NoExternalUse.class)
public final class ImportPreview {

    /** More rows are counted, and not shown: those that are refused come first. */
    static final int SHOWN = 500;

    private final String text;
    private final ImportText read;
    private final ImportPlan<Tenant> plan;
    private final String digest;
    private final boolean outdated;

    private ImportPreview(String text, ImportText read, ImportPlan<Tenant> plan, String digest, boolean outdated) {
        this.text = text;
        this.read = read;
        this.plan = plan;
        this.digest = digest;
        this.outdated = outdated;
    }

    /**
     * @param expected digest of the preview that was confirmed; empty for the first one
     * @throws IllegalArgumentException with a sentence, if the text cannot be understood
     */
    static ImportPreview of(String text, String expected) {
        String list = Jenkins.XSTREAM2.toXML(ThreatManagerConfiguration.get().getTenants());
        String digest = digest(text, list);
        ImportText read = ImportText.of(text);
        ImportPlan<Tenant> plan = ImportPlan.of(read, new Tenants());
        return new ImportPreview(text, read, plan, digest, !expected.isEmpty() && !expected.equals(digest));
    }

    /** Of what decides over the plan. */
    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.replace("\r\n", "\n").strip().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JVM has no SHA-256.", e);
        }
    }

    /** Used by index.jelly. */
    public String getDisplayName() {
        return Messages.ImportPreview_DisplayName();
    }

    /** The file itself. Used by index.jelly. */
    public String getText() {
        return text;
    }

    /** Of the file and of the list. Used by index.jelly. */
    public String getDigest() {
        return digest;
    }

    /** Whether the list has changed since the preview that was confirmed. Used by index.jelly. */
    public boolean isOutdated() {
        return outdated;
    }

    /** What of the file is left alone. Used by index.jelly. */
    public List<String> getRemarks() {
        return read.remarks();
    }

    /** Those that are refused first, then those that change something. Used by index.jelly. */
    public List<ImportRow> getRows() {
        return plan.rows().stream()
                .sorted(Comparator.comparing(ImportRow::kind))
                .limit(SHOWN)
                .toList();
    }

    /** How many rows are not shown. Used by index.jelly. */
    public int getHidden() {
        return Math.max(0, plan.rows().size() - SHOWN);
    }

    /** Used by index.jelly. */
    public int getRefused() {
        return plan.count(ImportRow.Kind.REFUSED);
    }

    /** Used by index.jelly. */
    public int getAdded() {
        return plan.count(ImportRow.Kind.ADDED);
    }

    /** Used by index.jelly. */
    public int getChanged() {
        return plan.count(ImportRow.Kind.CHANGED);
    }

    /** Used by index.jelly. */
    public int getUnchanged() {
        return plan.count(ImportRow.Kind.UNCHANGED);
    }

    /** Whether there is something to import, and nothing against it. Used by index.jelly. */
    public boolean isPossible() {
        return !plan.changes().isEmpty();
    }

    /** Used by index.jelly. */
    public String kind(ImportRow row) {
        return switch (row.kind()) {
            case REFUSED -> Messages.ImportPreview_Refused();
            case ADDED -> Messages.ImportPreview_Added();
            case CHANGED -> Messages.ImportPreview_Changed();
            case UNCHANGED -> Messages.ImportPreview_Unchanged();
        };
    }

    List<EntryChange<Tenant>> changes() {
        return plan.changes();
    }

    /** The tenants of the configuration. */
    private static final class Tenants implements ImportPlan.Target<Tenant> {

        private final TenantKind kind = new TenantKind();

        @Override
        public List<Tenant> all() {
            return kind.all();
        }

        @Override
        public Map<String, Object> tree(Tenant tenant) {
            return EntryTree.of(tenant);
        }

        @Override
        public Tenant make(Map<String, Object> tree) {
            return EntryTree.make(Tenant.class, tree);
        }

        @Override
        public List<Tenant> after(EntryChange<Tenant> change, List<Tenant> list) {
            return ThreatManagerConfiguration.after(change, list);
        }

        @Override
        public Optional<String> obstacle(Tenant before, Tenant after) {
            return kind.obstacle(before, Optional.of(after));
        }
    }
}
