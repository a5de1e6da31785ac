package io.jenkins.plugins.threatmanager.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.threatmanager.cli.vault.BootstrapEntry;
import io.jenkins.plugins.threatmanager.cli.vault.KeyStoreFile;
import io.jenkins.plugins.threatmanager.cli.vault.VaultProblem;
import io.jenkins.plugins.threatmanager.entra.BootstrapIdentity;
import io.jenkins.plugins.threatmanager.entra.EntraCloud;
import io.jenkins.plugins.threatmanager.entra.EntraTenant;
import io.jenkins.plugins.threatmanager.procedure.ServerTarget;
import io.jenkins.plugins.threatmanager.procedure.TenantGoal;
import io.jenkins.plugins.threatmanager.procedure.request.ServerNeeds;
import io.jenkins.plugins.threatmanager.server.PermissionSet;
import io.jenkins.plugins.threatmanager.server.apiprofile.ApiProfile;
import io.jenkins.plugins.threatmanager.server.rest.ServerAuthentication;
import io.jenkins.plugins.threatmanager.server.rest.ServerSettings;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import io.jenkins.plugins.threatmanager.transport.SecretText;
import io.jenkins.plugins.threatmanager.transport.TextFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** From what a settings file says, with secrets from the vault, to the engine's own terms. */
final class ConnectionSettings {

    private final Settings settings;
    private final KeyStoreFile vault;

    ConnectionSettings(Settings settings, KeyStoreFile vault) {
        this.settings = settings;
        this.vault = vault;
    }

    EntraTenant tenant(SettingsYaml.Tenant tenant) {
        return sensible(settings.placeOf(tenant), () -> {
            String name = tenant.cloud() == null ? EntraCloud.GLOBAL.name() : tenant.cloud();
            EntraCloud cloud = EntraCloud.of(name, tenant.authorityUrl(), tenant.graphUrl());
            EntraCloud.checkForThreatManager(name, tenant.threatManagerCloud());
            return new EntraTenant(tenant.name(), tenant.domain(), cloud);
        });
    }

    /** The tenant as a request names it. */
    TenantGoal.Tenant goal(SettingsYaml.Tenant tenant) {
        EntraTenant checked = tenant(tenant);
        String cloud = tenant.cloud() == null ? EntraCloud.GLOBAL.name() : tenant.cloud();
        return new TenantGoal.Tenant(
                checked.name(),
                checked.domain(),
                cloud.equals(EntraCloud.CUSTOM)
                        ? EntraCloud.forThreatManager(cloud, tenant.threatManagerCloud())
                        : checked.cloud().name(),
                TenantTerms.trusting(settings, tenant),
                TenantTerms.details(settings, tenant));
    }

    /** What a server's sync needs, as far as its version says it; checked with the settings, too. */
    static Optional<PermissionSet> permissionSet(Settings settings, SettingsYaml.Server server) {
        return server.version() == null
                ? Optional.empty()
                : sensible(settings, settings.placeOf(server), () -> PermissionSet.ofVersion(server.version()));
    }

    /** The servers of the settings; there is no record of which of them hold a sync of a tenant. */
    ServerNeeds needs() {
        Map<String, PermissionSet> sets = new HashMap<>();
        settings.servers()
                .forEach(server -> permissionSet(settings, server).ifPresent(set -> sets.put(server.name(), set)));
        return new ServerNeeds(
                sets,
                Set.of(),
                sets.values().stream()
                        .flatMap(set -> set.permissions().stream())
                        .collect(Collectors.toSet()));
    }

    /** @param rotator whether its identity for rotations is meant, where it has one */
    BootstrapIdentity identity(SettingsYaml.Tenant tenant, boolean rotator) {
        return rotator && tenant.rotationAuthentication() != null
                ? identity(tenant, "rotationAuthentication", tenant.rotationAuthentication())
                : identity(tenant, "authentication", tenant.authentication());
    }

    /** The servers that an operation is about; no request is sent yet. */
    List<ServerTarget> targets(List<String> names, Network network) {
        return names.stream()
                .map(settings::server)
                .map(server -> new ServerTarget(server.name(), server(server).map(network::server)))
                .toList();
    }

    /** All servers of the settings but the named ones: they may hold the same secret, and need not work. */
    List<ServerTarget> others(List<String> named, Network network) {
        return settings.servers().stream()
                .filter(server -> !named.contains(server.name()))
                .map(server -> ServerTarget.ifConnectable(
                        server.name(), () -> server(server).map(network::server)))
                .toList();
    }

    private BootstrapIdentity identity(SettingsYaml.Tenant tenant, String key, SettingsYaml.TenantAuthentication kind) {
        if (kind == null) {
            throw wrong("The tenant '" + tenant.name() + "' has no authentication.");
        }
        return sensible(settings.placeOf(tenant), () -> {
            if (kind.clientSecret() != null) {
                return BootstrapEntry.identity(
                        kind.clientSecret().clientId(),
                        kind.clientSecret().credentialsId(),
                        secret(kind.clientSecret().credentialsId(), of(tenant, key + ".clientSecret.credentialsId")));
            }
            if (kind.certificate() != null) {
                return BootstrapIdentity.Certificate.pem(
                        kind.certificate().clientId(),
                        secret(kind.certificate().credentialsId(), of(tenant, key + ".certificate.credentialsId"))
                                .reveal());
            }
            if (kind.workloadIdentity() != null) {
                return workloadIdentity(kind.workloadIdentity(), of(tenant, key + ".workloadIdentity.credentialsId"));
            }
            if (kind.managedIdentity() != null) {
                return new BootstrapIdentity.ManagedIdentity(Optional.ofNullable(
                        kind.managedIdentity().path("clientId").textValue()));
            }
            if (kind.azureCredentials() != null) {
                throw wrong(
                        "The tenant '" + tenant.name() + "' signs in with azureCredentials, which only Jenkins has.");
            }
            throw wrong("The tenant '" + tenant.name() + "' has no authentication.");
        });
    }

