package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.procedure.SecretVault;
import io.jenkins.plugins.threatmanager.procedure.StoredSecret;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.access.AccessDeniedException;

/**
 * One credentials store as a vault. Overwrites nothing but an {@link EntraAppCredentials} under the same id: builds run
 * with all permissions unless something like Authorize Project is installed, so the store's own permission checks are
 * not enough.
 */
@Restricted(NoExternalUse.class)
public final class CredentialsVault implements SecretVault {

    private static final Logger LOGGER = Logger.getLogger(CredentialsVault.class.getName());
    private static final String LOGIN_HOST = "login.microsoftonline.com";

    @CheckForNull
    private final Run<?, ?> run;

    private final StorePlace place;
    private final String domainName;

    /** Domain name of the tenant whose credentials alone it knows; empty for any: a folder has its own permissions. */
    private final String tenant;

    /** @param run whose use is tracked, and whose permissions count; none for Jenkins itself */
    private CredentialsVault(
            @CheckForNull Run<?, ?> run, StorePlace place, @CheckForNull String domainName, String tenant) {
        this.run = run;
        this.place = place;
        this.tenant = tenant;
        this.domainName = domainName == null ? "" : domainName.trim();
    }

    /**
     * @param rootAllowed whether an administrator allowed the root store
     * @param domainName name of the credentials domain for new secrets; empty for the global domain
     * @throws ProblemException if the policy leaves no store
     */
    public static CredentialsVault forRun(
            Run<?, ?> run, StoreChoice choice, boolean rootAllowed, @CheckForNull String domainName) {
        return new CredentialsVault(run, StorePlace.find(run.getParent(), choice, rootAllowed), domainName, "");
    }

    /**
     * The store of the plugin's own, whatever the build's authentication: no job can read what is in it. It is one for
     * all tenants, so a build that may use one of them gets at the secrets of that one alone.
     *
     * @param run whose use is tracked
     * @param tenant domain name
     */
    public static CredentialsVault ofPlugin(Run<?, ?> run, String tenant) {
        return new CredentialsVault(run, StorePlace.plugin(), "", tenant);
    }

    /**
     * The same for an ID that the configuration says, and no job can: that of a bootstrap identity, which may be one of
     * several tenants.
     *
     * @param run whose use is tracked
     */
    public static CredentialsVault ofBootstrap(Run<?, ?> run) {
        return new CredentialsVault(run, StorePlace.plugin(), "", "");
    }

    /**
     * For Jenkins itself, which acts for no job: the expiry watch.
     *
     * @param place as {@link KeptSecret#place} names it
     * @throws ProblemException if there is no such store
     */
    public static CredentialsVault forJenkins(String place) {
        return new CredentialsVault(null, StorePlace.called(place), "", "");
    }

    @Override
    public String description() {
        return place.description();
    }

    @Override
    public String place() {
        return place.fullName();
    }

