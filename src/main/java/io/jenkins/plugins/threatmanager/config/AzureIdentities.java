package io.jenkins.plugins.threatmanager.config;

import com.microsoft.azure.util.AzureBaseCredentials;
import com.microsoft.azure.util.AzureCredentials;
import com.microsoft.azure.util.AzureImdsCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.util.Optional;

/**
 * Credentials of the Azure Credentials plugin as identities in Entra; touched only where that plugin is installed. Of a
 * service principal, client ID and secret are taken and not its tenant or cloud: it signs in to the tenant for which an
 * administrator chose it, or not at all.
 */
final class AzureIdentities {

    private AzureIdentities() {}

    static BootstrapIdentity of(String credentialsId, @CheckForNull Run<?, ?> run) {
        AzureBaseCredentials found = AdministratorCredentials.find(credentialsId, AzureBaseCredentials.class, run);
        try {
            if (found instanceof AzureImdsCredentials managed) {
                return new BootstrapIdentity.ManagedIdentity(Optional.ofNullable(managed.getClientId()));
            }
            if (found instanceof AzureCredentials principal) {
                return servicePrincipal(principal, run);
            }
        } catch (IllegalArgumentException e) {
            throw unusable("The credential '" + credentialsId + "' cannot be used: " + e.getMessage());
        }
        throw unusable("The credential '" + credentialsId + "' is neither a service principal nor a managed identity.");
    }

    private static BootstrapIdentity servicePrincipal(AzureCredentials principal, @CheckForNull Run<?, ?> run) {
        String certificate = Util.fixEmptyAndTrim(principal.getCertificateId());
        boolean hasSecret = !principal.getPlainClientSecret().isEmpty();
        if (!hasSecret && certificate != null) {
            return CertificateContents.identity(principal.getClientId(), certificate, run);
        }
        return new BootstrapIdentity.ClientSecret(
                principal.getClientId(),
                AdministratorCredentials.reveal(principal.getId(), principal.getClientSecret()));
    }

    private static ProblemException unusable(String cause) {
        return new ProblemException(
                ConfigProblem.CREDENTIAL_UNUSABLE,
                cause,
                "Let an administrator choose another one under Manage Jenkins, Threat Manager.");
    }
}