    private BootstrapIdentity workloadIdentity(SettingsYaml.WorkloadIdentity identity, String otherwise) {
        if (identity.tokenFile() != null) {
            // Read again for each token; once now, because here it is said what is wrong with it.
            read(settings.relative(identity.tokenFile()));
            return BootstrapIdentity.WorkloadIdentity.fromFile(
                    identity.clientId(), settings.relative(identity.tokenFile()));
        }
        SecretText token = secret(identity.credentialsId(), otherwise + " or tokenFile");
        return new BootstrapIdentity.WorkloadIdentity(identity.clientId(), token::reveal);
    }

    /** Empty for a server that is set up by hand. */
    Optional<ServerSettings> server(SettingsYaml.Server server) {
        JsonNode connector = server.connector();
        if (connector != null && (connector.asText().equals("handOff") || connector.has("handOff"))) {
            return Optional.empty();
        }
        if (connector != null && !connector.asText().equals("rest") && !connector.has("rest")) {
            throw wrong("The server '" + server.name() + "' has a connector that is neither rest nor handOff.");
        }
        return Optional.of(sensible(
                settings.placeOf(server),
                () -> new ServerSettings(
                        server.name(),
                        ServerSettings.address(required(server.url(), of(server, "url")), server.allowHttp()),
                        authentication(server),
                        new ServerSettings.Encryption(
                                Optional.ofNullable(server.caCertificate()).map(this::pem),
                                server.skipTlsVerification(),
                                server.allowHttp()),
                        profile(connector))));
    }

    private ServerAuthentication authentication(SettingsYaml.Server server) {
        SettingsYaml.ServerAuthentication kind = server.authentication();
        if (kind != null && kind.appToken() != null) {
            return new ServerAuthentication.AppToken(
                    secret(kind.appToken().credentialsId(), of(server, "authentication.appToken.credentialsId")));
        }
        if (kind != null && kind.userPassword() != null) {
            String[] login = secret(
                            kind.userPassword().credentialsId(),
                            of(server, "authentication.userPassword.credentialsId"))
                    .reveal()
                    .split(":", 2);
            if (login.length != 2 || login[1].isEmpty()) {
                throw wrong("The vault entry '" + kind.userPassword().credentialsId()
                        + "' must hold user name and password as user:password.");
            }
            return new ServerAuthentication.UserPassword(
                    login[0],
                    SecretText.of(login[1]),
                    Optional.ofNullable(kind.userPassword().otpSecretCredentialsId())
                            .filter(id -> !id.isBlank())
                            .map(id -> secret(id, "")));
        }
        throw wrong("The server '" + server.name() + "' has no authentication.");
    }

    private ApiProfile profile(JsonNode connector) {
        String file = connector == null
                ? ""
                : connector.path("rest").path("profileFile").asText();
        String text =
                connector == null ? "" : connector.path("rest").path("profile").asText();
        if (!file.isEmpty()) {
            return ApiProfile.parse(file, read(settings.relative(file)));
        }
        return text.isEmpty() ? ApiProfile.bundled() : ApiProfile.parse("the settings file", text);
    }

    /** The certificate itself, or the name of a file that holds it. */
    private String pem(String caCertificate) {
        return caCertificate.contains("-----BEGIN") ? caCertificate : read(settings.relative(caCertificate));
    }

    private static String read(Path file) {
        return new TextFile(file, "The file", RunnerProblem.SETTINGS, Settings.REMEDY).read();
    }

    private static String of(SettingsYaml.Tenant tenant, String key) {
        return "The tenant '" + tenant.name() + "' has no " + key;
    }

    private static String of(SettingsYaml.Server server, String key) {
        return "The server '" + server.name() + "' has no " + key;
    }

    /** @param otherwise what is said if it is not there, without the full stop */
    private static String required(String value, String otherwise) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(otherwise + ".");
        }
        return value;
    }

    /** @param otherwise what is said if no entry is named, without the full stop */
    private SecretText secret(String credentialsId, String otherwise) {
        required(credentialsId, otherwise);
        return SecretText.of(vault.find(credentialsId)
                .map(SecretText::visible)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new ProblemException(
                        VaultProblem.VAULT,
                        "The vault file " + vault.path() + (vault.exists() ? "" : " does not exist, so it")
                                + " has no entry '" + credentialsId + "'.",
                        "Add it with 'vault put " + credentialsId + VaultOptions.option(vault.path()) + "'.")));
    }

    /**
     * Invalid values are reported by the engine as {@link IllegalArgumentException} with one sentence.
     *
     * @param place in the file of what is made
     */
    private <T> T sensible(String place, Supplier<T> make) {
        return sensible(settings, place, make);
    }

    static <T> T sensible(Settings settings, String place, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            String emptied = settings.emptiedBelow(place);
            throw wrong(emptied.isEmpty() ? e.getMessage() : e.getMessage().replaceFirst("\\.$", "") + emptied + ".");
        }
    }

    private static ProblemException wrong(String sentence) {
        return new ProblemException(RunnerProblem.SETTINGS, sentence, "Correct the settings file and run again.");
    }
}
