package io.jenkins.plugins.threatmanager.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which operation ran last for each tenant, server and credential, and what it saw. An index for pages, and no state of
 * the engine: operations read the truth from Entra, Jenkins and Threat Manager, and never from here. Lose the file, and
 * nothing is lost but what the pages say until the jobs have run again.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class Ledger {

    /** More would be the names of jobs and folders that were renamed again and again. */
    static final int LIMIT = 5000;

    private final RecordFile<LedgerEntry> file = new RecordFile<>(Ledger.class, LedgerEntry.class);
    private final Map<LedgerKey, LedgerEntry> entries = new LinkedHashMap<>();

    /** Operations that ended since the controller started; kept in no file. */
    private final Map<Ended, Long> ended =
            new TreeMap<>(Comparator.comparing(Ended::operation).thenComparing(Ended::end));

    /**
     * How an operation ended.
     *
     * @param operation its display name
     */
    public record Ended(String operation, OperationRecord.End end) {}

    public Ledger() {
        file.read().stream().filter(LedgerEntry::isComplete).forEach(entry -> entries.put(entry.key(), entry));
    }

    /** The one ledger of this controller. */
    public static Ledger get() {
        return ExtensionList.lookupSingleton(Ledger.class);
    }

    /** All entries, those written longest ago first. */
    public synchronized List<LedgerEntry> entries() {
        if (bringUpToDate(ThreatManagerConfiguration.get().currentNames())) {
            file.write(new ArrayList<>(entries.values()));
        }
        return new ArrayList<>(entries.values());
    }

    /** What was written under a name that is an alias by now counts for the entry of the configuration that has it. */
    private boolean bringUpToDate(CurrentNames names) {
        if (entries.keySet().stream().allMatch(key -> key.in(names).equals(key))) {
            return false;
        }
        List<LedgerEntry> current = in(names, entries.values());
        entries.clear();
        current.forEach(entry -> entries.put(entry.key(), entry));
        return true;
    }

    /**
     * Entries with what tenants and servers are called by now, one for each key. Pure.
     *
     * @param written those written longest ago first
     */
    static List<LedgerEntry> in(CurrentNames names, Collection<LedgerEntry> written) {
        Map<LedgerKey, LedgerEntry> current = new LinkedHashMap<>();
        for (LedgerEntry entry : written) {
            LedgerEntry now = entry.in(names);
            LedgerEntry before = current.remove(now.key());
            current.put(now.key(), before == null ? now : now.after(before));
        }
        return List.copyOf(current.values());
    }

    synchronized void count(String operation, OperationRecord.End end) {
        ended.merge(new Ended(operation, end), 1L, Long::sum);
    }

    /** How many operations ended since the controller started, by what they were and how they ended. */
    public synchronized Map<Ended, Long> ended() {
        return new LinkedHashMap<>(ended);
    }

    /** Replaces the entry of that key, or adds it, and saves. */
    synchronized void update(LedgerKey written, String domain, UnaryOperator<LedgerEntry> change) {
        CurrentNames names = ThreatManagerConfiguration.get().currentNames();
        bringUpToDate(names);
        LedgerKey key = written.in(names);
        LedgerEntry before = entries.remove(key);
        entries.put(key, change.apply(before == null ? new LedgerEntry(key, domain) : before));
        trim(entries);
        file.write(new ArrayList<>(entries.values()));
    }

    /** Forgets what was written longest ago. */
    static <K, V> void trim(Map<K, V> entries) {
        while (entries.size() > LIMIT) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
