package io.jenkins.plugins.threatmanager.onboarding;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known while a plan is carried out: begins as observed, follows each change. */
final class Applied {

    Optional<Application> application;
    /** How the application is to look that this run has created bare; empty if it has created none. */
    Optional<ApplicationSpec> created = Optional.empty();

    final Set<String> grantedRoleIds = new HashSet<>();
    final Map<AppRole, Failure> refused = new LinkedHashMap<>();
    Optional<IssuedSecret> issued = Optional.empty();
    Optional<StoredSecret> stored;
    /** Whether the stored secret works although Entra does not list it yet. */
    boolean storedWorks;

    Optional<CredentialProfile> profile = Optional.empty();
    /** What the profile's description said before this run; empty if it said nothing or there was none. */
    Optional<ProfileMarker> profileBefore = Optional.empty();

    Optional<EntraIdSync> sync = Optional.empty();

    Applied(Optional<Application> application, Optional<StoredSecret> stored) {
        this.application = application;
        this.stored = stored;
        noteGrants();
    }

    Application application() {
        return application.orElseThrow(() -> new IllegalStateException("the plan has no application yet"));
    }

    void application(Application now) {
        application = Optional.of(now);
        noteGrants();
    }

    /**
     * The application with the secret that was issued and stored since it was read.
     *
     * @param when it was issued, roughly
     */
    Application withIssued(Instant when) {
        List<ClientSecret> secrets = new ArrayList<>(application().secrets());
        issued.filter(made -> isStored(made.keyId()))
                .map(made -> new ClientSecret(made.keyId(), made.displayName(), "", made.expires(), Optional.of(when)))
                .ifPresent(secrets::add);
        return application().withSecrets(secrets);
    }

    /** Follows the removal of a client secret. */
    void removed(String keyId) {
        application = application.map(app -> app.withSecrets(app.secrets().stream()
                .filter(secret -> !secret.keyId().equals(keyId))
                .toList()));
    }

    boolean isStored(String keyId) {
        return stored.filter(known -> known.keyId().equals(keyId)).isPresent();
    }

    private void noteGrants() {
        application
                .flatMap(Application::servicePrincipal)
                .ifPresent(principal -> principal.grants().forEach(grant -> grantedRoleIds.add(grant.appRoleId())));
    }
}
