package io.jenkins.plugins.threatmanager.manage.entries;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.threatmanager.config.Tenant;
import io.jenkins.plugins.threatmanager.config.TenantAuthentication;
import io.jenkins.plugins.threatmanager.config.ThreatManagerConfiguration;
import io.jenkins.plugins.threatmanager.config.Verification;
import io.jenkins.plugins.threatmanager.config.named.EntryChange;
import io.jenkins.plugins.threatmanager.credentials.KeptSecret;
import io.jenkins.plugins.threatmanager.credentials.KeptSecrets;
import io.jenkins.plugins.threatmanager.credentials.WrittenSecrets;
import io.jenkins.plugins.threatmanager.monitor.LedgerKey;
import io.jenkins.plugins.threatmanager.policy.DisabledTenants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Entra tenants. */
final class TenantKind extends EntryKind<Tenant> {

    TenantKind() {
        super(Tenant.class, "tenants");
    }

    @Override
    String title() {
        return Messages.TenantKind_Title();
    }

    @Override
    List<Tenant> all() {
        return ThreatManagerConfiguration.get().getTenants();
    }

    @Override
    List<FormValidation> verify(String name) throws InterruptedException {
        return Verification.ofTenant(name);
    }

    @Override
    boolean isAbout(LedgerKey operation, Tenant tenant) {
        return tenant.isCalled(operation.tenant());
    }

    @Override
    void make(EntryChange<Tenant> change) {
        ThreatManagerConfiguration.get().changeTenants(List.of(change));
    }

    @Override
    EntryRow row(Tenant tenant) {
        boolean disabled =
                DisabledTenants.get().of(tenant.getName(), tenant.getDomain()).isPresent();
        return new EntryRow(
                tenant.getName(),
                disabled ? Messages.TenantKind_Disabled() : "",
                List.of(
                        tenant.getDomain(),
                        tenant.getCloud(),
                        signIn(tenant.getAuthentication()),
                        EntryRow.folders(tenant.isAllowAllFolders(), tenant.getAllowedFolders()),
                        tenant.isAutomaticRotation() ? Messages.EntryRow_Yes() : Messages.EntryRow_No()));
    }

    /** Empty also if it came from a plugin that is not installed any more. */
    private static String signIn(@CheckForNull TenantAuthentication authentication) {
        Descriptor<?> kind = authentication == null ? null : authentication.getDescriptor();
        return kind == null ? "" : kind.getDisplayName();
    }

    /** A secret that is still kept would be renewed by nobody, and its app registration removed by nobody. */
    @Override
    Optional<String> obstacle(Tenant before, Optional<Tenant> after) {
        Optional<String> mark = lostMark(before, after);
        if (mark.isPresent()) {
            return mark;
        }
        String domain = before.getDomain();
        boolean stays = after.filter(tenant -> tenant.getDomain().equalsIgnoreCase(domain))
                        .isPresent()
                || all().stream()
                        .anyMatch(other -> other.getDomain().equalsIgnoreCase(domain)
                                && !other.getName().equals(before.getName()));
        if (stays) {
            return Optional.empty();
        }
        // Now, and not as a page has seen it a moment ago.
        String kept = KeptSecrets.all().stream()
                .filter(secret -> secret.tenant().equalsIgnoreCase(domain))
                // Typed credentials do not count: otherwise whoever may add one would keep administrators out.
                .filter(WrittenSecrets.get()::include)
                .map(TenantKind::credential)
                .distinct()
                .collect(Collectors.joining(", "));
        return kept.isEmpty() ? Optional.empty() : Optional.of(Messages.TenantKind_Needed(before.getName(), kept));
    }

    /** Neither another name nor another domain enables what an administrator has disabled. */
    private static Optional<String> lostMark(Tenant before, Optional<Tenant> after) {
        DisabledTenants disabled = DisabledTenants.get();
        boolean lost = after.isPresent() && disabled.include(before) && !disabled.include(after.get());
        return lost ? Optional.of(Messages.TenantKind_StillDisabled(before.getName())) : Optional.empty();
    }

    private static String credential(KeptSecret secret) {
        return secret.place().isEmpty() ? secret.credentialsId() : secret.place() + "/" + secret.credentialsId();
    }
}
