package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.SyncRun;
import io.jenkins.plugins.threatmanager.server.manual.DoneByHand;
import io.jenkins.plugins.threatmanager.server.manual.Instruction;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a tenant, for people: the closing table of a log, the build page.
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
 * @param handOff what the instructions are about; empty without any, or where no secret is stored
 * @param rotation where the rotation of the secret stands; empty if the operation does not know
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
        Optional<HandOff> handOff,
        Optional<Rotation> rotation,
        Optional<RecycleBin> recycleBin) {

    public Overview {
        permissions = List.copyOf(permissions);
        byHand = List.copyOf(byHand);
    }

    /** Of a tenant of which nothing else is known. */
    public static Builder builder(String tenant, String domain, String tenantId) {
        return new Builder(tenant, domain, tenantId);
    }

    /** @param clientId application (client) ID */
    public record App(String name, String clientId, String objectId) {
        public App {
            name = RemoteText.printable(name);
        }

        public static App of(Application application) {
            return new App(application.displayName(), application.appId(), application.objectId());
        }
    }

    /** @param until when Entra deletes it for good */
    public record RecycleBin(String name, String clientId, Instant until) {
        public RecycleBin {
            name = RemoteText.printable(name);
        }
    }

    /**
     * @param asked whether the app registration asks for it
     * @param granted whether admin consent was given
     */
    public record Permission(String name, boolean asked, boolean granted) {}

    /** @param keyId identifier of the secret in Entra */
    public record Secret(String credentialsId, String where, String keyId, Instant expires) {
        /** @param where {@link SecretVault#description()} of the vault */
        public static Secret of(StoredSecret stored, String where) {
            return new Secret(stored.credentialsId(), where, stored.keyId(), stored.expires());
        }
    }

    /** @param keyId identifier of the secret it holds; empty if its description does not say */
    public record Profile(String name, String keyId) {
        public Profile {
            name = RemoteText.printable(name);
        }

        public static Profile of(CredentialProfile profile) {
            return new Profile(
                    profile.name(),
                    ProfileMarker.of(profile).map(ProfileMarker::keyId).orElse(""));
        }
    }

    /**
     * @param lastStatus the server's word for the last sync; empty if there was none
     * @param progress how far the first sync is
     * @param runs newest row of Sync History for each object type
     */
    public record Sync(boolean enabled, String lastStatus, SyncProgress progress, List<SyncRun> runs) {
        public Sync {
            lastStatus = RemoteText.printable(lastStatus);
            runs = List.copyOf(runs);
        }

        /** For logs and pages, without the runs: {@code enabled, sync done}. */
        public String words() {
            return (enabled ? "enabled" : "disabled") + ", " + progress.words();
        }
    }

    /**
     * What a person is asked to do, and can say is done.
     *
     * @param keyId identifier of the stored secret in Entra
     * @param servers names of the servers that are set up by hand, or of the other product
     */
    public record HandOff(DoneByHand.Task task, String keyId, List<String> servers) {
        public HandOff {
            servers = List.copyOf(servers);
        }
    }

    /**
     * Where the rotation of the secret stands.
     *
     * @param next when a new secret is due; empty if there is none yet
     * @param previous the older secret, as long as it is alive
     * @param servers who holds which secret, as far as their profiles show
     */
    public record Rotation(
            RotationPhase phase, Optional<Instant> next, Optional<Older> previous, List<Holder> servers) {
        public Rotation {
            servers = List.copyOf(servers);
        }
    }

    /**
     * @param keyId identifier of the secret in Entra
     * @param keptUntil when the grace period is over; empty if that is not known yet
     */
    public record Older(String keyId, Instant expires, Optional<Instant> keptUntil) {}

    /**
     * @param keyId identifier of the secret it holds; empty if its description does not say
     * @param current whether that is the stored one
     */
    public record Holder(String server, String profile, String keyId, boolean current) {
        public Holder {
            profile = RemoteText.printable(profile);
            keyId = RemoteText.printable(keyId);
        }
    }

    /** Names of the wanted permissions that are not granted. */
    public List<String> missingPermissions() {
        return permissions.stream()
                .filter(permission -> !permission.granted())
                .map(Permission::name)
                .toList();
    }

    /** Components by name. */
    public static final class Builder {

        private final String tenant;
        private final String domain;
        private final String tenantId;
        private Optional<App> app = Optional.empty();
        private List<Permission> permissions = List.of();
        private Optional<Secret> secret = Optional.empty();
        private Optional<Profile> profile = Optional.empty();
        private Optional<Sync> sync = Optional.empty();
        private List<Instruction> byHand = List.of();
        private Optional<HandOff> handOff = Optional.empty();
        private Optional<Rotation> rotation = Optional.empty();
        private Optional<RecycleBin> recycleBin = Optional.empty();

        private Builder(String tenant, String domain, String tenantId) {
            this.tenant = tenant;
            this.domain = domain;
            this.tenantId = tenantId;
        }

        public Builder app(Optional<App> value) {
            app = value;
            return this;
        }

        public Builder permissions(List<Permission> value) {
            permissions = value;
            return this;
        }

        public Builder secret(Optional<Secret> value) {
            secret = value;
            return this;
        }

        public Builder profile(Optional<Profile> value) {
            profile = value;
            return this;
        }

        public Builder sync(Optional<Sync> value) {
            sync = value;
            return this;
        }

        public Builder byHand(List<Instruction> value) {
            byHand = value;
            return this;
        }

        public Builder handOff(Optional<HandOff> value) {
            handOff = value.filter(some -> !some.servers().isEmpty());
            return this;
        }

        public Builder rotation(Optional<Rotation> value) {
            rotation = value;
            return this;
        }

        public Builder recycleBin(Optional<RecycleBin> value) {
            recycleBin = value;
            return this;
        }

        public Overview build() {
            return new Overview(
                    tenant,
                    domain,
                    tenantId,
                    app,
                    permissions,
                    secret,
                    profile,
                    sync,
                    byHand,
                    handOff,
                    rotation,
                    recycleBin);
        }
    }
}
