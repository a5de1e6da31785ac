package io.jenkins.plugins.threatmanager.procedure.apply;

import io.jenkins.plugins.threatmanager.entra.AccessOutcome;
import io.jenkins.plugins.threatmanager.entra.AppRole;
import io.jenkins.plugins.threatmanager.entra.Application;
import io.jenkins.plugins.threatmanager.entra.ApplicationSpec;
import io.jenkins.plugins.threatmanager.entra.ClientSecret;
import io.jenkins.plugins.threatmanager.entra.IssuedSecret;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.procedure.ownership.ProfileMarker;
import io.jenkins.plugins.threatmanager.server.CredentialProfile;
import io.jenkins.plugins.threatmanager.server.EntraIdSync;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    private Optional<ApplicationSpec> created = Optional.empty();

    private final Set<String> grantedRoleIds = new HashSet<>();
    private final Map<AppRole, ProblemException> refused = new LinkedHashMap<>();
    private Optional<IssuedSecret> issued = Optional.empty();
    private Optional<StoredSecret> stored;
    private boolean storedWorks;
    private Optional<CredentialProfile> profile = Optional.empty();
    private Optional<ProfileMarker> profileBefore = Optional.empty();
    private Optional<EntraIdSync> sync = Optional.empty();

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

    /** Follows the creation of the application, still bare. */
    void created(Application now, ApplicationSpec spec) {
        application(now);
        created = Optional.of(spec);
    }

    /** How the application is to look that this run has created bare; empty if it has created none. */
    Optional<ApplicationSpec> created() {
        return created;
    }

    /** Follows consents, given and refused, and a secret that was issued with them. */
    void given(AccessOutcome outcome) {
        outcome.granted().forEach(role -> grantedRoleIds.add(role.id()));
        refused.putAll(outcome.refused());
        issued = outcome.secret();
    }

    public boolean isGranted(AppRole role) {
        return isGranted(role.id());
    }

    boolean isGranted(String roleId) {
        return grantedRoleIds.contains(roleId);
    }

    /** The consents that were refused and not given since, each with the reason, in the order of the plan. */
    public Map<AppRole, ProblemException> refused() {
        return Collections.unmodifiableMap(refused);
    }

    /** The secret that this run has made; empty if it has made none. */
    public Optional<IssuedSecret> issued() {
        return issued;
    }

    /** Whether this run has made a secret, and the vault keeps it. */
    public boolean isIssuedStored() {
        return issued.filter(made -> isStored(made.keyId())).isPresent();
    }

    /** What the vault keeps. */
    public Optional<StoredSecret> stored() {
        return stored;
    }

    void stored(StoredSecret now) {
        stored = Optional.of(now);
    }

    /** @param works whether the stored secret obtains tokens although Entra does not list it yet */
    public void storedWorks(boolean works) {
        storedWorks = works;
    }

    boolean storedWorks() {
        return storedWorks;
    }

    /** The Credential Profile; empty while there is none. */
    public Optional<CredentialProfile> profile() {
        return profile;
    }

    public void profile(Optional<CredentialProfile> now) {
        profile = now;
    }

    /** What the profile's description said before this run; empty if it said nothing or there was none. */
    Optional<ProfileMarker> profileBefore() {
        return profileBefore;
    }

    void profileBefore(CredentialProfile before) {
        profileBefore = ProfileMarker.of(before);
    }

    /** The Entra ID Sync; empty while there is none. */
    public Optional<EntraIdSync> sync() {
        return sync;
    }

    public void sync(Optional<EntraIdSync> now) {
        sync = now;
    }

    public boolean isStored(String keyId) {
        return stored.filter(known -> known.keyId().equals(keyId)).isPresent();
    }

    private void noteGrants() {
        application
                .flatMap(Application::servicePrincipal)
                .ifPresent(principal -> principal.grants().forEach(grant -> grantedRoleIds.add(grant.appRoleId())));
        refused.keySet().removeIf(this::isGranted);
    }
}
