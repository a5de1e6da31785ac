package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingProblem;
import io.jenkins.plugins.threatmanager.remote.Failure;
import jenkins.model.Jenkins;

/**
 * The store that a job may write to.
 *
 * @param fullName full name of the folder; empty for the root store
 */
record StorePlace(CredentialsStore store, String fullName) {

    /** @throws Failure if the policy leaves none */
    static StorePlace find(Item job, StoreChoice choice, boolean rootAllowed) {
        if (choice == StoreChoice.NEAREST_FOLDER) {
            for (CredentialsStore store : CredentialsProvider.lookupStores(job)) {
                ModelObject context = store.getContext();
                if (context instanceof Item folder && context instanceof ItemGroup) {
                    return new StorePlace(store, folder.getFullName());
                }
            }
        }
        if (!rootAllowed) {
            throw choice == StoreChoice.ROOT ? rootNotAllowed() : noFolder(job);
        }
        for (CredentialsStore store : CredentialsProvider.lookupStores(Jenkins.get())) {
            if (store.getProvider() instanceof SystemCredentialsProvider.ProviderImpl) {
                return new StorePlace(store, "");
            }
        }
        throw new Failure(
                OnboardingProblem.VAULT_REFUSED,
                "The root credentials store of Jenkins is switched off.",
                "Enable it under Manage Jenkins, Credential Providers, or move the job into a folder.");
    }

    String description() {
        return fullName.isEmpty() ? "the root credentials store" : "the credentials store of folder " + fullName;
    }

    private static Failure rootNotAllowed() {
        return new Failure(
                OnboardingProblem.VAULT_REFUSED,
                "The root credentials store may not be written.",
                "Leave the store at the nearest folder, or let an administrator allow the root store under Manage"
                        + " Jenkins, System, Threat Manager.");
    }

    private static Failure noFolder(Item job) {
        return new Failure(
                OnboardingProblem.VAULT_REFUSED,
                "The job '" + job.getFullName() + "' is not in a folder that has a credentials store.",
                "Move it into a folder, or let an administrator allow the root store under Manage Jenkins, System,"
                        + " Threat Manager.");
    }
}
