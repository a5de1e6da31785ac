package io.jenkins.plugins.threatmanager.monitor;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.credentials.EntraAppCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Credentials in stores, and what the ledger says of them, for tests of pages and of the watch. */
public final class Stored {

    public static final String TEXT = "q7~the-text-of-a-client-secret";
    private static final String CLIENT_ID = "5c1f0a52-6f0e-4c7a-9d7e-0a9f8f1d2b3c";

    private Stored() {}

    /** @param place a folder, the controller or a user */
    public static void in(ModelObject place, String credentialsId, String tenant, Duration life) throws Exception {
        CredentialsStore store =
                CredentialsProvider.lookupStores(place).iterator().next();
        EntraAppCredentials credentials = new EntraAppCredentials(
                CredentialsScope.GLOBAL,
                credentialsId,
                "",
                tenant,
                CLIENT_ID,
                Secret.fromString(TEXT),
                Instant.now().plus(life).toString());
        store.addCredentials(Domain.global(), credentials);
        StatusCache.get().forget();
    }

    /** As if a build had onboarded it. */
    public static void onboarded(
            String tenant, String domain, String server, String place, String credentialsId, String job, int build) {
        LedgerJournal journal = new LedgerJournal("onboard", job, build);
        journal.about(tenant, domain, List.of(server), place, credentialsId, "30 days");
        journal.done(null);
        journal.ended(false, OperationRecord.End.SUCCEEDED, "");
    }
}
