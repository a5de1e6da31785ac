package io.jenkins.plugins.threatmanager.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.threatmanager.procedure.ProcedureProblem;
import io.jenkins.plugins.threatmanager.transport.ProblemException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A credential of ours and where in its store it is.
 *
 * @param domain ids are unique in a domain only
 */
record StoredCredential(Domain domain, EntraAppCredentials credential) {

    private static final Logger LOGGER = Logger.getLogger(StoredCredential.class.getName());

    /**
     * Reads as Jenkins itself: what a build may not see must not be taken for a free id.
     *
     * @return empty if the id is free
     * @throws ProblemException if the id is taken by a credential of another kind, or by several
     */
    static Optional<StoredCredential> find(StorePlace place, String credentialsId) {
        List<StoredCredential> found = new ArrayList<>();
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            CredentialsStore store = place.store();
            for (Domain domain : store.getDomains()) {
                for (Credentials credentials : store.getCredentials(domain)) {
                    if (credentials instanceof IdCredentials known
                            && known.getId().equals(credentialsId)) {
                        found.add(new StoredCredential(domain, ours(known)));
                    }
                }
            }
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot read " + place.description());
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "Credentials in " + place.description() + " cannot be read.",
                    "Look at the system log of Jenkins, restore the file that it names from a backup, and restart.");
        }
        if (found.size() > 1) {
            throw new ProblemException(
                    ProcedureProblem.VAULT_REFUSED,
                    "There are " + found.size() + " credentials '" + credentialsId + "' in different domains of "
                            + place.description() + ".",
                    "Delete those that are not used, or choose another credentials ID.");
        }
        return found.stream().findFirst();
    }

    private static EntraAppCredentials ours(IdCredentials known) {
        if (known instanceof EntraAppCredentials ours) {
            return ours;
        }
        throw new ProblemException(
                ProcedureProblem.VAULT_REFUSED,
                "The credential '" + known.getId() + "' is of another kind ("
                        + known.getDescriptor().getDisplayName() + ").",
                "Choose another credentials ID.");
    }
}
