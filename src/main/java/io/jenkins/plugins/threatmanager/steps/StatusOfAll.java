package io.jenkins.plugins.threatmanager.steps;

import hudson.AbortException;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.threatmanager.config.Server;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.monitor.BuildLink;
import io.jenkins.plugins.threatmanager.monitor.Findings;
import io.jenkins.plugins.threatmanager.monitor.MonitoringState;
import io.jenkins.plugins.threatmanager.monitor.StatusRow;
import io.jenkins.plugins.threatmanager.monitor.StatusRows;
import io.jenkins.plugins.threatmanager.policy.TenantAccess;
import io.jenkins.plugins.threatmanager.procedure.request.Operation;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.Progress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How all tenants stand that a job may use, as far as is known without remote calls. Shows credentials of those stores
 * alone that the job can use: of the folders around it, of the root, and
 * of the plugin, whose secrets it cannot read.
 */
final class StatusOfAll {

    private final Set<String> domains = new HashSet<>();
    private final Set<String> servers;
    private final Set<String> places = new HashSet<>(Set.of("", KeptSecret.PLUGIN));

    private StatusOfAll(Item job) {
        ThreatManagerConfiguration configuration = ThreatManagerConfiguration.get();
        configuration.tenantsFor(job).stream()
                .filter(tenant -> TenantAccess.allows(Operation.STATUS, tenant, job))
                .forEach(tenant -> domains.add(key(tenant.getDomain())));
        servers = configuration.serversFor(job).stream().map(Server::getName).collect(Collectors.toSet());
        ItemGroup<?> around = job.getParent();
        while (around instanceof Item folder) {
            places.add(folder.getFullName());
            around = folder.getParent();
        }
    }

    private boolean shows(StatusRow row) {
        return domains.contains(key(row.domain()))
                && places.contains(row.place())
                && (row.server().isEmpty() || servers.contains(row.server()));
    }

    private static String key(String domain) {
        return domain.toLowerCase(Locale.ROOT);
    }

    /**
     * @param failOnFindings whether the build fails if something was found
     * @param log hears a table
     * @throws AbortException if something was found, and that is to fail the build
     */
    static StatusList perform(Item job, boolean failOnFindings, Progress log) throws AbortException {
        MonitoringState known = MonitoringState.gather();
        StatusOfAll visible = new StatusOfAll(job);
        List<StatusRow> rows = StatusRows.in(known, Findings.in(known)).stream()
                .filter(visible::shows)
                .toList();
        StatusList result = StatusList.of(rows, ran -> BuildLink.to(ran).text());
        StatusTable.lines(result).forEach(log::say);
        int findings = result.getFindings().size();
        if (failOnFindings && findings > 0) {
            throw new AbortException(new ProblemException(
                            StepProblem.DRIFT,
                            findings == 1 ? "There is 1 finding." : "There are " + findings + " findings.",
                            "Look at the list above; each says what to do.")
                    .getMessage());
        }
        return result;
    }
}
