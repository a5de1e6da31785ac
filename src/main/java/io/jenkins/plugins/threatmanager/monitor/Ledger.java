package io.jenkins.plugins.threatmanager.monitor;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.ArrayList;
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
        return new ArrayList<>(entries.values());
    }

    synchronized void count(String operation, OperationRecord.End end) {
        ended.merge(new Ended(operation, end), 1L, Long::sum);
    }

    /** How many operations ended since the controller started, by what they were and how they ended. */
    public synchronized Map<Ended, Long> ended() {
        return new LinkedHashMap<>(ended);
    }

    /** Replaces the entry of that key, or adds it, and saves. */
    synchronized void update(LedgerKey key, String domain, UnaryOperator<LedgerEntry> change) {
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
