package io.jenkins.plugins.threatmanager.cli;

import io.jenkins.plugins.threatmanager.entra.policy.AppDetails;
import io.jenkins.plugins.threatmanager.procedure.TenantPolicy;
import io.jenkins.plugins.threatmanager.procedure.request.AppDetailsReader;
import io.jenkins.plugins.threatmanager.procedure.request.PolicyReader;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a settings file says of what may be done to a tenant, and of its app registration. */
final class TenantTerms {

    private static final TenantPolicy.Place HERE = new TenantPolicy.Place("", ", in the settings file");

    private TenantTerms() {}

    /** The policy, with everybody trusted whom the settings name as owners. */
    static TenantPolicy trusting(Settings settings, SettingsYaml.Tenant tenant) {
        return policy(settings, tenant)
                .trusting(identities(tenant))
                .trusting(Set.copyOf(details(settings, tenant).owners()));
    }

    /** Checked with the settings, too. */
    static AppDetails details(Settings settings, SettingsYaml.Tenant tenant) {
        SettingsYaml.App app = tenant.app();
        return app == null
                ? AppDetails.NONE
                : ConnectionSettings.sensible(
                        settings,
                        settings.placeOf(tenant) + ".app",
                        () -> AppDetailsReader.read(app.owners(), app.notes(), app.serviceManagementReference()));
    }

    /** Checked with the settings, so that a mistake in it is found whatever is done. */
    static TenantPolicy policy(Settings settings, SettingsYaml.Tenant tenant) {
        PolicyReader reader = new PolicyReader(HERE);
        SettingsYaml.Policy policy = tenant.policy();
        return policy == null
                ? reader.read()
                : ConnectionSettings.sensible(
                        settings,
                        settings.placeOf(tenant) + ".policy",
                        () -> reader.permissionSet(policy.permissionSet())
                                .permissions(policy.permissions())
                                .trustedOwners(policy.trustedOwners())
                                .adoptable(policy.adoptable())
                                .products(policy.products())
                                .allow(policy.allow())
                                .maxSecretLifetime(policy.maxSecretLifetime())
                                .maxWaitMinutes(policy.maxWaitMinutes())
                                .approval(policy.approval())
                                .approvalOfRotation(policy.approvalOfRotation())
                                .read());
    }

    /** Client IDs of its identities, as far as the settings say: each may own the app registration. */
    private static Set<String> identities(SettingsYaml.Tenant tenant) {
        return Stream.of(tenant.authentication(), tenant.rotationAuthentication())
                .filter(Objects::nonNull)
                .flatMap(TenantTerms::clientIds)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Stream<String> clientIds(SettingsYaml.TenantAuthentication kind) {
        return Stream.of(
                kind.clientSecret() == null ? null : kind.clientSecret().clientId(),
                kind.certificate() == null ? null : kind.certificate().clientId(),
                kind.workloadIdentity() == null ? null : kind.workloadIdentity().clientId(),
                kind.managedIdentity() == null
                        ? null
                        : kind.managedIdentity().path("clientId").textValue());
    }
}
