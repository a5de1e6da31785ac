package io.jenkins.plugins.threatmanager.steps.fleet;

import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.procedure.CalendarPeriod;
import io.jenkins.plugins.threatmanager.procedure.request.Argument;
import io.jenkins.plugins.threatmanager.procedure.request.ArgumentValues;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose secret is due, by what the stored credentials say, without any request: it is within its time of renewal or its
 * expiry is not known, or a rotation of it is not at its end. A tenant without a stored secret has none that is due.
 */
final class DueTenants {

    private final List<KeptSecret> kept;
    private final Instant now;

    /** Sees the credentials of the stores that the job can use, and of the plugin's own. */
    DueTenants(Item job, Instant now) {
        this.now = now;
        Set<String> places = new HashSet<>(Set.of("", KeptSecret.PLUGIN));
        ItemGroup<?> around = job.getParent();
        while (around instanceof Item folder) {
            places.add(folder.getFullName());
            around = folder.getParent();
        }
        kept = KeptSecrets.all().stream()
                .filter(secret -> places.contains(secret.place()))
                .toList();
    }

    boolean isDue(Tenant tenant, ArgumentValues arguments) {
        String id = arguments.text(Argument.CREDENTIALS_ID).orElse("");
        String product = arguments.text(Argument.PRODUCT).orElse("");
        CalendarPeriod renewBefore = arguments
                .text(Argument.RENEW_BEFORE)
                .map(CalendarPeriod::parse)
                .orElseGet(ThreatManagerConfiguration.get()::renewBefore);
        return kept.stream()
                .filter(secret -> secret.tenant().equalsIgnoreCase(tenant.getDomain()) && secret.isFor(product))
                .filter(secret -> id.isEmpty() || secret.credentialsId().equals(id))
                .anyMatch(secret -> isDue(secret, renewBefore));
    }

    private boolean isDue(KeptSecret secret, CalendarPeriod renewBefore) {
        return !secret.previousKeyId().isEmpty()
                || secret.expires()
                        .map(renewBefore::before)
                        .filter(from -> from.isAfter(now))
                        .isEmpty();
    }
}
