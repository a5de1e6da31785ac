package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.AppCredential;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.EntraTask;
import io.jenkins.plugins.threatmanager.entra.Grant;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.transport.RemoteText;
import java.time.Instant;

/** One thing that a plan would do. Data only: whoever applies it decides how. */
public sealed interface Change {

    Resource resource();

    default Resource.Place place() {
        return resource().place();
    }

    /** What is done, as an imperative without full stop: {@code grant User.Read.All}. */
    String what();

    /** Why, without full stop: {@code the service principal does not hold it}. */
    String reason();

    /** A change in Entra. */
    sealed interface InEntra extends Change {
        /** What the bootstrap identity has to be allowed for it. */
        EntraTask task();
    }

    /** A change of the app registration. */
    sealed interface OfApplication extends InEntra {
        @Override
        default Resource resource() {
            return Resource.APPLICATION;
        }

        @Override
        default EntraTask task() {
            return EntraTask.WRITE_APPLICATION;
        }
    }

    /** A change of the admin consents. */
    sealed interface OfConsent extends InEntra {
        @Override
        default Resource resource() {
            return Resource.CONSENT;
        }
    }

    /** A change of the client secrets in Entra. */
    sealed interface OfClientSecret extends InEntra {
        @Override
        default Resource resource() {
            return Resource.CLIENT_SECRET;
        }
    }

    /** A change of the stored secret, in Jenkins. */
    sealed interface OfCredential extends Change {
        @Override
        default Resource resource() {
            return Resource.CREDENTIAL;
        }
    }

    /** A change of a Credential Profile. */
    sealed interface OfProfile extends Change {
        @Override
        default Resource resource() {
            return Resource.CREDENTIAL_PROFILE;
        }
    }

    /** A change of an Entra ID Sync. */
    sealed interface OfSync extends Change {
        @Override
        default Resource resource() {
            return Resource.ENTRA_ID_SYNC;
        }
    }

    /** Takes the application out of the recycle bin. */
    record RestoreApplication(Application deleted, String reason) implements OfApplication {
        @Override
        public EntraTask task() {
            return EntraTask.RESTORE_APPLICATION;
        }

        @Override
        public String what() {
            return "restore app registration '" + deleted.displayName() + "' (" + deleted.appId()
                    + ") from the recycle bin";
        }
    }

    /** Creates the application with its permissions and markers. */
    record CreateApplication(ApplicationSpec spec, String reason) implements OfApplication {
        @Override
        public String what() {
            return "create app registration '" + spec.displayName() + "' asking for "
                    + spec.access().size() + " permissions";
        }
    }

    /** Marks an application made by hand as managed, and makes it look as wanted. */
    record AdoptApplication(Application found, ApplicationSpec spec, String reason) implements OfApplication {
        @Override
        public String what() {
            return "take over app registration '" + found.displayName() + "' (" + found.appId() + ")";
        }
    }

    /** Makes a managed application look as wanted. */
    record UpdateApplication(Application existing, ApplicationSpec spec, String reason) implements OfApplication {
        @Override
        public String what() {
            return "update app registration '" + existing.displayName() + "'";
        }
    }

    /** Creates the service principal. */
    record CreateServicePrincipal(String reason) implements InEntra {
        @Override
        public Resource resource() {
            return Resource.SERVICE_PRINCIPAL;
        }

        @Override
        public EntraTask task() {
            return EntraTask.CREATE_PRINCIPAL;
        }

        @Override
        public String what() {
            return "create service principal";
        }
    }

    /**
     * Lets the app obtain tokens, or no more of them.
     *
     * @param app with its service principal
     */
    record SwitchSignIn(Application app, boolean enabled, String reason) implements InEntra {
        @Override
        public Resource resource() {
            return Resource.SERVICE_PRINCIPAL;
        }

        @Override
        public EntraTask task() {
            return EntraTask.SWITCH_SIGN_IN;
        }

        @Override
        public String what() {
            return (enabled ? "enable" : "disable") + " sign-in of the enterprise application '" + app.displayName()
                    + "' (" + app.appId() + ")";
        }
    }

    /** Consents to one permission. */
    record GrantPermission(AppRole role, String reason) implements OfConsent {
        @Override
        public EntraTask task() {
            return EntraTask.GRANT;
        }

        @Override
        public String what() {
            return "grant admin consent to " + role.name();
        }
    }

    /** Withdraws consent to one permission. */
    record RevokePermission(Grant grant, String permission, String reason) implements OfConsent {
        @Override
        public EntraTask task() {
            return EntraTask.REVOKE;
        }

        @Override
        public String what() {
            return "withdraw admin consent to " + permission;
        }
    }

    /** Issues a client secret. */
    record AddSecret(Instant expires, String reason) implements OfClientSecret {
        @Override
        public EntraTask task() {
            return EntraTask.ADD_SECRET;
        }

