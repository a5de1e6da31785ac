package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.onboarding.OnboardingProblem;
import io.jenkins.plugins.threatmanager.onboarding.SecretVault;
import io.jenkins.plugins.threatmanager.onboarding.StoredSecret;
import io.jenkins.plugins.threatmanager.remote.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;

/**
 * One credentials store as a vault. Overwrites nothing but an {@link EntraAppCredentials} under the same id: builds run
 * with all permissions unless something like Authorize Project is installed, so the store's own permission checks are
 * not enough.
 */
public final class CredentialsVault implements SecretVault {

    private static final String LOGIN_HOST = "login.microsoftonline.com";

    private final Run<?, ?> run;
    private final StorePlace place;
    private final String domainName;

    private CredentialsVault(Run<?, ?> run, StorePlace place, String domainName) {
        this.run = run;
        this.place = place;
        this.domainName = domainName == null ? "" : domainName.trim();
    }

    /**
     * @param rootAllowed whether an administrator allowed the root store
     * @param domainName name of the credentials domain for new secrets; empty for the global domain
     * @throws Failure if the policy leaves no store
     */
    public static CredentialsVault forRun(Run<?, ?> run, StoreChoice choice, boolean rootAllowed, String domainName) {
        return new CredentialsVault(run, StorePlace.find(run.getParent(), choice, rootAllowed), domainName);
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
        Optional<EntraAppCredentials> found = lookUp(credentialsId).map(Found::ours);
        found.ifPresent(credentials -> CredentialsProvider.track(run, credentials));
        return found.map(EntraAppCredentials::toStored);
    }

    @Override
    public void checkWritable(String credentialsId) {
        boolean exists = lookUp(credentialsId).isPresent();
        if (!place.store().hasPermission(exists ? CredentialsProvider.UPDATE : CredentialsProvider.CREATE)) {
            throw refused(
                    "The build's authentication may not " + (exists ? "update" : "create") + " credentials in "
                            + description() + ".",
                    "Grant it that permission, or run the job as a user who has it.");
        }
    }

    @Override
    public void store(StoredSecret secret) {
        Optional<Found> existing = lookUp(secret.credentialsId());
        CredentialsScope scope =
                existing.map(Found::ours).map(EntraAppCredentials::getScope).orElse(CredentialsScope.GLOBAL);
        String description = existing.map(Found::ours)
                .map(EntraAppCredentials::getDescription)
                .orElse(Messages.CredentialsVault_Description());
        EntraAppCredentials fresh = EntraAppCredentials.of(scope, description, secret);
        write(() -> existing.isPresent()
                ? place.store()
                        .updateCredentials(
                                existing.get().domain(), existing.get().credentials(), fresh)
                : add(fresh));
        Optional<EntraAppCredentials> kept = lookUp(secret.credentialsId()).map(Found::ours);
        if (kept.filter(credentials -> credentials.toStored().equals(fresh.toStored()))
                .isEmpty()) {
            throw notKept(secret.credentialsId());
        }
        CredentialsProvider.track(run, kept.get());
    }

    @Override
    public void remove(String credentialsId) {
        Optional<Found> existing = lookUp(credentialsId);
        if (existing.isPresent()) {
            existing.get().ours();
            write(() -> place.store()
                    .removeCredentials(existing.get().domain(), existing.get().credentials()));
        }
    }

    private boolean add(EntraAppCredentials fresh) throws IOException {
        CredentialsStore store = place.store();
        if (domainName.isEmpty()) {
            return store.addCredentials(Domain.global(), fresh);
        }
        Domain known = store.getDomainByName(domainName);
        if (known != null) {
            return store.addCredentials(known, fresh);
        }
        if (!store.isDomainsModifiable()) {
            throw refused(
                    "The credentials domain '" + domainName + "' does not exist in " + description()
                            + " and cannot be made there.",
                    "Choose another domain under Manage Jenkins, System, Threat Manager.");
        }
        Domain made = new Domain(
                domainName,
                Messages.CredentialsVault_DomainDescription(),
                List.of(new HostnameSpecification(LOGIN_HOST, null)));
        return store.addDomain(made, fresh);
    }

    /** A change of the store; false where the store did nothing. */
    @FunctionalInterface
    private interface Write {
        boolean run() throws IOException;
    }

    private void write(Write change) {
        boolean done;
        try {
            done = change.run();
        } catch (AccessDeniedException e) {
            throw refused(
                    "The build's authentication may not change credentials in " + description() + ".",
                    "Grant it that permission, or run the job as a user who has it.");
        } catch (UnsupportedOperationException e) {
            throw refused("Credentials in " + description() + " can only be read.", "Choose another store.");
        } catch (IOException e) {
            throw refused(
                    "Credentials in " + description() + " could not be saved.",
                    "Look at the system log of Jenkins, mend the cause, and run again.");
        }
        if (!done) {
            throw refused(
                    "The store " + description() + " did not take the credential.",
                    "Look whether its credentials domain still exists and the ID is free, and run again.");
        }
    }

    /** Where a credential is. */
    private record Found(Domain domain, Credentials credentials) {

        /** @throws Failure if it is of another kind */
        EntraAppCredentials ours() {
            if (credentials instanceof EntraAppCredentials ours) {
                return ours;
            }
            throw refused(
                    "The credential '" + ((IdCredentials) credentials).getId() + "' is of another kind ("
                            + credentials.getDescriptor().getDisplayName() + ").",
                    "Choose another credentials ID.");
        }
    }

    /** Reads as Jenkins itself: what a build may not see must not be taken for a free id. */
    private Optional<Found> lookUp(String credentialsId) {
        List<Found> found = new ArrayList<>();
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            CredentialsStore store = place.store();
            for (Domain domain : store.getDomains()) {
                for (Credentials credentials : store.getCredentials(domain)) {
                    if (credentials instanceof IdCredentials known
                            && known.getId().equals(credentialsId)) {
                        found.add(new Found(domain, credentials));
                    }
                }
            }
        }
        if (found.size() > 1) {
            throw refused(
                    "There are " + found.size() + " credentials '" + credentialsId + "' in different domains of "
                            + description() + ".",
                    "Delete those that are not used, or choose another credentials ID.");
        }
        found.forEach(Found::ours);
        return found.stream().findFirst();
    }

    private Failure notKept(String credentialsId) {
        return refused(
                "The store " + description() + " did not keep the credential '" + credentialsId + "'.",
                "Look at the system log of Jenkins, mend the cause, and run again.");
    }

    private static Failure refused(String cause, String remedy) {
        return new Failure(OnboardingProblem.VAULT_REFUSED, cause, remedy);
    }
}
