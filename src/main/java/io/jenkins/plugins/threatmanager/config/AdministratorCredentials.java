package io.jenkins.plugins.threatmanager.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.threatmanager.config.federation.PublishedKeys;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The credentials that the global configuration names. They are the administrator's: looked up in the root store, those
 * of scope System included, whichever job runs. Which jobs may use a tenant or server is decided before.
 */
@Restricted(NoExternalUse.class)
public final class AdministratorCredentials {

    private AdministratorCredentials() {}

    /**
     * @param run whose use is tracked, if it is one
     * @throws ProblemException if there is no such credential of that kind
     */
    static <C extends StandardCredentials> C find(String credentialsId, Class<C> type, @CheckForNull Run<?, ?> run) {
        C found = lookUp(credentialsId, type);
        if (found == null) {
            throw new ProblemException(
                    ConfigProblem.CREDENTIAL_MISSING,
                    credentialsId.isEmpty()
                            ? "The configuration names no credential."
                            : "There is no credential '" + credentialsId + "' of the right kind in the root store.",
                    "Let an administrator choose one under Manage Jenkins, Threat Manager.");
        }
        if (run != null) {
            CredentialsProvider.track(run, found);
        }
        return found;
    }

    /**
     * The text of a "Secret text".
     *
     * @throws ProblemException if there is no such credential, or it is empty
     */
    public static SecretText text(String credentialsId, @CheckForNull Run<?, ?> run) {
        return reveal(
                credentialsId, find(credentialsId, StringCredentials.class, run).getSecret());
    }

    /** @throws ProblemException if it is empty, as one is that was imported from an undefined variable */
    static SecretText reveal(String credentialsId, @CheckForNull Secret secret) {
        String text = SecretText.visible(Secret.toString(secret));
        if (text.isEmpty()) {
            throw new ProblemException(
                    ConfigProblem.CREDENTIAL_UNUSABLE,
                    "The credential '" + credentialsId + "' is empty.",
                    "Let an administrator enter its secret again.");
        }
        return SecretText.of(text);
    }

    /** @throws IllegalArgumentException with a sentence, if there is none */
    public static void requireChosen(String credentialsId) {
        if (credentialsId.isEmpty()) {
            throw new IllegalArgumentException("No credential is chosen for the authentication.");
        }
    }

    /** For drop-downs: to administrators all that fit, to others the current value alone. */
    public static ListBoxModel items(String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return items.includeCurrentValue(current);
        }
        return items.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(current);
    }

    /** Whether there is one; says nothing to others than administrators, who could else try ids. */
    public static FormValidation check(String credentialsId, Class<? extends StandardCredentials> type) {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return FormValidation.ok();
        }
        if (credentialsId.isBlank()) {
            return FormValidation.error(Messages.AdministratorCredentials_Choose());
        }
        return lookUp(credentialsId, type) == null
                ? FormValidation.error(Messages.AdministratorCredentials_Missing(credentialsId))
                : FormValidation.ok();
    }

    /** Sentences on a credential that works; none if it is not there. */
    static List<String> warnings(String credentialsId, Class<? extends StandardCredentials> type) {
        StandardCredentials found = lookUp(credentialsId, type);
        List<String> warnings = new ArrayList<>();
        if (found != null && found.getScope() != CredentialsScope.SYSTEM) {
            warnings.add(Messages.AdministratorCredentials_NotSystem(credentialsId));
        }
        if (found != null && PublishedKeys.lack(found)) {
            warnings.add(Messages.AdministratorCredentials_InDomain(credentialsId));
        }
        return warnings;
    }

    @CheckForNull
    private static <C extends StandardCredentials> C lookUp(String credentialsId, Class<C> type) {
        return credentialsId.isEmpty()
                ? null
                : CredentialsProvider.findCredentialByIdInItemGroup(
                        credentialsId, type, Jenkins.get(), ACL.SYSTEM2, List.of());
    }
}
