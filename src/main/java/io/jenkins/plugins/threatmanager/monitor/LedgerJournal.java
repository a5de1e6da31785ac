package io.jenkins.plugins.threatmanager.monitor;

import io.jenkins.plugins.threatmanager.procedure.Change;
import io.jenkins.plugins.threatmanager.procedure.Overview;
import io.jenkins.plugins.threatmanager.procedure.ProcedureListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Hears an operation and writes at its end what the ledger keeps of it. */
@Restricted(NoExternalUse.class)
public final class LedgerJournal implements ProcedureListener {

    private final String operation;
    private final String job;
    private final int build;
    private final List<LedgerKey> keys = new ArrayList<>();
    private String domain = "";
    private String renewBefore = "";
    private Optional<Overview> overview = Optional.empty();
    private boolean changed;

    /**
     * @param operation its display name
     * @param job full name; empty for the expiry watch itself
     * @param build number of the build; 0 for the expiry watch itself
     */
    public LedgerJournal(String operation, String job, int build) {
        this.operation = operation;
        this.job = job;
        this.build = build;
    }

    /**
     * Called once the job's permission is checked; without this call nothing is kept.
     *
     * @param tenant name in the configuration
     * @param tenantDomain domain name of the tenant
     * @param servers names of servers; empty if it has nothing to do with one
     * @param place full name of the folder whose store keeps the credential; empty for the root store
     * @param credentialsId empty if it has nothing to do with one
     * @param renewal how long before its expiry the secret is renewed; empty if this operation does not renew
     */
    public void about(
            String tenant,
            String tenantDomain,
            List<String> servers,
            String place,
            String credentialsId,
            String renewal) {
        domain = tenantDomain;
        renewBefore = renewal;
        for (String server : servers.isEmpty() ? List.of("") : servers) {
            keys.add(new LedgerKey(tenant, server, place, credentialsId));
        }
    }

    @Override
    public void done(Change change) {
        changed = true;
    }

    @Override
    public void overview(Overview seen) {
        overview = Optional.of(seen);
    }

    /**
     * Writes it down.
     *
     * @param readOnly whether the operation changes nothing: then only its observations are kept
     * @param sentence why it ended without success; empty for success
     */
    public void ended(boolean readOnly, OperationRecord.End end, String sentence) {
        OperationRecord ran =
                new OperationRecord(operation, job, build, Clock.systemUTC().instant(), end, sentence);
        if (!keys.isEmpty()) {
            Ledger.get().count(operation, end);
        }
        for (LedgerKey key : keys) {
            Ledger.get().update(key, domain, before -> next(before, ran, readOnly));
        }
        StatusCache.get().forget();
    }

    LedgerEntry next(LedgerEntry before, OperationRecord ran, boolean readOnly) {
        LedgerEntry seen = overview.map(before.withRenewBefore(renewBefore)::with)
                .orElseGet(() -> before.withRenewBefore(renewBefore));
        return readOnly ? seen : seen.with(ran, changed);
    }
}
