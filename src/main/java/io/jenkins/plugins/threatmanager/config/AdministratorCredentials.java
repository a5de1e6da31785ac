package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.util.List;
import jenkins.model.Jenkins;

/**
 * The credentials that the global configuration names. They are the administrator's: looked up in the root store, those
 * of scope System included, whichever job runs. Which jobs may use a tenant or server is decided before.
 */
final class AdministratorCredentials {

    private AdministratorCredentials() {}

    /**
     * @param run whose use is tracked; null for none
     * @throws Failure if there is no such credential of that kind
     */
    static <C extends StandardCredentials> C find(String credentialsId, Class<C> type, Run<?, ?> run) {
        C found = credentialsId.isEmpty()
                ? null
                : CredentialsProvider.findCredentialByIdInItemGroup(
                        credentialsId, type, Jenkins.get(), ACL.SYSTEM2, List.of());
        if (found == null) {
            throw new Failure(
                    ConfigProblem.CREDENTIAL_MISSING,
                    credentialsId.isEmpty()
                            ? "The configuration names no credential."
                            : "There is no credential '" + credentialsId + "' of the right kind in the root store.",
                    "Let an administrator choose one under Manage Jenkins, System, Threat Manager.");
        }
        if (run != null) {
            CredentialsProvider.track(run, found);
        }
        return found;
    }

    /** For drop-downs: to administrators all that fit, to others the current value alone. */
    static ListBoxModel items(String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return items.includeCurrentValue(current);
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(current);
    }
}
