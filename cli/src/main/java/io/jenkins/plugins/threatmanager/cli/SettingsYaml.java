package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.procedure.product.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The {@code unclassified.threatManager} part of a settings file: the YAML of configuration as code, key for key. What
 * is absent is null. Without the keys that are about Jenkins alone.
 */
record SettingsYaml(
        List<Tenant> tenants, List<Server> servers, List<OtherProduct> products, Map<String, JsonNode> defaults) {

    /** What steps refer to. */
    interface Entry {
        String name();

        List<String> aliases();

        /** Whether that is its name or an alias of it. */
        default boolean isCalled(String some) {
            return names().contains(some);
        }

        /** Its name, then its aliases. */
        default List<String> names() {
            List<String> names = new ArrayList<>();
            names.add(name());
            if (aliases() != null) {
                aliases().stream()
                        .filter(alias -> !Objects.equals(alias, name()))
                        .forEach(names::add);
            }
            return names;
        }
    }

    record Tenant(
            String name,
            List<String> aliases,
            String domain,
            String cloud,
            String authorityUrl,
            String graphUrl,
            String threatManagerCloud,
            TenantAuthentication authentication,
            TenantAuthentication rotationAuthentication,
            Policy policy,
            App app)
            implements Entry {}

    record App(List<String> owners, String notes, String serviceManagementReference) {}

    /** {@code branches}, {@code sharedBy} and {@code secret} are about Jenkins: known, and of no use here. */
    record Policy(
            String permissionSet,
            List<String> permissions,
            List<String> trustedOwners,
            List<String> adoptable,
            List<String> products,
            List<String> allow,
            List<String> branches,
            List<String> sharedBy,
            String maxSecretLifetime,
            String maxWaitMinutes,
            String secret,
            String approval,
            boolean approvalOfRotation) {}

    /** One besides Threat Manager. */
    record OtherProduct(String name, String appName, List<String> permissions) {

        /** @throws IllegalArgumentException with a sentence, if something in it is invalid */
        Product read() {
            return Product.of(
                    name == null ? "" : name,
                    appName == null ? "" : appName,
                    permissions == null ? List.of() : permissions);
        }
    }

    record TenantAuthentication(
            ClientSecret clientSecret,
            Certificate certificate,
            WorkloadIdentity workloadIdentity,
            JsonNode managedIdentity,
            AzureCredentials azureCredentials) {}

    /** Credentials of a Jenkins plugin: known, and of no use here. */
    record AzureCredentials(String credentialsId) {}

    record ClientSecret(String clientId, String credentialsId) {}

    record Certificate(String clientId, String credentialsId) {}

    record WorkloadIdentity(String clientId, String credentialsId, String tokenFile) {}

    /** {@code connector} is a word or a map, as configuration as code writes it. */
    record Server(
            String name,
            List<String> aliases,
            String url,
            String version,
            JsonNode connector,
            ServerAuthentication authentication,
            String caCertificate,
            boolean skipTlsVerification,
            boolean allowHttp)
            implements Entry {}

    record ServerAuthentication(AppToken appToken, UserPassword userPassword) {}

    record AppToken(String credentialsId) {}

    record UserPassword(String credentialsId, String otpSecretCredentialsId) {}
}
