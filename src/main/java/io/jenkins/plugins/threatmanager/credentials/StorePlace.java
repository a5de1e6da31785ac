package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.ACL;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import jenkins.model.Jenkins;

/**
 * The store that a job may write to.
 *
 * @param fullName full name of the folder; empty for the root store, {@link #PLUGIN} for the plugin's own
 */
record StorePlace(CredentialsStore store, String fullName) {

    /** No folder can be called that: a colon is not allowed in names of items. */
    static final String PLUGIN = "plugin:";

    /** @throws ProblemException if the policy leaves none */
    static StorePlace find(Item job, StoreChoice choice, boolean rootAllowed) {
        if (choice == StoreChoice.NEAREST_FOLDER) {
            StorePlace folder = nearestFolder(job);
            if (folder != null) {
                return folder;
            }
        }
        if (!rootAllowed) {
            throw choice == StoreChoice.ROOT ? rootNotAllowed() : noFolder(job);
        }
        return root();
    }

    /** The store of the plugin's own, which no job can read. */
    static StorePlace plugin() {
        return new StorePlace(PluginCredentialsProvider.store(), PLUGIN);
    }

    /** Whether it is the plugin's business alone, whatever the build's authentication. */
    boolean isPlugin() {
        return fullName.equals(PLUGIN);
    }

    /** What credentials may be used for there. */
    CredentialsScope scope() {
        return isPlugin() ? CredentialsScope.SYSTEM : CredentialsScope.GLOBAL;
    }

    /**
     * The store of a folder, whoever asks.
     *
     * @param fullName empty for the root store, {@link #PLUGIN} for the plugin's own
     * @throws ProblemException if there is none that can be written
     */
    static StorePlace called(String fullName) {
        if (fullName.isEmpty()) {
            return root();
        }
        if (fullName.equals(PLUGIN)) {
            return plugin();
        }
        Item item = Jenkins.get().getItemByFullName(fullName);
        StorePlace folder = item == null ? null : nearestFolder(item);
        if (folder == null || !folder.fullName().equals(fullName)) {
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "There is no folder '" + fullName + "' with a credentials store.",
                    "Check whether it was renamed or removed.");
        }
        return folder;
    }

    private static StorePlace root() {
        for (CredentialsStore store : CredentialsProvider.lookupStores(Jenkins.get())) {
            if (store.getProvider() instanceof SystemCredentialsProvider.ProviderImpl) {
                return new StorePlace(store, "");
            }
        }
        throw new ProblemException(
                ProcedureProblem.VAULT_REFUSED,
                "The root credentials store of Jenkins is switched off.",
                "Enable it under Manage Jenkins, Credential Providers, or move the job into a folder.");
    }

    /**
     * Of the nearest folder that has any store, one that can be written. Never one of a folder further up instead: more
     * jobs could read the secret there.
     *
     * @return none if no folder around the job has a store
     */
    @CheckForNull
    private static StorePlace nearestFolder(Item job) {
        ModelObject nearest = null;
        for (CredentialsStore store : CredentialsProvider.lookupStores(job)) {
            ModelObject context = store.getContext();
            if (!(context instanceof Item folder) || !(context instanceof ItemGroup)) {
                continue;
            }
            if (nearest != null && nearest != context) {
                break;
            }
            nearest = context;
            if (store.hasPermission2(ACL.SYSTEM2, CredentialsProvider.CREATE)) {
                return new StorePlace(store, folder.getFullName());
            }
        }
        if (nearest != null) {
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "Credentials of the folder '" + ((Item) nearest).getFullName() + "' can only be read.",
                    "Enable the credentials provider of folders under Manage Jenkins, Credential Providers, or choose"
                            + " another store.");
        }
        return null;
    }

    String description() {
        if (isPlugin()) {
            return "the credentials store of the Threat Manager plugin";
        }
        return fullName.isEmpty() ? "the root credentials store" : "the credentials store of folder " + fullName;
    }

    private static ProblemException rootNotAllowed() {
        return new ProblemException(
                ProcedureProblem.VAULT_REFUSED,
                "The root credentials store may not be written.",
                "Leave the store at the nearest folder, or let an administrator allow the root store under Manage"
                        + " Jenkins, Threat Manager.");
    }

    private static ProblemException noFolder(Item job) {
        return new ProblemException(
                ProcedureProblem.VAULT_REFUSED,
                "The job '" + job.getFullName() + "' is not in a folder that has a credentials store.",
                "Move it into a folder, or let an administrator allow the root store under Manage Jenkins,"
                        + " Threat Manager.");
    }
}
