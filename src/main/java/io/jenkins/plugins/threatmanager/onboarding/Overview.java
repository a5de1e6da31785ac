package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.server.Instruction;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a tenant stands, for people: the closing table of a log, the build page.
 *
 * @param tenant name in the configuration
 * @param domain domain name of the tenant
 * @param tenantId GUID of the tenant
 * @param app empty if there is no app registration
 * @param permissions those wanted, in their order
 * @param secret empty if none is stored or none was asked for
 * @param profile empty if there is none or none was asked for
 * @param sync empty if there is none or none was asked for
 * @param byHand what a person has to do in the Threat Manager console, in order; empty if nothing or not known yet
 * @param recycleBin the app registration where it was deleted and can be restored; empty if it is not there
 */
public record Overview(
        String tenant,
        String domain,
        String tenantId,
        Optional<App> app,
        List<Permission> permissions,
        Optional<Secret> secret,
        Optional<Profile> profile,
        Optional<Sync> sync,
        List<Instruction> byHand,
        Optional<RecycleBin> recycleBin) {

    public Overview {
        permissions = List.copyOf(permissions);
        byHand = List.copyOf(byHand);
    }

    /** @param clientId application (client) ID */
    public record App(String name, String clientId, String objectId) {}

    /** @param until when Entra deletes it for good */
    public record RecycleBin(String name, String clientId, Instant until) {}

    /**
     * @param asked whether the app registration asks for it
     * @param granted whether admin consent was given
     */
    public record Permission(String name, boolean asked, boolean granted) {}

    /** @param keyId identifier of the secret in Entra */
    public record Secret(String credentialsId, String where, String keyId, Instant expires) {}

    /** @param keyId identifier of the secret it holds; empty if its description does not say */
    public record Profile(String name, String keyId) {}

    /**
     * @param lastStatus the server's word for the last sync; empty if there was none
     * @param progress how far the first sync is
     * @param runs newest row of Sync History for each object type
     */
    public record Sync(boolean enabled, String lastStatus, SyncProgress progress, List<SyncRun> runs) {
        public Sync {
            runs = List.copyOf(runs);
        }
    }

    /** Names of the wanted permissions that are not granted. */
    public List<String> missingPermissions() {
        return permissions.stream()
                .filter(permission -> !permission.granted())
                .map(Permission::name)
                .toList();
    }
}
