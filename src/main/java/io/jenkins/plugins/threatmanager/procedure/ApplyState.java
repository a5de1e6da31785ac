package io.jenkins.plugins.threatmanager.procedure;

import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known while a plan is carried out: begins as observed, follows each change. */
public final class ApplyState {

    private Optional<Application> application;
    /** How the application is to look that this run has created bare; empty if it has created none. */
    Optional<ApplicationSpec> created = Optional.empty();

    public final Set<String> grantedRoleIds = new HashSet<>();
    public final Map<AppRole, ProblemException> refused = new LinkedHashMap<>();
    public Optional<IssuedSecret> issued = Optional.empty();
    public Optional<StoredSecret> stored;
    /** Whether the stored secret works although Entra does not list it yet. */
    public boolean storedWorks;

    public Optional<CredentialProfile> profile = Optional.empty();
    /** What the profile's description said before this run; empty if it said nothing or there was none. */
    Optional<ProfileMarker> profileBefore = Optional.empty();

    public Optional<EntraIdSync> sync = Optional.empty();

    public ApplyState(Optional<Application> application, Optional<StoredSecret> stored) {
        this.application = application;
        this.stored = stored;
        noteGrants();
    }

    /** As it is known; empty while it is still to be created. */
    public Optional<Application> knownApplication() {
        return application;
    }

    /** @throws IllegalStateException while it is still to be created: plans create it first */
    public Application application() {
        return application.orElseThrow(() -> new IllegalStateException("the plan has no application yet"));
    }

    public void application(Application now) {
        application = Optional.of(now);
        noteGrants();
    }

    /**
     * The application with the secret that was issued and stored since it was read.
     *
     * @param when it was issued, roughly
     */
    public Application withIssued(Instant when) {
        List<ClientSecret> secrets = new ArrayList<>(application().secrets());
        issued.filter(made -> isStored(made.keyId()))
                .map(made -> new ClientSecret(made.keyId(), made.displayName(), "", made.expires(), Optional.of(when)))
                .ifPresent(secrets::add);
        return application().withSecrets(secrets);
    }

    /** Follows the removal of a client secret. */
    public void removed(String keyId) {
        application = application.map(app -> app.withSecrets(app.secrets().stream()
                .filter(secret -> !secret.keyId().equals(keyId))
                .toList()));
    }

    public boolean isStored(String keyId) {
        return stored.filter(known -> known.keyId().equals(keyId)).isPresent();
    }

    private void noteGrants() {
        application
                .flatMap(Application::servicePrincipal)
                .ifPresent(principal -> principal.grants().forEach(grant -> grantedRoleIds.add(grant.appRoleId())));
    }
}
