package io.jenkins.plugins.threatmanager.config.federation;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraDirectory;
import io.jenkins.plugins.threatmanager.entra.federation.FederationLine;
import io.jenkins.plugins.threatmanager.entra.federation.FederationReport;
import io.jenkins.plugins.threatmanager.transport.OperationContext;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What "Verify tenant" says of a federated token: its claims, what Entra must say, and what Entra does say. */
@Restricted(NoExternalUse.class)
public final class FederationCheck {

    private final String clientId;
    private final FederationReport report;

    private FederationCheck(String clientId, FederationReport report) {
        this.clientId = clientId;
        this.report = report;
    }

    /** @return empty for an identity that signs in with something else */
    public static Optional<FederationCheck> of(BootstrapIdentity identity, EntraCloud cloud, Instant now) {
        return identity instanceof BootstrapIdentity.WorkloadIdentity workload
                ? Optional.of(new FederationCheck(workload.clientId(), FederationReport.of(workload, cloud, now)))
                : Optional.empty();
    }

    /** Of the token; nothing is sent. */
    public List<FormValidation> lines() {
        return shown(report.lines());
    }

    /**
     * Of the federated credentials in Entra.
     *
     * @param reader whoever could sign in to the tenant: this identity or another
     * @return empty if it may not read them
     */
    public List<FormValidation> compared(EntraDirectory reader, OperationContext operation)
            throws InterruptedException {
        try {
            return reader.federatedCredentials(clientId, operation)
                    .map(trusts -> shown(report.compared(trusts)))
                    .orElse(List.of());
        } catch (ProblemException e) {
            return List.of(FormValidation.warning(e.getMessage()));
        }
    }

    private static List<FormValidation> shown(List<FederationLine> lines) {
        return lines.stream().map(FederationCheck::shown).toList();
    }

    private static FormValidation shown(FederationLine line) {
        return switch (line.kind()) {
            case SAYS ->
                line.value().isEmpty()
                        ? FormValidation.ok(line.text())
                        : FormValidation.okWithMarkup(
                                Util.xmlEscape(line.text()) + ": <code>" + Util.xmlEscape(line.value()) + "</code>");
            case WARNS -> FormValidation.warning(line.text());
            case FAILS -> FormValidation.error(line.text());
        };
    }
}
