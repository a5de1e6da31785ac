package io.jenkins.plugins.threatmanager.monitor;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.threatmanager.config.named.CurrentNames;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The last that operations said of one tenant, server and credential. Names, dates and identifiers only. Kept in the
 * ledger's file; never changed, only replaced.
 */
@Restricted(NoExternalUse.class)
public final class LedgerEntry {

    private final String tenant;
    private final String domain;
    private final String server;
    private final String place;
    private final String credentialsId;
    private String renewBefore = "";
    private OperationRecord lastRun;
    private OperationRecord lastChange;
    private long expires;
    private String sync = "";
    private ArrayList<String> missingPermissions = new ArrayList<>();

    LedgerEntry(LedgerKey key, String domain) {
        this.tenant = key.tenant();
        this.domain = domain;
        this.server = key.server();
        this.place = key.place();
        this.credentialsId = key.credentialsId();
    }

    private LedgerEntry copy() {
        return copy(key());
    }

    private LedgerEntry copy(LedgerKey key) {
        LedgerEntry copy = new LedgerEntry(key, domain);
        copy.renewBefore = renewBefore;
        copy.lastRun = lastRun;
        copy.lastChange = lastChange;
        copy.expires = expires;
        copy.sync = sync;
        copy.missingPermissions = missingPermissions;
        return copy;
    }

    /** The same with what tenant and server are called by now. */
    LedgerEntry in(CurrentNames names) {
        LedgerKey now = key().in(names);
        return now.equals(key()) ? this : copy(now);
    }

    /** The same after an entry of the same key that was written before it. */
    LedgerEntry after(LedgerEntry before) {
        LedgerEntry next = withRenewBefore(renewBefore.isEmpty() ? before.renewBefore : renewBefore);
        next.lastRun = latest(before.lastRun, lastRun);
        next.lastChange = latest(before.lastChange, lastChange);
        return next;
    }

    @CheckForNull
    private static OperationRecord latest(@CheckForNull OperationRecord one, @CheckForNull OperationRecord other) {
        return one == null || other != null && !other.at().isBefore(one.at()) ? other : one;
    }

    /** The same with what an operation left. */
    LedgerEntry with(Overview overview) {
        LedgerEntry next = copy();
        next.expires =
                overview.secret().map(secret -> secret.expires().toEpochMilli()).orElse(0L);
        next.sync = overview.sync().map(known -> known.progress().name()).orElse("");
        next.missingPermissions = new ArrayList<>(overview.missingPermissions());
        return next;
    }

    /** @param period in the form that the global configuration takes; empty if the operation renews nothing */
    LedgerEntry withRenewBefore(String period) {
        LedgerEntry next = copy();
        next.renewBefore = period.isEmpty() ? renewBefore : period;
        return next;
    }

    /** @param changed whether it changed anything, also if it did not succeed in the end */
    LedgerEntry with(OperationRecord ran, boolean changed) {
        LedgerEntry next = copy();
        next.lastRun = ran;
        next.lastChange = changed ? ran : lastChange;
        return next;
    }

    public LedgerKey key() {
        return new LedgerKey(tenant, server, place, credentialsId);
    }

    /** Domain name of the tenant. */
    public String domain() {
        return domain;
    }

    /** How long before its expiry the job renews the secret; empty if no operation said. */
    public String renewBefore() {
        return renewBefore;
    }

    /** The last operation that might change something: neither a plan nor a status. */
    public Optional<OperationRecord> lastRun() {
        return Optional.ofNullable(lastRun);
    }

    /** The last operation that changed something. */
    public Optional<OperationRecord> lastChange() {
        return Optional.ofNullable(lastChange);
    }

    /** Of the client secret, as last reported; empty if there was none. */
    public Optional<Instant> expires() {
        return expires == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires));
    }

    /** Name of a {@link io.jenkins.plugins.threatmanager.procedure.SyncProgress}; empty if there was no sync. */
    public String sync() {
        return sync;
    }

    /** Names of the wanted permissions that were not granted. */
    public List<String> missingPermissions() {
        return List.copyOf(missingPermissions);
    }

    /** When an operation that may change something ended last; the beginning of time if none did. */
    Instant touched() {
        return lastRun().map(OperationRecord::at).orElse(Instant.EPOCH);
    }

    /** A file that was edited by hand may lack what is always written. */
    boolean isComplete() {
        return tenant != null
                && domain != null
                && server != null
                && place != null
                && credentialsId != null
                && isPeriod(renewBefore)
                && sync != null
                && missingPermissions != null;
    }

    private static boolean isPeriod(String text) {
        try {
            return text != null && (text.isEmpty() || CalendarPeriod.parse(text) != null);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