    @Override
    public Optional<StoredSecret> find(String credentialsId) {
        Optional<EntraAppCredentials> found = lookUp(credentialsId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (run != null && !place.isPlugin() && !run.getParent().hasPermission(CredentialsProvider.USE_ITEM)) {
            throw refused(
                    "The build's authentication may not use the credential '" + credentialsId + "'.",
                    "Grant it the permission to use credentials in this job, or run the job as a user who has it.");
        }
        track(found.get());
        StoredSecret stored = stored(found.get());
        boolean written = WrittenSecrets.get().include(KeptSecret.of(place(), found.get()));
        return Optional.of(written ? stored : stored.asTyped());
    }

    @Override
    public Optional<Set<String>> keptAnywhere() {
        return Optional.of(KeptSecrets.all().stream()
                .filter(WrittenSecrets.get()::include)
                .flatMap(kept -> Stream.of(kept.keyId(), kept.previousKeyId()))
                .filter(keyId -> !keyId.isEmpty())
                .collect(Collectors.toSet()));
    }

    @Override
    public void checkWritable(String credentialsId) {
        if (lookUp(credentialsId).isPresent()) {
            require(CredentialsProvider.UPDATE, "update credentials");
            return;
        }
        if (isDomainMissing()) {
            if (!place.store().isDomainsModifiable()) {
                throw refused(
                        "The credentials domain '" + domainName + "' does not exist in " + description()
                                + " and cannot be made there.",
                        "Choose another domain under Manage Jenkins, Threat Manager.");
            }
            require(CredentialsProvider.MANAGE_DOMAINS, "add credentials domains");
        }
        require(CredentialsProvider.CREATE, "create credentials");
    }

    @Override
    public void checkRemovable(String credentialsId) {
        if (lookUp(credentialsId).isPresent()) {
            require(CredentialsProvider.DELETE, "delete credentials");
        }
    }

    private void require(Permission permission, String deed) {
        if (!place.isPlugin() && !place.store().hasPermission(permission)) {
            throw refused(
                    "The build's authentication may not " + deed + " in " + description() + ".",
                    "Grant it that permission, or run the job as a user who has it.");
        }
    }

    @Override
    public void store(StoredSecret secret) {
        checkWritable(secret.credentialsId());
        Optional<StoredCredential> existing = existing(secret.credentialsId());
        if (existing.isPresent()) {
            replace(existing.get(), secret);
        } else {
            EntraAppCredentials fresh =
                    EntraAppCredentials.of(place.scope(), Messages.CredentialsVault_Description(), secret);
            write(() -> add(fresh), () -> place.store().removeCredentials(domain(), fresh));
        }
        EntraAppCredentials kept = lookUp(secret.credentialsId())
                .filter(credential -> credential.toStored().asTyped().equals(secret.asTyped()))
                .orElseThrow(() -> notKept(secret.credentialsId()));
        if (!secret.typed()) {
            WrittenSecrets.get().add(place(), secret);
        }
        track(kept);
    }

    private void track(EntraAppCredentials used) {
        if (run != null) {
            CredentialsProvider.track(run, used);
        }
    }

    /** What people may have changed of it, its scope and description, stays. */
    private void replace(StoredCredential existing, StoredSecret secret) {
        EntraAppCredentials old = existing.credential();
        EntraAppCredentials fresh = EntraAppCredentials.of(old.getScope(), old.getDescription(), secret);
        write(
                () -> place.store().updateCredentials(existing.domain(), old, fresh),
                () -> place.store().updateCredentials(existing.domain(), fresh, old));
    }

    @Override
    public void remove(String credentialsId) {
        Optional<StoredCredential> existing = existing(credentialsId);
        if (existing.isPresent()) {
            Domain domain = existing.get().domain();
            EntraAppCredentials old = existing.get().credential();
            write(
                    () -> place.store().removeCredentials(domain, old),
                    () -> place.store().addCredentials(domain, old));
            WrittenSecrets.get().remove(place(), credentialsId);
        }
    }

    private boolean add(EntraAppCredentials fresh) throws IOException {
        CredentialsStore store = place.store();
        return isDomainMissing() ? store.addDomain(domain(), fresh) : store.addCredentials(domain(), fresh);
    }

    private boolean isDomainMissing() {
        return !domainName.isEmpty() && place.store().getDomainByName(domainName) == null;
    }

    /** Where new secrets go; not necessarily there already. */
    private Domain domain() {
        Domain known = domainName.isEmpty() ? Domain.global() : place.store().getDomainByName(domainName);
        return known != null
                ? known
                : new Domain(
                        domainName,
                        Messages.CredentialsVault_DomainDescription(),
                        List.of(new HostnameSpecification(LOGIN_HOST, null)));
    }

    /** A change of the store; false where the store did nothing. */
    @FunctionalInterface
    private interface Write {
        boolean run() throws IOException;
    }

    /** @param undo for a store that has changed what it has in memory when it finds that it cannot save it */
    private void write(Write change, Write undo) {
        boolean done;
        try {
            done = place.isPlugin() ? asJenkins(change) : change.run();
        } catch (AccessDeniedException e) {
            throw refused(
                    "The build's authentication may not change credentials in " + description() + ".",
                    "Grant it that permission, or run the job as a user who has it.");
        } catch (UnsupportedOperationException e) {
            throw refused("Credentials in " + description() + " can only be read.", "Choose another store.");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not save " + description());
            takeBack(undo);
            throw refused(
                    "Credentials in " + description() + " could not be saved.",
                    "Look at the system log of Jenkins, fix the cause, and run again.");
        }
        if (!done) {
            throw refused(
                    "The store " + description() + " did not take the change of the credential.",
                    "Check whether its credentials domain still exists and the ID is free, and run again.");
        }
    }

    private static boolean asJenkins(Write change) throws IOException {
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            return change.run();
        }
    }

    /** Memory has to agree with the disk again, or the next run would trust a secret that a restart loses. */
    private void takeBack(Write undo) {
        try {
            boolean undone = place.isPlugin() || undo.run();
            LOGGER.log(Level.FINE, "Undone in {0}: {1}", new Object[] {description(), undone});
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "Undone in memory; saving still fails in " + description());
        }
    }

    private Optional<StoredCredential> existing(String credentialsId) {
        Optional<StoredCredential> found = StoredCredential.find(place, credentialsId);
        if (found.filter(one ->
                        !tenant.isEmpty() && !one.credential().getTenant().equalsIgnoreCase(tenant))
                .isPresent()) {
            throw refused(
                    "The credentials ID '" + credentialsId + "' is taken in " + description() + ".",
                    "Choose another credentials ID.");
        }
        return found;
    }

    private Optional<EntraAppCredentials> lookUp(String credentialsId) {
        return existing(credentialsId).map(StoredCredential::credential);
    }

    private static StoredSecret stored(EntraAppCredentials credential) {
        if (credential.getSecret().getPlainText().isEmpty()) {
            throw refused(
                    "The credential '" + credential.getId() + "' holds no secret that Jenkins can read.",
                    "Delete it, and run again.");
        }
        return credential.toStored();
    }

    private ProblemException notKept(String credentialsId) {
        return refused(
                "The store " + description() + " did not keep the credential '" + credentialsId + "'.",
                "Look at the system log of Jenkins, fix the cause, and run again.");
    }

    private static ProblemException refused(String cause, String remedy) {
        return new ProblemException(ProcedureProblem.VAULT_REFUSED, cause, remedy);
    }
}