        @Override
        public String what() {
            return "create client secret valid until " + UtcFormat.of(expires);
        }
    }

    /** Removes a managed client secret. */
    record RemoveSecret(ClientSecret secret, String reason) implements OfClientSecret {
        @Override
        public EntraTask task() {
            return EntraTask.REMOVE_SECRET;
        }

        @Override
        public String what() {
            return "remove client secret " + secret.keyId();
        }
    }

    /** Removes a credential that this plugin has not made. */
    record RemoveForeignCredential(AppCredential credential, String reason) implements OfClientSecret {
        @Override
        public EntraTask task() {
            return EntraTask.REMOVE_CREDENTIAL;
        }

        @Override
        public String what() {
            return "remove " + credential.words();
        }
    }

    /** Keeps the new secret; always follows {@link AddSecret}. */
    record StoreSecret(String credentialsId, String where, String reason) implements OfCredential {
        @Override
        public String what() {
            return "store client secret as '" + credentialsId + "' in " + where;
        }
    }

    /** Corrects what the credential says of its secret; the secret stays the same. */
    record CorrectCredential(StoredSecret wanted, String where, String reason) implements OfCredential {
        @Override
        public String what() {
            return "correct the expiry of '" + wanted.credentialsId() + "' in " + where;
        }
    }

    /** Adds a Credential Profile that holds the secret. */
    record CreateProfile(String name, String reason) implements OfProfile {
        @Override
        public String what() {
            return "add Credential Profile '" + name + "'";
        }
    }

    /** Puts the secret into a Credential Profile. */
    record UpdateProfile(CredentialProfile profile, String name, String reason) implements OfProfile {
        @Override
        public String what() {
            return "update Credential Profile '" + profile.name() + "'";
        }
    }

    /** Deletes an Entra ID Sync: for good, or since it cannot be edited and {@link CreateSync} follows. */
    record DeleteSync(EntraIdSync sync, String reason) implements OfSync {
        @Override
        public String what() {
            return "delete Entra ID Sync for " + sync.tenant() + " (" + sync.azureCloud() + ")";
        }
    }

    /** Adds an Entra ID Sync. */
    record CreateSync(String tenant, String reason) implements OfSync {
        @Override
        public String what() {
            return "add Entra ID Sync for " + tenant;
        }
    }

    /** Points an Entra ID Sync at the profile and enables it. */
    record UpdateSync(EntraIdSync sync, String reason) implements OfSync {
        @Override
        public String what() {
            return "update Entra ID Sync for " + sync.tenant();
        }
    }

    /** A person removes the integrations of a server that is set up by hand. */
    record RemoveByHand(String server, String reason) implements OfSync {
        @Override
        public String what() {
            return "remove Entra ID Sync and Credential Profile by hand in the console of " + server;
        }
    }

    /** Deletes a Credential Profile with the credential in it. */
    record DeleteProfile(CredentialProfile profile, String reason) implements OfProfile {
        @Override
        public String what() {
            return "delete Credential Profile '" + profile.name() + "'";
        }
    }

    /** Forgets the stored secret. */
    record RemoveCredential(String credentialsId, String where, String reason) implements OfCredential {
        @Override
        public String what() {
            return "remove credential '" + credentialsId + "' from " + where;
        }
    }

    /** Moves the application to the recycle bin. */
    record DeleteApplication(Application existing, String reason) implements OfApplication {
        @Override
        public EntraTask task() {
            return EntraTask.DELETE_APPLICATION;
        }

        @Override
        public String what() {
            return "move app registration '" + existing.displayName() + "' to the recycle bin";
        }
    }

    /** Deletes an application in the recycle bin for good. */
    record PurgeApplication(Application deleted, String reason) implements OfApplication {
        @Override
        public EntraTask task() {
            return EntraTask.PURGE_APPLICATION;
        }

        @Override
        public String what() {
            return "delete app registration '" + deleted.displayName() + "' for good";
        }
    }

    /** Forgets the text of an older secret that is gone from Entra. */
    record ForgetSecret(String credentialsId, String keyId, String reason) implements OfCredential {
        @Override
        public String what() {
            return "forget older client secret " + keyId + " in '" + credentialsId + "'";
        }
    }

    /**
     * A change on one of several servers.
     *
     * @param server its name in the configuration
     * @param change in Threat Manager
     */
    record OnServer(String server, Change change) implements Change {
        @Override
        public Resource resource() {
            return change.resource();
        }

        @Override
        public String what() {
            return change.what() + " on " + server;
        }

        @Override
        public String reason() {
            return change.reason();
        }
    }

    /** {@code Entra: grant User.Read.All (not granted yet)}. */
    default String line() {
        return RemoteText.printable(place().title() + ": " + what() + " (" + reason() + ")");
    }
}
